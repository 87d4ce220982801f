import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { excludeOf } from "@rdump/core/conformance";
import type { DirectoryMirrorTarget } from "@rdump/core/provider";
import t from "tap";
import { foreseeDeletions } from "../../src/mirror/foresee.ts";
import { asRoot, COMPARISON, codeOf, type Declared, Field, RSURE } from "./field.ts";

const canMount = asRoot && spawnSync("unshare", ["-m", "mount", "-t", "tmpfs", "none", "/mnt"]).status === 0;

async function foreseen(field: Field, declared: Declared = {}): Promise<readonly string[]> {
  const [seen] = (await field.discover(declared)).groups;
  const volume = field.volume(declared);
  const [target] = volume.targets as readonly DirectoryMirrorTarget[];
  const [point] = seen?.points ?? [];
  if (target === undefined || point === undefined) throw new Error("there is no mirror");
  const group = { address: target.address, volume, target, repository: null };
  const request = { group, facts: seen?.facts ?? null, point, root: field.source, comparison: COMPARISON };
  return (await foreseeDeletions(request, field.io)).map(({ detail }) => detail);
}

t.test("deletions of the next copy are estimated from two revisions, with examples", async (t) => {
  const field = new Field(t);
  for (const name of ["d", "e", "m"]) mkdirSync(join(field.source, name));
  for (const name of ["a", "\u001b[31m", "d/b", "e/f", "m/x", "m/y"]) writeFileSync(join(field.source, name), name);
  const [node, ...rsure] = RSURE;
  const update = (stamp: string) =>
    void execFileSync(node, [...rsure, `--tag=name=${stamp}`, "update"], { cwd: field.source });
  t.equal(codeOf(await field.apply({ surefile: "2sure.dat.gz", update })), null);
  t.strictSame(await foreseen(field), [], "no later revision");
  rmSync(join(field.source, "\u001b[31m"));
  renameSync(join(field.source, "d/b"), join(field.source, "d/c"));
  rmSync(join(field.source, "e"), { recursive: true });
  t.strictSame(await foreseen(field), [], "no revision knows the loss");
  if (canMount) {
    execFileSync("mount", ["-t", "tmpfs", "none", join(field.source, "m")]);
    t.teardown(() => spawnSync("umount", [join(field.source, "m")]));
  } else t.comment("mounting needs the rights of root");
  update("20300101T000000Z");
  utimesSync(join(field.source, "2sure.dat.gz"), new Date(), new Date(Date.now() + 5000));
  const [text, ...others] = await foreseen(field);
  t.strictSame(others, []);
  t.match(text, /^Estimate: 4 files and directories of the mirror /, "what a mount hides stays in the mirror");
  t.match(text, / \(d\/b, e, \\x1b\[31m, …\), /);
  t.match((await foreseen(field, { exclude: [excludeOf("/e")] }))[0], /^Estimate: 2 files/, "excludes count apart");
});
