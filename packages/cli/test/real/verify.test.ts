import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import t from "tap";
import { DAMAGES } from "../damages.ts";
import { fillWithEveryType } from "../every-type.ts";
import { Ground } from "../ground.ts";
import { preparedOnce } from "../once.ts";

const canMount = spawnSync("unshare", ["-m", "mount", "-t", "tmpfs", "none", "/mnt"]).status === 0;
const YEARLY = { every: "yearly" } as const;

/** A ground with one archive and one mirror of a tree with every type of file, both with a declared proof. */
const savedGround = preparedOnce(async () => {
  const ground = new Ground(t, { files: 0 });
  rmSync(ground.path("source/sub"), { recursive: true });
  fillWithEveryType(ground.path("source"));
  mkdirSync(ground.path("source/tmp"));
  writeFileSync(ground.path("source/tmp/left out"), "");
  const verify = [
    { ...YEARLY, from: "disk" },
    { ...YEARLY, from: ground.path("mirror") },
  ];
  ground.declare({ exclude: ["/tmp"], integrity: { xattrs: true }, hooks: undefined, verify });
  const saved = await ground.rdump("apply", "-y");
  t.equal(saved.code, 0, saved.said);
  return ground;
});

interface Shown {
  readonly groups: readonly {
    readonly address: string;
    readonly state: string;
    readonly proof?: { readonly last: { readonly verdict: string } | null; readonly due: boolean };
  }[];
}

async function statusOf(ground: Ground) {
  const { out, code } = await ground.rdump("status", "--json");
  const groups = (JSON.parse(out) as Shown).groups.map(({ state, proof }) => [state, proof?.last?.verdict ?? null]);
  return { code, groups };
}

