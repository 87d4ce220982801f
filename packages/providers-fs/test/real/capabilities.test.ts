import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { EVERYTHING, runAt } from "@rdump/core/provider";
import t from "tap";
import { copyOutAction } from "../../src/restore/copy-out.ts";
import { EXFAT, needsMount as skip, VFAT, withDisk } from "./disk.ts";
import { codeOf, Field } from "./field.ts";

/** As a restore copies a mirror; answers the status of rsync. */
function copyOut(from: string, to: string, how: { readonly rootOnly: boolean; readonly asRoot?: true }) {
  const what = { from, mounted: false, root: false, to, paths: [], opened: true, ...how };
  const [command] = copyOutAction.commands(what, runAt("R1", Date.parse("2026-11-22T12:00:00Z")));
  const [program = "", ...argv] = command !== undefined && "argv" in command ? command.argv : [];
  const directory = openSync(from, "r");
  const { status } = spawnSync(program, argv, { cwd: to, stdio: ["ignore", "ignore", "ignore", directory] });
  closeSync(directory);
  return status;
}

const stores = (field: Field) => field.mark().stores as { readonly [capability: string]: unknown };

/** Same size, and a time within the same second. */
function changeWithinSecond(file: string, content: string, fraction: number): void {
  writeFileSync(file, content);
  utimesSync(file, 1_700_000_000 + fraction, 1_700_000_000 + fraction);
}

t.test("a mirror is probed once, and its mark says what it stores", { skip }, async (t) => {
  const field = new Field(t);
  const mount = (...how: string[]) => execFileSync("mount", [...how, field.mirror]);
  mount("-t", "tmpfs", "-o", "size=8m", "rdump-test");
  t.teardown(() => spawnSync("umount", ["--lazy", field.mirror]));
  const file = join(field.source, "file");
  changeWithinSecond(file, "aaaa", 0.25);
  const steps: string[] = [];
  const beforeStep = (step: { do: string; argv?: readonly string[] }) => steps.push(step.argv?.[0] ?? step.do);
  t.equal(codeOf(await field.apply({}, { beforeStep })), null);
  t.ok(steps.includes("tar"));
  t.match(stores(field), {
    owners: true,
    modes: true,
    hardLinks: true,
    symlinks: true,
    fileCapabilities: true,
    sparse: true,
    cases: true,
    anyName: true,
    longestName: 255,
    times: "nanoseconds",
    user: 0,
  });
  t.same(readdirSync(field.mirror).sort(), [".rdump.json", "file"], "the probe is gone");

  changeWithinSecond(file, "bbbb", 0.75);
  steps.length = 0;
  t.equal(codeOf(await field.apply({}, { beforeStep })), null);
  t.equal(readFileSync(join(field.mirror, "file"), "utf8"), "bbbb", "a change within one second is copied");
  t.notOk(steps.includes("tar"));
  t.match((await field.apply()).outcome, { moved: { stored: 0 } });

  mount("-o", "remount,noatime");
  t.equal((await field.discover()).groups[0]?.points.length, 1);
  steps.length = 0;
  t.equal(codeOf(await field.apply({}, { beforeStep })), null);
  t.ok(steps.includes("tar"), "other mount options are probed again");
});

t.test("ext4 with whole seconds does not copy everything each time", { skip }, async (t) => {
  const field = new Field(t);
  const why = withDisk(t, field, { make: ["mkfs.ext4", "-q", "-I", "128"] });
  if (why !== null) return t.comment(why);
  changeWithinSecond(join(field.source, "file"), "aaaa", 0.25);
  t.equal(codeOf(await field.apply()), null);
  t.match(stores(field), { ...EVERYTHING, times: "seconds" });
  const second = await field.apply();
  t.match(second.outcome, { status: "done", moved: { stored: 0 }, warnings: [] });

  changeWithinSecond(join(field.source, "file"), "bbbb", 0.75);
  t.match((await field.apply()).outcome, { status: "done", warnings: [] });
  t.equal(readFileSync(join(field.mirror, "file"), "utf8"), "bbbb", "a change within one second is copied");
});

t.test("an ACL on XFS survives the next copy from a file system without its attribute", { skip }, async (t) => {
  const field = new Field(t);
  const why = withDisk(t, field, { make: ["mkfs.xfs", "-q"] });
  if (why !== null) return t.comment(why);
  const file = join(field.source, "file");
  writeFileSync(file, "aaaa");
  if (spawnSync("setfacl", ["-m", "u:33:r", file]).status !== 0) return t.comment("no ACLs here");
  const acl = () => execFileSync("getfacl", ["-cn", "file"], { cwd: field.mirror, encoding: "utf8" });
  for (const content of ["aaaa", "bbbb", "cccc"]) {
    changeWithinSecond(file, content, 0);
    t.equal(codeOf(await field.apply()), null);
    t.match(acl(), /^user:33:r--$/m, content);
  }
  spawnSync("setfacl", ["-b", file]);
  t.equal(codeOf(await field.apply()), null);
  t.notMatch(acl(), /user:33/);
});

