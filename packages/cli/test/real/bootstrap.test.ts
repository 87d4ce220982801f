import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inputFault } from "@rdump/core";
import t from "tap";
import { Ground } from "../ground.ts";

const canMount = spawnSync("unshare", ["-m", "mount", "-t", "tmpfs", "none", "/mnt"]).status === 0;

t.test("a machine comes back from a repository alone, and a planted record is not used", async (t) => {
  const ground = new Ground(t, { files: 4, fileBytes: 2000 });
  mkdirSync(ground.path("source/home"));
  const home = ground.path("source/home");
  writeFileSync(join(home, "letter"), "dear\n");
  const archives = [{ repository: "disk", every: "yearly", keep: { yearly: 2 } }];
  ground.declare(
    { machineRecord: true, mirrors: undefined, hooks: undefined },
    {
      volumes: {
        root: {
          ...{ source: { type: "plain", path: ground.path("source") }, exclude: ["/home/*"] },
          ...{ machineRecord: true, archives },
        },
        users: { source: { type: "plain", path: home }, archives },
      },
    },
  );
  const made = await ground.rdump("apply", "-y");
  t.equal(made.code, 0, made.said);
  const record = "2sure.dat.gz.rsure-machine";
  t.equal(statSync(ground.path("source", record)).mode & 0o777, 0o600);
  t.notOk(readdirSync(home).includes(record));
  const checked = await ground.rdump(
    "rsure",
    "-f",
    ground.path("source/2sure.dat.gz"),
    "-d",
    ground.path("source"),
    "check",
  );
  // The surefile of the other volume is newer.
  const differing = checked.out.split("\n").filter((line) => line.startsWith("+") || line.startsWith("-"));
  t.match(differing, [/home\/2sure\.dat\.gz/], `rsure treats the record as its own: ${checked.said}`);
  t.equal(differing.length, 1);

  // Everything but the repository is lost.
  for (const lost of ["state", "rdump.json5", "source", "home"]) {
    rmSync(ground.path(lost), { recursive: true });
  }
  mkdirSync(ground.path("home"));
  // A newer archive whose record somebody replaced: its comment names other bytes.
  mkdirSync(ground.path("out"));
  writeFileSync(ground.path("out", record), "{}");
  const [comment = ""] = ground
    .borg("list", "--format={comment}{NL}", ground.path("repository"))
    .split("\n")
    .filter((line) => line.includes("record="));
  ground.borg(
    "create",
    "--timestamp=2099-01-01T00:00:00",
    `--comment=${comment}`,
    `${ground.path("repository")}::root-20990101T000000Z-0000`,
    ".",
  );

  const words = ["bootstrap", "--repository", ground.path("repository"), "--unencrypted"] as const;
  const found = await ground.rdump(...words, "--to", ground.path("found"));
  t.equal(found.code, 0, found.said);
  t.match(found.said, /^Not used: root-20990101T000000Z-0000: .*not the file that the mark/m);
  t.match(found.out, /^joke \(machine [0-9a-f]{16}\)\n {4}root: 2 archives, .*\n {4}users: 1 archive, /m);
  t.equal(statSync(ground.path("found")).mode & 0o777, 0o700);
  t.equal(statSync(ground.path("found/rdump.json5")).mode & 0o777, 0o600);
  t.match(await ground.rdump(...words, "--to", ground.path("found")), { code: 1, said: /\[bootstrap-exists\]/ });

  const json = await ground.rdump(...words, "--to", ground.path("again"), "--json");
  t.match(JSON.parse(json.out), {
    formatVersion: 1,
    owners: [
      {
        owner: "joke",
        volumes: [
          { volume: "root", archives: 2 },
          { volume: "users", archives: 1 },
        ],
      },
    ],
    config: ground.path("again/rdump.json5"),
  });
  const published = new URL("../../../../schemas/bootstrap.v1.json", import.meta.url);
  const schema = () => JSON.parse(readFileSync(published, "utf8"));
  t.equal(inputFault({ kind: "bootstrap", version: 1, schema }, JSON.parse(json.out), 1), null);

  // The drill of docs/operations.md: all volumes by one command, in their order.
  const all = ["restore", "-c", ground.path("found/rdump.json5"), "--all", "--at", "2098-01-01"] as const;
  const to = ["--to", ground.path("target")] as const;
  const shown = await ground.rdump(...all, ...to, "--dry-run");
  t.match(shown, { code: 0, said: /root\.archives.* to .*\n.*users\.archives/ }, shown.said);
  t.notOk(existsSync(ground.path("target")));
  const restored = await ground.rdump(...all, ...to);
  t.equal(restored.code, 0, restored.said);
  t.match(restored.said, /^root: proven, root-\S+ in .*source\nusers: proven, users-\S+ in .*home$/m);
  const source = ground.path("target", ground.path("source"));
  const users = join(source, "home");
  t.equal(readFileSync(join(users, "letter"), "utf8"), "dear\n");
  t.ok(readdirSync(join(source, "sub")).length > 0);
  for (const path of [source, users]) t.notOk(existsSync(join(path, ".rdump-restore")));
  const refused = await ground.rdump(...all, ...to);
  t.match(refused, { code: 1, said: /\[restore-to-not-empty\]/ }, "nothing is overwritten");

  t.test("killed after the first volume: the same command continues", async (t) => {
    for (const name of readdirSync(users)) rmSync(join(users, name), { recursive: true });
    const event =
      (await ground.rdump(...all, "--to", ground.path("x"), "--dry-run", "--json")).out.split("\n")[0] ?? "";
    const { address, id, name, time } = JSON.parse(event).point;
    const order = { owner: "joke", volume: "root", address, point: { id, name, time }, paths: [] };
    mkdirSync(join(source, ".rdump-restore/tree"), { recursive: true, mode: 0o700 });
    const [, run] = /^Run (\S+): ok/m.exec(restored.said) ?? [];
    const text = JSON.stringify({ formatVersion: 1, ...order, run, placing: true });
    writeFileSync(join(source, ".rdump-restore/order.json"), text, { mode: 0o600 });
    const rest = await ground.rdump(...all, ...to);
    t.match(rest, { code: 0, said: /\[restore-resumed\].*^root: resumed.*^users: proven/ms }, rest.said);
    t.equal(readFileSync(join(users, "letter"), "utf8"), "dear\n");
    t.notOk(existsSync(join(source, ".rdump-restore")));

    // Killed after the closed directory of one of two volumes was removed.
    mkdirSync(join(source, ".rdump-restore/tree"), { recursive: true, mode: 0o700 });
    writeFileSync(join(source, ".rdump-restore/order.json"), text, { mode: 0o600 });
    const finished = [{ to: users, order: { ...order, volume: "users" } }];
    const note = JSON.stringify({ formatVersion: 1, finished });
    writeFileSync(join(source, ".rdump-restore/finished.json"), note, { mode: 0o600 });
    const end = await ground.rdump(...all, ...to, "--json");
    t.equal(end.code, 0, end.said);
    t.match(JSON.parse(end.out.trimEnd().split("\n").at(-1) ?? ""), {
      type: "restored",
      volumes: [
        { volume: "root", state: "resumed" },
        { volume: "users", to: users, state: "resumed" },
      ],
    });
    t.notOk(existsSync(join(source, ".rdump-restore")));
  });

  t.test("file systems that are mounted before get their volumes", { skip: !canMount }, async (t) => {
    const mounted = ground.path("mounted", home);
    const script =
      'mkdir -p "$0" && mount -t tmpfs -o mode=700 none "$0" && "$@"; code=$?; cat "$0/letter"; exit $code';
    const words = [...all, "--to", ground.path("mounted")] as const;
    const ended = ground.within(["unshare", "-m", "sh", "-c", script, mounted], ...words);
    t.match(ended, { status: 0, stdout: /^root: proven.*^users: proven.*^dear$/ms }, `${ended.stdout}${ended.stderr}`);
    const above = ground.path("mounted", ground.path("source"));
    t.strictSame(readdirSync(mounted), [], "nothing is below the mount");
    t.strictSame(readdirSync(above).sort(), readdirSync(source).sort());
  });
});
