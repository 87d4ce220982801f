import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import t from "tap";
import { machineZone } from "../src/machine-zone.ts";
import { openScene } from "./scene.ts";

const ZONEINFO = "/usr/share/zoneinfo";
const INSTALLED = existsSync(`${ZONEINFO}/Europe/Berlin`);

t.test("the zone of this machine is the zone that the C library uses", (t) => {
  const { path } = openScene(t);
  mkdirSync(path("zoneinfo/Europe"), { recursive: true });
  writeFileSync(path("zoneinfo/Europe/Berlin"), "berlin");
  mkdirSync(path("zoneinfo/Etc"));
  writeFileSync(path("zoneinfo/Etc/GMT+3"), "gmt");
  writeFileSync(path("copy"), "berlin");
  writeFileSync(path("own"), "my own rules");
  symlinkSync(path("zoneinfo/Europe/Berlin"), path("linked"));
  symlinkSync("linked", path("localtime"));
  symlinkSync(path("localtime"), path("zoneinfo/localtime"));
  symlinkSync("loop", path("loop"));
  const places = { localtime: path("localtime"), zoneinfo: path("zoneinfo") };
  for (const [tz, zone] of [
    [undefined, "Europe/Berlin"],
    ["", "UTC"],
    [":", "UTC"],
    ["UTC0", "UTC"],
    ["Etc/UTC", "UTC"],
    ["Europe/Berlin", "Europe/Berlin"],
    [":Europe/Berlin", "Europe/Berlin"],
    [`:${path("localtime")}`, "Europe/Berlin"],
    [path("zoneinfo/Europe/Berlin"), "Europe/Berlin"],
    [path("copy"), "Europe/Berlin"],
    ["localtime", "Europe/Berlin"],
    ["posix/Europe/Berlin", "Europe/Berlin"],
    ["EST5EDT", "EST5EDT"],
    ["Etc/GMT+3", "Etc/GMT+3"],
    ["UTC+3", "UTC+3"],
    ["MEZ", "MEZ"],
    ["europe/berlin", ":europe/berlin"],
    ["Europe/berlin", ":Europe/berlin"],
    ["EUROPE/BERLIN", ":EUROPE/BERLIN"],
    [":US/eastern", ":US/eastern"],
    ["Asia/Kathmandu", ":Asia/Kathmandu"],
    ["utc", ":utc"],
    ["EST5EDT,M3.2.0,M11.1.0", "EST5EDT,M3.2.0,M11.1.0"],
    ["../own", "../own"],
    [path("own"), path("own")],
    [path("loop"), path("loop")],
    [path("missing"), path("missing")],
  ] as const) {
    t.equal(machineZone(tz, places), zone, String(tz));
  }
  t.equal(machineZone("Asia/Kathmandu", { ...places, zoneinfo: path("missing") }), "Asia/Kathmandu");
  t.equal(machineZone(undefined, { ...places, localtime: path("missing") }), "UTC");
  t.equal(machineZone(undefined, { ...places, localtime: path("own") }), path("own"));
  t.end();
});

t.test("date(1) agrees on the zones that have a name", { skip: !INSTALLED && "no zoneinfo" }, (t) => {
  const { path } = openScene(t);
  copyFileSync(`${ZONEINFO}/Asia/Kathmandu`, path("copy"));
  const values = [
    "",
    ":/etc/localtime",
    ":Europe/Berlin",
    `${ZONEINFO}/Asia/Kathmandu`,
    path("copy"),
    "localtime",
    "UTC0",
  ];
  for (const tz of values) {
    for (const second of ["1700000000", "1720000000"]) {
      const offset = (TZ: string) =>
        execFileSync("date", ["+%z", "-d", `@${second}`], { env: { TZ }, encoding: "utf8" });
      t.equal(offset(machineZone(tz)), offset(tz), `${tz} at ${second}`);
    }
  }
  t.end();
});

t.test("no value of TZ ends in an error of rdump itself", (t) => {
  const scene = openScene(t);
  scene.declare({ version: 1, id: "joke", stateDir: scene.path("state"), volumes: {} });
  const entry = new URL("../src/entry.ts", import.meta.url).pathname;
  const flags = ["--import=tsx", "--conditions=rdump-source", "--no-warnings", entry];
  const plan = (TZ: string) =>
    spawnSync(process.execPath, [...flags, "plan", "-c", scene.path("rdump.json5")], {
      env: { ...scene.env, TZ },
      encoding: "utf8",
    });
  t.match(plan(":/etc/localtime"), { status: 0, stderr: "" });
  t.match(plan("UTC+3"), {
    status: 1,
    stderr:
      /^\S+: error: Unknown time zone \[config-bad-timezone\]\n.*"UTC\+3" \(from the variable `TZ`.*\n.*timezone: "Europe\/Berlin",\n$/,
  });
  const cased = plan("europe/berlin");
  t.match(cased, { status: 1, stderr: /Unknown time zone[\s\S]*":europe\/berlin" \(from the variable `TZ`/ });
  t.match(cased.stderr, "has no file with exactly this name. Other programs then use UTC.");
  t.end();
});
