import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import t, { type Test } from "tap";
import { moveEntries } from "../../src/io/move-entries.ts";
import { LINK_REFUSED } from "../../src/io/untrusted.ts";
import { moveAll, moveOne } from "../../src/model/command.ts";

function directoryIn(t: Test, place: string): string {
  const made = mkdtempSync(join(place, "rdump-move-"));
  t.teardown(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

function filled(t: Test, place = homedir()) {
  const root = directoryIn(t, place);
  for (const name of ["from/directory", "to"]) mkdirSync(join(root, name), { recursive: true });
  for (const name of ["from/one", "from/directory/two"]) writeFileSync(join(root, name), name);
  symlinkSync("nowhere", join(root, "from/link"));
  writeFileSync(Buffer.concat([Buffer.from(`${root}/from/`), Buffer.from([0xff, 0x0a, 0xe9])]), "bytes");
  return { root, from: join(root, "from"), to: join(root, "to") };
}

t.test("all entries are renamed but some, also with strange bytes in their names", async (t) => {
  const { from, to } = filled(t);
  t.match(await moveEntries(moveAll(from, to, ["one"])), { exitCode: 0, notStarted: null });
  t.strictSame(readdirSync(from), ["one"]);
  const names = readdirSync(to, { encoding: "buffer" }).map((name) => name.toString("latin1"));
  t.strictSame(names.sort(), ["directory", "link", "\u00ff\n\u00e9"]);
  t.equal(readFileSync(join(to, "directory/two"), "utf8"), "from/directory/two");
});

t.test("no existing entry is replaced", async (t) => {
  const { from, to } = filled(t);
  writeFileSync(join(to, "one"), "there");
  mkdirSync(join(to, "directory"));
  symlinkSync(from, join(to, "link"));
  t.match(await moveEntries(moveAll(from, to)), { exitCode: 0 });
  t.match(await moveEntries(moveOne([from, "one"], [to, "one"])), { exitCode: 0 });
  t.strictSame(readdirSync(from).sort(), ["directory", "link", "one"]);
  t.equal(readFileSync(join(to, "one"), "utf8"), "there");
  t.match(await moveEntries(moveOne([from, "one"], [to, "other"])), { exitCode: 0 });
  t.equal(readFileSync(join(to, "other"), "utf8"), "from/one");
});

t.test("a missing entry is an error, and the others are moved", async (t) => {
  const { from, to } = filled(t);
  const result = await moveEntries(moveOne([from, "none"], [to, "none"]));
  t.match(result, { exitCode: 1 });
  t.equal(result.stderr.toString(), "none: no such file or directory");
});

t.test("nothing is copied where a rename is refused", { skip: !existsSync("/dev/shm") }, async (t) => {
  const { from } = filled(t, tmpdir());
  const to = directoryIn(t, "/dev/shm");
  const result = await moveEntries(moveAll(from, to));
  t.match(result, { exitCode: 1, stderr: /files cannot be renamed into it/ });
  t.strictSame(readdirSync(to), []);
  t.equal(readdirSync(from).length, 4);
});

t.test("a link that another user can replace is no directory", async (t) => {
  const { root, from } = filled(t, tmpdir());
  symlinkSync(from, join(root, "way"));
  const { mode } = await import("node:fs").then(({ lstatSync }) => lstatSync(tmpdir()));
  const refused = (mode & 0o002) === 0 ? { exitCode: 0 } : { exitCode: null, notStarted: LINK_REFUSED };
  t.match(await moveEntries(moveAll(join(root, "way"), join(root, "to"))), refused);
  t.match(await moveEntries(moveAll(from, join(root, "none"))), { notStarted: "ENODIRECTORY" });
});
