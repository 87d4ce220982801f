import { EVERYTHING } from "@rdump/core/provider";
import t from "tap";
import { optionsFor, POSSIBLE_OPTIONS, usesAll } from "../../src/rsync/stored.ts";

t.test("the options of rsync follow from what the mirror stores", (t) => {
  const all = optionsFor(EVERYTHING);
  t.ok(all.includes("--modify-window=-1") && usesAll(EVERYTHING));
  for (const key of ["owners", "modes", "hardLinks", "symlinks", "specials", "devices", "acls", "xattrs"] as const) {
    const options = optionsFor({ ...EVERYTHING, [key]: false });
    t.ok(options.length < all.length && options.every((option) => POSSIBLE_OPTIONS.includes(option)), key);
    t.notOk(usesAll({ ...EVERYTHING, [key]: false }));
  }
  t.notOk(optionsFor({ ...EVERYTHING, owners: false }).includes("--owner"));
  t.notOk(optionsFor({ ...EVERYTHING, times: "seconds" }).some((option) => option.startsWith("--modify-window")));
  t.ok(optionsFor({ ...EVERYTHING, times: "two seconds" }).includes("--modify-window=1"));
  t.end();
});
