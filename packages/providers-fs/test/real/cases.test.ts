import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t, { type Test } from "tap";
import { EXFAT, needsMount as skip, VFAT, withDisk } from "./disk.ts";
import { codeOf, Field } from "./field.ts";

const TIME = 1_700_000_000;

/** A mirror that does not distinguish case, with these files of the source; null: it cannot be had here. */
async function caseless(t: Test, names: readonly string[]) {
  const field = new Field(t);
  const whyVfat = withDisk(t, field, VFAT);
  const why = whyVfat === null ? null : withDisk(t, field, EXFAT);
  if (why !== null) return t.comment(why);
  for (const name of names) put(field, name, "old");
  t.equal(codeOf(await field.apply()), null);
  return field;
}

function put({ source }: Field, name: string, content: string): void {
  const file = join(source, name);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, content);
  utimesSync(file, TIME, TIME);
}

const listed = ({ mirror }: Field, below = "") =>
  readdirSync(join(mirror, below))
    .filter((name) => name !== ".rdump.json")
    .sort();
const content = ({ mirror }: Field, name: string) => readFileSync(join(mirror, name), "utf8");

t.test("of names that differ only in case, the name that the mirror has is not overwritten", { skip }, async (t) => {
  const field = await caseless(t, ["Readme", "Dir/a", "other"]);
  if (!field) return;
  put(field, "README", "new");
  put(field, "DIR/a", "new");
  for (const run of ["first", "second"]) {
    const applied = await field.apply();
    t.equal(codeOf(applied), "fs-names-collide", run);
    t.match(applied.outcome, { diagnostic: { detail: /DIR \(as Dir\); README \(as Readme\)/ } });
    t.same(
      [listed(field), content(field, "Readme"), content(field, "Dir/a")],
      [["Dir", "Readme", "other"], "old", "old"],
    );
  }
  rmSync(join(field.source, "Readme"));
  rmSync(join(field.source, "Dir"), { recursive: true });
  t.equal(codeOf(await field.apply({ shrink: 1 })), null);
  t.same(
    [listed(field), content(field, "README"), content(field, "DIR/a")],
    [["DIR", "README", "other"], "new", "new"],
  );
});

t.test("a rename that changes only the case of names reaches the mirror in one run", { skip }, async (t) => {
  const field = await caseless(t, ["Readme", "Dir/a", "Dir/Below/b", "other"]);
  if (!field) return;
  renameSync(join(field.source, "Readme"), join(field.source, "README"));
  renameSync(join(field.source, "Dir/Below"), join(field.source, "Dir/BELOW"));
  renameSync(join(field.source, "Dir"), join(field.source, "DIR"));
  t.match((await field.apply({ shrink: 1 })).outcome, { status: "done", warnings: [] });
  t.same(
    [listed(field), listed(field, "DIR")],
    [
      ["DIR", "README", "other"],
      ["BELOW", "a"],
    ],
  );
  t.same([content(field, "README"), content(field, "DIR/a"), content(field, "DIR/BELOW/b")], ["old", "old", "old"]);
  t.match((await field.apply()).outcome, { status: "done", moved: { stored: 0 }, warnings: [] });
});

t.test("no name of the source replaces the mark of a mirror", { skip }, async (t) => {
  const field = await caseless(t, ["other"]);
  if (!field) return;
  const before = field.mark();
  put(field, ".RDUMP.json", '{"formatVersion": 1, "owner": "mallory"}');
  const applied = await field.apply();
  t.equal(codeOf(applied), "fs-names-collide");
  t.match(applied.outcome, { diagnostic: { detail: /\.RDUMP\.json \(as \.rdump\.json\)/ } });
  t.match(field.mark(), { owner: before.owner, complete: false });
  rmSync(join(field.source, ".RDUMP.json"));
  t.equal(codeOf(await field.apply()), null);
});
