import { readFileSync } from "node:fs";
import t from "tap";
import { EVERYTHING, lostIn } from "../../../src/provider/capabilities/capabilities.ts";
import {
  FILE_SYSTEMS,
  impliedBy,
  notStoredBy,
  TOOLS,
  USER_WITHOUT_ROOT,
} from "../../../src/provider/capabilities/known.ts";

t.test("the page about mirrors has the table", (t) => {
  const page = readFileSync(new URL("../../../../../docs/mirrors.md", import.meta.url), "utf8");
  for (const each of [...FILE_SYSTEMS, USER_WITHOUT_ROOT, ...TOOLS]) {
    const lost = notStoredBy(each).join("; ").replaceAll("|", "\\|");
    t.ok(page.includes(`| ${each.name} | ${lost === "" ? "nothing is lost" : lost} |\n`), `${each.name} | ${lost}`);
  }
  t.end();
});

t.test("mount options and the user decide, too", (t) => {
  const stores = (type: string, options: string, isRoot = true) => impliedBy({ type, options }, isRoot)?.stores;
  t.same(stores("ext4", "rw,relatime"), EVERYTHING);
  t.match(stores("zfs", "rw,xattr,noacl"), { acls: false, xattrs: true });
  t.match(stores("ext4", "rw,nouser_xattr"), { xattrs: false, acls: true });
  t.match(stores("xfs", "rw", false), { owners: false, devices: false, modes: true });
  t.match(stores("vfat", "rw"), { cases: false, times: "two seconds" });
  t.equal(stores("fuseblk", "rw"), undefined);
  t.ok(lostIn(stores("nfs4", "rw") ?? EVERYTHING).includes("ACLs"));
  t.end();
});