t.test("a restore onto XFS that is resumed keeps ACLs from a mirror without their attribute", { skip }, async (t) => {
  const field = new Field(t);
  const why = withDisk(t, field, { make: ["mkfs.xfs", "-q"] });
  if (why !== null) return t.comment(why);
  const [from, to] = [field.source, field.mirror];
  writeFileSync(join(from, "file"), "aaaa");
  mkdirSync(join(from, "directory"));
  for (const path of [".", "file", "directory"]) {
    if (spawnSync("setfacl", ["-m", "u:33:r", join(from, path)]).status !== 0) return t.comment("no ACLs here");
  }
  const copied = (rules?: true, rootOnly = false) => {
    const status = copyOut(from, to, { rootOnly, ...(rules === undefined ? {} : { asRoot: rules }) });
    const acls = execFileSync("getfacl", ["-cn", ".", "file", "directory"], { cwd: to, encoding: "utf8" });
    return [status, acls.match(/^user:33:r--$/gm)?.length ?? 0];
  };
  for (const pass of ["first", "second"]) t.strictSame(copied(true), [0, 3], pass);
  for (const pass of ["first", "second"]) t.strictSame(copied(true, true), [0, 3], `${pass}, of the root alone`);
  t.not(copied()[1], 3, "without the rules, rsync deletes ACLs");
});

t.test("the attributes of a tree of rsync --fake-super reach a mirror and a restored tree", { skip }, async (t) => {
  const field = new Field(t);
  const [attribute, value] = ["user.rsync.%stat", "100600 0,0 1234:5678"];
  writeFileSync(join(field.source, "file"), "aaaa");
  for (const path of [field.source, join(field.source, "file")]) {
    if (spawnSync("setfattr", ["-n", attribute, "-v", value, path]).status !== 0)
      return t.comment("no attributes here");
  }
  const of = (...path: string[]) =>
    spawnSync("getfattr", ["-n", attribute, "--only-values", join(...path)], { encoding: "utf8" }).stdout;
  t.equal(codeOf(await field.apply()), null);
  t.same([of(field.mirror), of(field.mirror, "file")], [value, value]);
  for (const rootOnly of [false, true]) {
    const to = join(field.root, `restored ${rootOnly}`);
    mkdirSync(to);
    t.equal(copyOut(field.mirror, to, { rootOnly, asRoot: true }), 0);
    t.same([of(to), of(to, "file")], [value, rootOnly ? "" : value]);
  }
  spawnSync("setfattr", ["-x", attribute, join(field.source, "file")]);
  t.equal(codeOf(await field.apply()), null);
  t.equal(of(field.mirror, "file"), "");
});

for (const [name, disk] of [
  ["exFAT", EXFAT],
  ["vfat", VFAT],
] as const) {
  const title = `${name}: attributes that it does not store are named and not compared, and no name overwrites another`;
  t.test(title, { skip }, async (t) => {
    const field = new Field(t);
    const why = withDisk(t, field, disk);
    if (why !== null) return t.comment(why);
    const at = (name: string) => join(field.source, name);
    mkdirSync(at("Dir"));
    mkdirSync(at("dir"));
    for (const name of ["README", "Readme", "Dir/x", "dir/x", "plain"]) writeFileSync(at(name), name);
    linkSync(at("plain"), at("linked"));
    symlinkSync("plain", at("symbolic"));
    chmodSync(at("plain"), 0o600);
    const collided = await field.apply();
    t.equal(codeOf(collided), "fs-names-collide");
    t.match(collided.outcome, {
      diagnostic: { detail: /Readme \(as README\).*dir \(as Dir\)|dir \(as Dir\).*Readme/ },
      warnings: [{ code: "fs-mirror-cannot-store", severity: "note", detail: /symbolic links, permissions, owners/ }],
    });
    t.equal(readFileSync(join(field.mirror, "README"), "utf8"), "README");
    t.equal(readFileSync(join(field.mirror, "Dir/x"), "utf8"), "Dir/x");
    t.equal(field.mark().complete, false);

    rmSync(at("Readme"));
    rmSync(at("dir"), { recursive: true });
    t.equal(codeOf(await field.apply()), null);
    t.match(stores(field), {
      owners: false,
      modes: false,
      hardLinks: false,
      symlinks: false,
      cases: false,
      sparse: false,
    });
    t.match(await field.discover(), { groups: [{ gap: null, diagnostics: [{ code: "fs-mirror-cannot-store" }] }] });
    const quiet = await field.apply();
    t.match(quiet.outcome, { status: "done", moved: { stored: 0 }, warnings: [] });
    t.same(readFileSync(join(field.mirror, "linked"), "utf8"), "plain");
    t.notOk(existsSync(join(field.mirror, "symbolic")));
    t.ok(statSync(join(field.mirror, "plain")).isFile());
  });
}

