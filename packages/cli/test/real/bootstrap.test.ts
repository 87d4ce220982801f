import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import t from "tap";
import { Ground } from "../ground.ts";

t.test("a machine comes back from a repository alone, and a planted record is not used", async (t) => {
  const ground = new Ground(t, { files: 4, fileBytes: 2000 });
  mkdirSync(ground.path("source/home"));
  mkdirSync(ground.path("users"));
  writeFileSync(ground.path("users/letter"), "dear\n");
  const archives = [{ repository: "disk", every: "yearly", keep: { yearly: 2 } }];
  ground.declare(
    { machineRecord: true, mirrors: undefined, hooks: undefined },
    {
      volumes: {
        root: { source: { type: "plain", path: ground.path("source") }, machineRecord: true, archives },
        users: { source: { type: "plain", path: ground.path("users") }, archives },
      },
    },
  );
  const made = await ground.rdump("apply", "-y");
  t.equal(made.code, 0, made.said);
  const record = "2sure.dat.gz.rsure-machine";
  t.equal(statSync(ground.path("source", record)).mode & 0o777, 0o600);
  t.notOk(readdirSync(ground.path("users")).includes(record));
  const checked = await ground.rdump(
    "rsure",
    "-f",
    ground.path("source/2sure.dat.gz"),
    "-d",
    ground.path("source"),
    "check",
  );
  t.equal(checked.code, 0, `rsure treats the record as its own: ${checked.said}`);

  // Everything but the repository is lost.
  for (const lost of ["state", "rdump.json5", "source", "users", "home"]) {
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
  t.match(found.said, /^Not used: root-20990101T000000Z-0000: .*not the file that the comment/m);
  t.match(found.out, /^joke \(machine [0-9a-f]{16}\)\n {4}root: 2 archives, .*\n {4}users: 1 archive, /m);
  t.equal(statSync(ground.path("found")).mode & 0o777, 0o700);
  t.equal(statSync(ground.path("found/rdump.json5")).mode & 0o777, 0o600);
  t.match(await ground.rdump(...words, "--to", ground.path("found")), { code: 1, said: /\[bootstrap-exists\]/ });

  for (const [volume, to] of [
    ["root", "target"],
    ["users", "target/home"],
  ] as const) {
    const config = ground.path("found/rdump.json5");
    const newest = volume === "root" ? ["--at", "2098-01-01"] : [];
    const restored = await ground.rdump("restore", "-c", config, volume, ...newest, "--to", ground.path(to));
    t.equal(restored.code, 0, restored.said);
  }
  t.equal(readFileSync(ground.path("target/home/letter"), "utf8"), "dear\n");
  t.ok(readdirSync(ground.path("target/sub")).length > 0);
});
