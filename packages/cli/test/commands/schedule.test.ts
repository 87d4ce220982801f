import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { ATTACKER } from "@rdump/core/conformance";
import t, { type Test } from "tap";
import { openScene, type Scene } from "../scene.ts";

/** A scene with a systemctl that writes its arguments down, and a config with these schedules. */
function sceneWith(t: Test, every: readonly string[]): Scene {
  const scene = openScene(t);
  mkdirSync(scene.path("bin"));
  writeFileSync(scene.path("bin", "systemctl"), `#!/bin/sh\necho "$@" >> ${scene.path("systemctl.log")}\n`);
  chmodSync(scene.path("bin", "systemctl"), 0o755);
  scene.env.PATH = `${scene.path("bin")}:${scene.env.PATH}`;
  scene.declare({
    version: 1,
    id: "joke",
    machine: "m",
    timezone: "Europe/Berlin",
    stateDir: scene.path("state"),
    volumes: {
      docs: {
        source: { type: "plain", path: scene.path("source") },
        mirrors: every.map((each, index) => ({ path: scene.path(`mirror${index}`), every: each })),
      },
    },
  });
  return scene;
}

const calls = (scene: Scene) =>
  existsSync(scene.path("systemctl.log")) ? readFileSync(scene.path("systemctl.log"), "utf8").trim().split("\n") : [];

t.test("a timer is installed, changed and removed, and files of others stay", async (t) => {
  const scene = sceneWith(t, ["daily"]);
  const units = scene.path("home", ".config", "systemd", "user");
  const shown = await scene.rdump("schedule", "show", "--user");
  t.match(shown, { exitCode: 0, out: /OnCalendar=\*-\*-\* 04:00:00 Europe\/Berlin/ }, shown.err);
  t.notOk(existsSync(`${units}/rdump.timer`), "show writes nothing");

  const installed = await scene.rdump("schedule", "install", "--user");
  t.match(
    installed,
    { exitCode: 0, out: /written {2}\S+rdump\.service\nwritten {2}\S+rdump\.timer\nstarted/ },
    installed.err,
  );
  const version = "--user show --property=Version";
  t.strictSame(calls(scene), [version, "--user daemon-reload", "--user enable --now rdump.timer"]);
  const service = readFileSync(`${units}/rdump.service`, "utf8");
  t.match(service, `apply --yes --wait 1h --config ${scene.path("rdump.json5")}\n`);
  t.match(await scene.rdump("schedule", "install", "--user", "--calendar", "hourly", "--delay", "2m"), { exitCode: 0 });
  t.match(readFileSync(`${units}/rdump.timer`, "utf8"), /OnCalendar=hourly\n[\s\S]*RandomizedDelaySec=2m/);

  t.match(await scene.rdump("schedule", "remove", "--user"), { exitCode: 0, out: /removed {2}\S+rdump\.timer/ });
  t.notOk(existsSync(`${units}/rdump.service`));
  t.match(calls(scene).slice(-2), ["--user disable --now rdump.timer", "--user daemon-reload"]);
  t.match(await scene.rdump("schedule", "remove", "--user"), { exitCode: 0, out: /Nothing to remove/ });

  writeFileSync(`${units}/rdump.service`, "[Service]\nExecStart=/bin/true\n");
  for (const command of ["install", "remove"])
    t.match(await scene.rdump("schedule", command, "--user"), { exitCode: 1, err: /schedule-foreign/ });
  t.equal(readFileSync(`${units}/rdump.service`, "utf8"), "[Service]\nExecStart=/bin/true\n");
});

t.test("the time follows the finest schedule, for systemd and for cron", async (t) => {
  for (const [every, calendar, cron] of [
    [["weekly"], "*-*-* 04:00:00 Europe/Berlin", "0 4 * * *"],
    [["daily", "hourly"], "*-*-* *:05:00 Europe/Berlin", "5 * * * *"],
    [["6h"], "*-*-* *:05:00 Europe/Berlin", "5 * * * *"],
    [["25m", "daily"], "*-*-* *:0/20:00 UTC", "*/20 * * * *"],
  ] as const) {
    const scene = sceneWith(t, every);
    t.match((await scene.rdump("schedule", "show")).out, `OnCalendar=${calendar}\n`);
    t.match((await scene.rdump("schedule", "show", "--cron")).out, `\n${cron} root `);
  }
});

t.test("options of systemd are refused with --cron", async (t) => {
  const scene = sceneWith(t, ["daily"]);
  for (const option of [["--calendar", "Mon"], ["--delay", "1m"], ["--on-failure", "mail.service"], ["--user"]]) {
    const refused = await scene.rdump("schedule", "show", "--cron", ...option);
    t.match(refused, { exitCode: 1, out: "", err: /usage-schedule[\s\S]*is for systemd only/ }, option.join(" "));
  }
});