t.test("a plan before the first probe says what the file system and the user imply", { skip }, async (t) => {
  const field = new Field(t);
  t.match((await field.discover()).groups, [{ diagnostics: [] }], "nothing is lost in memory, as root");
  const readFile: typeof field.io.readFile = async (path, ...rest) =>
    path === "/proc/self/status"
      ? Buffer.from("Name:\tnode\nUid:\t1000\t1000\t1000\t1000\n")
      : field.io.readFile(path, ...rest);
  const asUser: Field = Object.create(field, { io: { value: { ...field.io, readFile } } });
  const [group] = (await asUser.discover()).groups;
  t.match(group, { gap: null });
  const detail = /not probed yet.*user 1000 is not root.*owners and groups, device files, file capabilities/;
  t.match(group?.diagnostics, [{ code: "fs-mirror-not-probed", severity: "note", detail }]);
  t.equal(codeOf(await field.apply()), null);
  t.match((await asUser.discover()).groups[0]?.facts, { stores: null }, "another user probes again");
});

t.test("a plan before the first probe says that nothing is known about a file system", { skip }, async (t) => {
  const field = new Field(t);
  const readFile: typeof field.io.readFile = async (path, ...rest) => {
    const content = await field.io.readFile(path, ...rest);
    return path === "/proc/self/mountinfo" ? Buffer.from(`${content}`.replaceAll(" tmpfs ", " fuseblk ")) : content;
  };
  const onFuse: Field = Object.create(field, { io: { value: { ...field.io, readFile } } });
  const detail = /is not probed yet: .* file system \(fuseblk\) stores is not known/;
  t.match((await onFuse.discover()).groups, [{ gap: null, diagnostics: [{ code: "fs-mirror-not-probed", detail }] }]);
});

t.test("a time that the file system of the mirror clamps is named, and the mirror is complete", { skip }, async (t) => {
  const field = new Field(t);
  const why = withDisk(t, field, { make: ["mkfs.ext4", "-q", "-I", "128"] });
  if (why !== null) return t.comment(why);
  for (const name of ["late", "plain"]) writeFileSync(join(field.source, name), name);
  execFileSync("touch", ["--date=2101-01-01", join(field.source, "late")]);
  const named = { code: "fs-times-not-stored", severity: "note", detail: /the times of 1 entry: late\./ };
  t.match((await field.apply()).outcome, { status: "done", warnings: [{ code: "fs-mirror-cannot-store" }, named] });
  t.match((await field.apply({ compare: "checksum" })).outcome, { status: "done", warnings: [named] });
  t.equal(field.mark().complete, true);
  writeFileSync(join(field.source, "late"), "LATE");
  execFileSync("touch", ["--date=2101-01-01", join(field.source, "late")]);
  t.match((await field.apply()).outcome, { status: "done", warnings: [named] });
  t.equal(readFileSync(join(field.mirror, "late"), "utf8"), "LATE");
});

t.test("a plan for a mirror on ZFS without ACLs has the command that turns them on", { skip }, async (t) => {
  const field = new Field(t);
  const readFile: typeof field.io.readFile = async (path, ...rest) => {
    const content = await field.io.readFile(path, ...rest);
    if (path !== "/proc/self/mountinfo") return content;
    return Buffer.from(`${content}`.replace(/ - tmpfs \S+ rw/g, " - zfs vault/mirror rw,xattr,noacl"));
  };
  const onZfs: Field = Object.create(field, { io: { value: { ...field.io, readFile } } });
  const command = /ACLs.*\nzfs set acltype=posix vault\/mirror$/s;
  t.match((await onZfs.discover()).groups, [{ diagnostics: [{ code: "fs-mirror-not-probed", detail: command }] }]);
  t.equal(codeOf(await field.apply()), null);
  const mark = field.mark();
  const found = mark.stores as { readonly on: string };
  const on = found.on.replace(/^tmpfs \S+ (.*,rw)/, "zfs vault/mirror $1,xattr,noacl");
  writeFileSync(join(field.mirror, ".rdump.json"), JSON.stringify({ ...mark, stores: { ...found, acls: false, on } }));
  const [group] = (await onZfs.discover()).groups;
  t.match(group?.diagnostics, [{ code: "fs-mirror-cannot-store", detail: command }], on);
});

t.test("a mirror without permissions that others can enter is a note, with the mount option", { skip }, async (t) => {
  for (const [options, isOpen] of [
    ["umask=022", true],
    ["umask=077", false],
  ] as const) {
    const field = new Field(t);
    chmodSync(field.root, 0o755);
    const why = withDisk(t, field, { ...EXFAT, mount: [...EXFAT.mount, "-o", options] });
    if (why !== null) return t.comment(why);
    t.equal(codeOf(await field.apply()), null);
    const notes = (await field.discover()).groups[0]?.diagnostics.filter(({ code }) => code === "fs-mirror-open");
    t.match(notes, isOpen ? [{ detail: /stores no owners and no permissions.*umask=077/ }] : [], options);
    t.equal(notes?.length, isOpen ? 1 : 0, options);
  }
});
