import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { finished, plant, rsure, sandbox, startRsure } from "../sandbox.ts";

t.setTimeout(300_000);

const NOBODY = 65534;
const LOCK = "2sure.dat.gz.rsure-lock";
const skip = process.getuid?.() === 0 ? false : "not root: there is no file of another user";
const BUSY = { status: 2, err: /is being written by another run/ };

t.test("a lock that another user planted does not prevent an update, and a lock of root does", { skip }, async (t) => {
  const { tree } = sandbox(t);
  plant(tree, { a: "1" });
  const lock = join(tree, LOCK);
  const update = () => rsure("-f", join(tree, "2sure.dat.gz"), "-d", tree, "--json", "update");
  const holder = JSON.stringify({ host: "elsewhere", bootId: "b", pidNamespace: "p", pid: 1, started: "1" });
  for (const content of ["", "{}", holder]) {
    writeFileSync(lock, content);
    chownSync(lock, NOBODY, NOBODY);
    t.match(await update(), { status: 0, err: "" });
    const [aside = ""] = readdirSync(tree).filter((name) => name.startsWith(`${LOCK}.untrusted-`));
    t.equal(readFileSync(join(tree, aside), "utf8"), content, "it is renamed, and not changed");
    rmSync(join(tree, aside));
  }
  writeFileSync(lock, "{}");
  t.match(await update(), BUSY);
});

t.test("a lock that the caller cannot rename is respected", { skip }, async (t) => {
  const { top } = sandbox(t);
  chmodSync(top, 0o755);
  const shared = join(top, "shared");
  mkdirSync(shared);
  chmodSync(shared, 0o1777);
  for (const owner of [0, 12345]) {
    writeFileSync(join(shared, LOCK), "{}");
    chownSync(join(shared, LOCK), owner, owner);
    const words = ["-f", join(shared, "2sure.dat.gz"), "-d", shared, "update"];
    t.match(await finished(startRsure(words, { uid: NOBODY })), BUSY);
  }
});