t.test("files for another place start nothing; a failure of systemctl is an error with its words", async (t) => {
  const scene = sceneWith(t, ["daily"]);
  mkdirSync(scene.path("out"));
  const args = ["schedule", "install", "--name", "home", "--dir", "out"];
  t.match(await scene.rdump(...args), { exitCode: 0, out: /systemctl enable --now rdump-home\.timer/ });
  t.ok(existsSync(scene.path("out", "rdump-home.timer")));
  t.strictSame(calls(scene), []);
  t.match(await scene.rdump("schedule", "install", "--name", "a/b"), { exitCode: 1, err: /usage-schedule/ });

  writeFileSync(scene.path("bin", "systemctl"), "#!/bin/sh\necho 'Failed to connect to bus' >&2; exit 1\n");
  mkdirSync(scene.path("home", ".config", "systemd", "user"), { recursive: true });
  t.match(await scene.rdump("schedule", "install", "--user"), {
    exitCode: 1,
    err: /schedule-failed[\s\S]*Failed to connect to bus[\s\S]*rdump schedule install --cron/,
  });
  t.strictSame(readdirSync(scene.path("home", ".config", "systemd", "user")), [], "nothing is written");
});

t.test("a FIFO, a link or a huge file of another user in the place of a unit ends the command", async (t) => {
  const scene = sceneWith(t, ["daily"]);
  mkdirSync(scene.path("out"));
  const place = scene.path("out", "rdump.service");
  const commands = [
    ["install", "--dir", "out"],
    ["remove", "--dir", "out"],
  ] as const;
  execFileSync("mkfifo", [place]);
  for (const args of commands)
    t.match(await scene.rdump("schedule", ...args), { exitCode: 1, err: /schedule-failed/ }, `FIFO, ${args[0]}`);
  rmSync(place);
  writeFileSync(place, "");
  truncateSync(place, 2 ** 40);
  for (const args of commands)
    t.match(await scene.rdump("schedule", ...args), { exitCode: 1, err: /schedule-failed/ }, `huge file, ${args[0]}`);
});

const needsRoot = process.getuid?.() === 0 ? false : "needs root";

t.test("units of root stay when a user replaces the directory of others by a link", { skip: needsRoot }, async (t) => {
  const scene = sceneWith(t, ["daily"]);
  const roots = scene.path("roots");
  for (const directory of ["roots", "user"]) mkdirSync(scene.path(directory));
  t.match(await scene.rdump("schedule", "install", "--dir", "roots"), { exitCode: 0 });
  chownSync(scene.path("user"), ATTACKER, ATTACKER);
  symlinkSync(roots, scene.path("user", "units"));
  t.match(await scene.rdump("schedule", "remove", "--dir", "user/units"), { exitCode: 1, err: /symbolic link/ });
  t.strictSame(readdirSync(roots).sort(), ["rdump.service", "rdump.timer"]);
});

t.test("the user of a crontab is one word of one line", async (t) => {
  const scene = sceneWith(t, ["daily"]);
  scene.env.USER = "joe\n* * * * * root /tmp/x";
  const shown = await scene.rdump("schedule", "show", "--cron");
  t.notMatch(shown.out, "/tmp/x");
});

const canAsk = spawnSync("systemd-analyze", ["--version"]).status === 0;

t.test("a time or delay that systemd cannot read is refused", { skip: canAsk ? false : "no systemd" }, async (t) => {
  const scene = sceneWith(t, ["daily"]);
  for (const [option, value] of [
    ["--calendar", "not a time"],
    ["--delay", "5 parsecs"],
  ] as const) {
    const refused = await scene.rdump("schedule", "show", option, value);
    t.match(refused, { exitCode: 1, out: "", err: /usage-schedule[\s\S]*systemd cannot read/ }, option);
  }
  const accepted = await scene.rdump("schedule", "show", "--calendar", "Mon *-*-* 03:00", "--delay", "1h 30m");
  t.match(accepted, { exitCode: 0, out: /RandomizedDelaySec=1h 30m/ }, accepted.err);
});

t.test("a unit that was edited by hand is not replaced", async (t) => {
  const scene = sceneWith(t, ["daily"]);
  const timer = scene.path("home", ".config", "systemd", "user", "rdump.timer");
  t.match(await scene.rdump("schedule", "install", "--user"), { exitCode: 0 });
  writeFileSync(timer, readFileSync(timer, "utf8").replace("04:00", "23:00"));
  const refused = await scene.rdump("schedule", "install", "--user");
  t.match(refused, { exitCode: 1, err: /schedule-edited[\s\S]*rdump\.timer was changed/ });
  t.match(readFileSync(timer, "utf8"), "23:00");
  t.match(await scene.rdump("schedule", "remove", "--user"), { exitCode: 0 });
  t.match(await scene.rdump("schedule", "install", "--user"), { exitCode: 0 });
});

t.test("the rest of units that were deleted by hand is removed", async (t) => {
  const scene = sceneWith(t, ["daily"]);
  const units = scene.path("home", ".config", "systemd", "user");
  t.match(await scene.rdump("schedule", "install", "--user"), { exitCode: 0 });
  rmSync(`${units}/rdump.timer`);
  const absent = '#!/bin/sh\n[ "$2" != disable ] || { echo "Unit file rdump.timer does not exist." >&2; exit 1; }\n';
  writeFileSync(scene.path("bin", "systemctl"), absent);
  const removed = await scene.rdump("schedule", "remove", "--user");
  t.match(removed, { exitCode: 0, out: /removed {2}\S+rdump\.service/ }, removed.err);
  t.strictSame(readdirSync(units), []);
});
