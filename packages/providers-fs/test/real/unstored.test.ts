import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t, { type Test } from "tap";
import { codeOf, Field, needsRoot } from "./field.ts";

const LACKS = { symlinks: false, specials: false, devices: false };

/** A complete mirror that is known to store neither links nor FIFOs, in which entries of the source changed their kind. */
async function changedKinds(t: Test) {
  const field = new Field(t);
  const at = (name: string) => join(field.source, name);
  mkdirSync(at("directory"));
  for (const name of ["file", "pipe", "directory/below", "stays", "stays too"]) writeFileSync(at(name), name);
  t.equal(codeOf(await field.apply()), null);
  const mark = field.mark();
  const stores = { ...(mark.stores as object), ...LACKS };
  writeFileSync(join(field.mirror, ".rdump.json"), JSON.stringify({ ...mark, stores }));
  for (const name of ["file", "pipe", "directory"]) rmSync(at(name), { recursive: true });
  symlinkSync("stays", at("file"));
  symlinkSync("/", at("directory"));
  execFileSync("mkfifo", [at("pipe")]);
  return field;
}

const listed = (field: Field) => readdirSync(field.mirror).sort();

t.test(
  "a file that became a link is deleted from a mirror without links, and named",
  { skip: needsRoot },
  async (t) => {
    const field = await changedKinds(t);
    const { outcome } = await field.apply({ shrink: 0.9 });
    const detail = /^3 entries of .* became .*: (?=.*\bfile\b)(?=.*\bdirectory\b).*\bpipe\b.* deleted\.$/;
    t.match(outcome, { status: "done", warnings: [{ code: "fs-mirror-former-deleted", detail }] });
    t.same(listed(field), [".rdump.json", "stays", "stays too"]);
    const quiet = await field.apply();
    t.match(quiet.outcome, { status: "done", warnings: [], moved: { stored: 0 } });
    t.same(listed(field), [".rdump.json", "stays", "stays too"]);
    writeFileSync(join(field.source, "file.new"), "again");
    rmSync(join(field.source, "file"));
    execFileSync("mv", [join(field.source, "file.new"), join(field.source, "file")]);
    t.equal(codeOf(await field.apply()), null);
    t.equal(readFileSync(join(field.mirror, "file"), "utf8"), "again");
  },
);

t.test("these deletions count for limits.shrink", { skip: needsRoot }, async (t) => {
  const field = await changedKinds(t);
  const refused = await field.apply({ shrink: 0.5 });
  t.equal(codeOf(refused), "fs-source-shrunk");
  t.match(refused.outcome, { diagnostic: { detail: /4 of the 6 files and directories/ } });
  t.same(listed(field), [".rdump.json", "directory", "file", "pipe", "stays", "stays too"]);
  t.equal(field.mark().complete, true);
});
