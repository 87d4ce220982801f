import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import t, { type Test } from "tap";
import { Ground } from "../ground.ts";

const ODD = ["new\nline", " blanks ", "a=b [c]", "ünï", "#x", "-re:x", "$HOME *"];
const FILES = 20;

function savedGround(t: Test, from: readonly string[]): Ground {
  const ground = new Ground(t, { files: FILES - ODD.length - 1, fileBytes: 5000 });
  for (const name of ODD) writeFileSync(ground.path("source/sub", name), `content of ${name}`);
  writeFileSync(Buffer.concat([Buffer.from(ground.path("source/sub/")), Buffer.from([0xff, 0x61])]), "no UTF-8");
  mkdirSync(ground.path("source/tmp"));
  writeFileSync(ground.path("source/tmp/left out"), "");
  const verify = from.map((each) => ({ from: each, every: "weekly", sample: "50%" }));
  ground.declare({ exclude: ["/tmp"], hooks: undefined, verify });
  return ground;
}

async function coverageOf(ground: Ground) {
  const { out } = await ground.rdump("proofs", "--json");
  const { groups } = JSON.parse(out) as {
    readonly groups: readonly {
      readonly proofs: readonly { readonly verdict: string; readonly coverage?: object }[];
    }[];
  };
  return groups.map(({ proofs: [last] }) => (last === undefined ? null : [last.verdict, last.coverage]));
}

/** Changes a byte, and nothing else. */
function flip(path: string): void {
  const { atime, mtime } = statSync(path);
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.with(100, (bytes[100] ?? 0) ^ 1));
  utimesSync(path, atime, mtime);
}

t.test("proofs of samples cover an archive and a mirror, the longest unproven files first", async (t) => {
  const ground = savedGround(t, ["disk", ""]);
  ground.declare({
    ...{ exclude: ["/tmp"], hooks: undefined },
    verify: ["disk", ground.path("mirror")].map((from) => ({ from, every: "weekly", sample: "50%" })),
  });
  const saved = await ground.rdump("apply", "-y");
  t.equal(saved.code, 0, saved.said);
  const planned = await ground.rdump("plan", "-v");
  t.match(planned.said, /--patterns-from=\S+\.patterns/);
  t.match(planned.said, /--only=\S+\.sample/);
  const first = await ground.rdump("apply", "-y");
  t.equal(first.code, 0, first.said);
  t.notMatch(first.said, /warning|rsure-/, first.said);
  const half = { files: FILES, proven: FILES / 2 };
  t.match(await coverageOf(ground), [
    ["proven", half],
    ["proven", half],
  ]);
  t.strictSame(
    readdirSync(ground.path("state/proofs")).map((name) => name.replace(/^\w+/, "")),
    [".coverage", ".coverage"],
  );
  const second = await ground.rdump("verify", "docs");
  t.equal(second.code, 0, second.said);
  t.match((await ground.rdump("proofs")).said, /coverage: all 20 files proven since \d{4}-\d\d-\d\d\n/);
  t.match(await coverageOf(ground), [
    ["proven", { proven: FILES }],
    ["proven", { proven: FILES }],
  ]);
  t.notOk(existsSync(ground.path("state/.rdump-proof")));

  t.test("files that are missing or extra fail each proof, and content that is in its turn", async (t) => {
    const mirror = ground.path("mirror");
    unlinkSync(join(mirror, "sub/ blanks "));
    writeFileSync(join(mirror, "extra"), "");
    for (const name of readdirSync(join(mirror, "sub")).filter((each) => each.startsWith("file ")))
      flip(join(mirror, "sub", name));
    const found = new Set<string>();
    // Files that differ are read again by each proof, and so take the place of others.
    for (const sample of ["50%", "80%"]) {
      const failed = await ground.rdump("verify", "docs", "--from", "mirrors", "--sample", sample);
      t.match(failed, { code: 2, said: /extra: not recorded/ }, failed.said);
      t.match(failed.said, /sub\/ blanks : missing/);
      for (const [, name = ""] of failed.said.matchAll(/sub\/(file \d+): sha1/g)) found.add(name);
    }
    t.equal(found.size, 6, "each damaged file is found in its turn");
    t.match((await coverageOf(ground))[1], ["failed", { files: FILES - 1, proven: FILES - 7 }]);
  });

  t.test("after the coverage is lost or damaged, all files are proven again", async (t) => {
    for (const name of readdirSync(ground.path("state/proofs"))) writeFileSync(ground.path("state/proofs", name), "x");
    t.equal((await ground.rdump("verify", "docs", "--from", "disk", "--sample", "10%")).code, 0);
    t.match((await coverageOf(ground))[0], ["proven", { files: FILES, proven: 2 }]);
    rmSync(ground.path("state/proofs"), { recursive: true });
    t.equal((await ground.rdump("verify", "docs", "--from", "disk", "--sample", "all")).code, 0);
    t.strictSame((await coverageOf(ground))[0], ["proven", undefined], "a whole proof has no coverage");
    t.match(await ground.rdump("verify", "--sample", "0%"), { code: 1, said: /\[usage-sample\]/ });
  });
});