t.test("an archive and a mirror are proven by the next run, and nothing is left of the restored tree", async (t) => {
  const ground = await savedGround();
  t.strictSame(await statusOf(ground), {
    code: 0,
    groups: [
      ["ok", null],
      ["ok", null],
    ],
  });
  const planned = await ground.rdump("plan", "--detailed-exitcode");
  t.match(planned, { code: 2, said: /docs\.archives\["disk"\].*due: no proof for/s });
  const proven = await ground.rdump("apply", "-y");
  t.equal(proven.code, 0, proven.said);
  t.notMatch(proven.said, /warning|rsure-/, proven.said);
  t.strictSame(await statusOf(ground), {
    code: 0,
    groups: [
      ["ok", "proven"],
      ["ok", "proven"],
    ],
  });
  t.notOk(existsSync(ground.path("state/.rdump-proof")));
  t.match(await ground.rdump("plan", "--detailed-exitcode"), { code: 0 });

  t.test("also by command, in a directory of the user's choice", async (t) => {
    mkdirSync(ground.path("scratch"), { mode: 0o700 });
    const shown = await ground.rdump("verify", "--dry-run", "-v", "--scratch", ground.path("scratch"));
    t.match(shown, { code: 0, said: /borg .*extract/ });
    const now = await ground.rdump("verify", "docs", "--scratch", ground.path("scratch"));
    t.equal(now.code, 0, now.said);
    t.strictSame(readdirSync(ground.path("scratch")), []);
  });

  t.test("a place that others can write to, or that does not exist, is refused: nothing is proven", async (t) => {
    mkdirSync(ground.path("open"));
    chmodSync(ground.path("open"), 0o777);
    for (const name of ["open", "nowhere"]) {
      const refused = await ground.rdump("verify", "docs", "--from", "disk", "--scratch", ground.path(name));
      t.match(refused, { code: 1, said: /proof-no-place|not a directory|can write/ }, name);
    }
    t.strictSame(await statusOf(ground), {
      code: 0,
      groups: [
        ["ok", "proven"],
        ["ok", "proven"],
      ],
    });
  });

  t.test("holes of a sparse file that are filled are no difference", async (t) => {
    const path = ground.path("mirror/sparse");
    const { atime, mtime } = statSync(path);
    const whole = readFileSync(path);
    const file = openSync(path, "r+");
    writeSync(file, whole);
    closeSync(file);
    utimesSync(path, atime, mtime);
    t.ok(statSync(path).blocks * 512 >= 40_000_000);
    const proven = await ground.rdump("verify", "docs", "--from", "mirrors");
    t.match(proven, { code: 0, said: /done check docs\.mirrors\S* \(proven, / });
  });
});

t.test("each damage of a mirror fails its proof, and is named", async (t) => {
  const ground = await savedGround();
  const mirror = ground.path("mirror");
  const kept = ground.path("kept");
  execFileSync("cp", ["-a", mirror, kept]);
  const restoreMirror = () => execFileSync("rsync", ["-aHAX", "--delete", "--checksum", `${kept}/`, `${mirror}/`]);
  for (const { do: damage } of DAMAGES) damage(mirror);
  const failed = await ground.rdump("verify", "docs", "--from", "mirrors");
  t.equal(failed.code, 2, failed.said);
  for (const { what, says } of DAMAGES) t.match(failed.said, says, what);
  t.strictSame((await statusOf(ground)).groups[1], ["unproven", "failed"]);
  t.equal((await statusOf(ground)).code, 2);
  restoreMirror();

  const surefile = join(mirror, "2sure.dat.gz");
  const bytes = readFileSync(surefile);
  const at = Math.floor(bytes.length / 2);
  writeFileSync(surefile, bytes.with(at, (bytes[at] ?? 0) ^ 4));
  const flipped = await ground.rdump("verify", "docs", "--from", "mirrors");
  t.match(flipped, { code: 2, said: /\[rsure-point-surefile\]/ }, flipped.said);
  unlinkSync(surefile);
  const missing = await ground.rdump("verify", "docs", "--from", "mirrors");
  t.match(missing, { code: 2, said: /\[rsure-point-surefile\]/ }, missing.said);
  restoreMirror();

  const proven = await ground.rdump("verify", "docs", "--from", "mirrors");
  t.equal(proven.code, 0, proven.said);
  t.strictSame((await statusOf(ground)).groups[1], ["ok", "proven"], "a later proof is good");
});

t.test(
  "a damaged repository fails the proof, and withholds the deletions of its group until it is accepted",
  async (t) => {
    const ground = await savedGround();
    const data = ground.path("repository/data/0");
    const [largest = ""] = readdirSync(data).sort(
      (a, b) => statSync(join(data, b)).size - statSync(join(data, a)).size,
    );
    const bytes = readFileSync(join(data, largest));
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    writeFileSync(join(data, largest), bytes);
    const failed = await ground.rdump("verify", "docs", "--from", "disk");
    t.match(failed, { code: 2, said: /\[borg-archive-damaged\]/ }, failed.said);
    t.strictSame((await statusOf(ground)).groups[0], ["unproven", "failed"]);
    t.notOk(existsSync(ground.path("state/.rdump-proof")));
    t.match((await ground.rdump("status")).said, /unproven .*the proof of docs-\S+ failed/s);
    const accepted = await ground.rdump("accept", "-y", 'docs.archives["disk"]');
    t.match(accepted, { code: 0, said: /the proof of docs-\S+ failed/ }, accepted.said);
    t.strictSame((await statusOf(ground)).groups[0], ["ok", "accepted"]);
  },
);

t.test("a point without integrity data is not provable, and the command says so", async (t) => {
  const ground = new Ground(t, { files: 2 });
  ground.declare({ integrity: false });
  t.equal((await ground.rdump("apply", "-y")).code, 0);
  t.match(await ground.rdump("verify", "docs"), { code: 1, said: /\[restore-no-point\]/ });
  ground.declare({});
  const unknown = await ground.rdump("verify", "docs", "--from", "disk");
  t.match(unknown, { code: 1, said: /\[rsure-not-provable\]/ }, unknown.said);
});

t.test("a command uses a copy of the restored tree, and its failure fails the proof", async (t) => {
  const ground = new Ground(t, { files: 2 });
  const check = (script: string) => [
    { every: "yearly", from: "disk", command: ["sh", "-c", script] },
    { every: "yearly", from: ground.path("mirror"), command: ["sh", "-c", script] },
  ];
  const good = `cat "file 1" >/dev/null && pwd >>${ground.path("where")} && rm -r sub "file 1"`;
  ground.declare({ hooks: undefined, verify: check(good) });
  t.equal((await ground.rdump("apply", "-y")).code, 0);
  const proven = await ground.rdump("apply", "-y");
  t.equal(proven.code, 0, proven.said);
  const tree = ground.path("state/.rdump-proof/tree");
  t.equal(readFileSync(ground.path("where"), "utf8"), `${tree}\n${tree}\n`);
  t.ok(existsSync(ground.path("mirror/file 1")) && existsSync(ground.path("mirror/sub")), "the mirror is untouched");
  t.notOk(existsSync(ground.path("state/.rdump-proof")));
  t.match((await ground.rdump("proofs")).said, /proven.*\n {4}command: sh -c .*: exit status 0, with/);

  t.test("a scratch place that is too small makes no proof, and no failure", { skip: !canMount }, async (t) => {
    mkdirSync(ground.path("small"), { mode: 0o700 });
    const mount = 'mount -t tmpfs -o size=100k,mode=700 none "$0" && exec "$@"';
    const words = ["verify", "docs", "--from", "disk", "--scratch", ground.path("small")];
    const full = ground.within(["unshare", "-m", "sh", "-c", mount, ground.path("small")], ...words);
    t.match(full, { status: 1, stdout: /No space for the files that borg restores \[borg-restore-full\]/ });
    t.strictSame((await statusOf(ground)).groups[0], ["ok", "proven"]);
  });

  ground.declare({ hooks: undefined, verify: check("echo 'page 7 is bad'; exit 4") });
  const failed = await ground.rdump("verify", "docs", "--from", "mirrors");
  t.match(failed, { code: 2, said: /\[proof-command-failed\].*exit status 4.*page 7 is bad/s }, failed.said);
  t.strictSame((await statusOf(ground)).groups[1], ["unproven", "failed"]);
  const { groups } = JSON.parse((await ground.rdump("proofs", "--json")).out);
  t.match(groups[1].proofs[0], {
    verdict: "failed",
    differences: 0,
    command: { argv: ["sh", "-c", /page 7/], user: null, end: "exit status 4", succeeded: false },
  });
});
