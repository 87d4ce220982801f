import { EVERYTHING } from "@rdump/core/provider";
import t from "tap";
import { optionsFor, POSSIBLE_OPTIONS, usesAll } from "../../src/rsync/stored.ts";

t.test("the options of rsync follow from what the mirror stores", (t) => {
  const all = optionsFor(EVERYTHING);
  t.ok(all.includes("--modify-window=-1") && usesAll(EVERYTHING));
  for (const key of ["owners", "modes", "hardLinks", "symlinks", "specials", "devices", "acls", "xattrs"] as const) {
    const options = optionsFor({ ...EVERYTHING, [key]: false });
    t.ok(
      !all.every((option) => options.includes(option)) && options.every((option) => POSSIBLE_OPTIONS.includes(option)),
      key,
    );
    t.notOk(usesAll({ ...EVERYTHING, [key]: false }));
  }
  const byUser = optionsFor({ ...EVERYTHING, owners: false });
  t.notOk(byUser.includes("--owner"));
  t.notOk(byUser.includes("--filter=-xsr trusted.SGI_ACL_*"));
  t.ok(byUser.includes("--filter=-xsr *"), "another user stores attributes of users only");
  t.notOk(optionsFor({ ...EVERYTHING, xattrs: false }).some((option) => option.startsWith("--filter")));
  t.notOk(optionsFor({ ...EVERYTHING, times: "seconds" }).some((option) => option.startsWith("--modify-window")));
  t.ok(optionsFor({ ...EVERYTHING, times: "two seconds" }).includes("--modify-window=1"));
  t.end();
});
