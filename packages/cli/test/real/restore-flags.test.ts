import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t from "tap";
import { rsyncDifferences } from "../every-type.ts";
import { Ground } from "../ground.ts";

/** The attributes of chattr(1) that prevent a removal, and one of each other kind. */
const FLAGS = ["+i", "+a", "+d"];

function unsupported(): string | false {
  const directory = mkdtempSync(join(tmpdir(), "rdump-flags-"));
  const isSet = FLAGS.every((flag) => {
    writeFileSync(join(directory, flag), "");
    return spawnSync("chattr", [flag, join(directory, flag)]).status === 0;
  });
  spawnSync("chattr", ["-R", "-i", "-a", directory]);
  rmSync(directory, { recursive: true });
  return isSet ? false : "this user or file system cannot set attributes of chattr";
}

const TITLE = "immutable and append-only files are restored, and a proof of them is removed";

t.test(TITLE, { skip: unsupported() }, async (t) => {
  const ground = new Ground(t, { files: 2, fileBytes: 1000 });
  const clear = () => spawnSync("chattr", ["-R", "-i", "-a", ground.root]);
  t.teardown(clear);
  mkdirSync(ground.path("source/fixed"));
  for (const flag of FLAGS) {
    writeFileSync(ground.path("source/fixed", flag), flag);
    spawnSync("chattr", [flag, ground.path("source/fixed", flag)]);
  }
  spawnSync("chattr", ["+i", ground.path("source/fixed")]);
  ground.declare({ integrity: { xattrs: true }, hooks: undefined, mirrors: undefined });
  t.match(await ground.rdump("apply", "-y"), { code: 0 });
  const proof = await ground.rdump("verify", "docs");
  t.match(proof, { code: 0, said: /proven/ }, proof.said);
  t.notOk(existsSync(ground.path("state/.rdump-proof")), "nothing of the proof stays");
  const back = ground.path("back");
  const restored = await ground.rdump("restore", "docs", "--to", back);
  t.match(restored, { code: 0, said: /^docs: proven/m }, restored.said);
  t.strictSame(readdirSync(`${back}/fixed`).sort(), [...FLAGS].sort());
  t.strictSame(rsyncDifferences(ground.path("source"), back), []);
  clear();
});
