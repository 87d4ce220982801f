import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import t, { type Test } from "tap";
import type { StoreDirectory } from "../../src/store/directory.ts";
import { expectedIn } from "../../src/store/ownership.ts";
import { isPrivate, isPrivateGroup } from "../../src/store/private-group.ts";
import { finished, linesOf, plant, rsure, sandbox, secondsLater, startRsure } from "../sandbox.ts";

t.setTimeout(300_000);

const isRoot = process.getuid?.() === 0;
const NOBODY = 65534;

/** A tree with its surefile in its root, as with rdump. */
async function scene(t: Test) {
  const { top, tree } = sandbox(t);
  plant(tree, { a: "first", "sub/b": "second" });
  const file = join(tree, "2sure.dat.gz");
  const run = (...argv: string[]) => rsure("-f", file, "-d", tree, "--run", "night", ...argv);
  const update = async () => {
    const { status, out, err } = await run("--json", "update");
    return {
      status,
      err,
      said: out
        .split("\n")
        .slice(0, -1)
        .map((line) => JSON.parse(line)),
    };
  };
  t.equal((await run("scan")).status, 0);
  return { top, tree, file, aside: `${file}.untrusted-night`, run, update };
}

const modeOf = (path: string): string => (lstatSync(path).mode & 0o777).toString(8);

/** What another user can put in the place of a surefile, each with the words for it. */
const PLANTED: readonly {
  readonly what: string;
  readonly why: RegExp;
  readonly needsRoot?: boolean;
  plant(file: string, top: string): void;
}[] = [
  {
    what: "a link",
    why: /is a symbolic link/,
    plant(file, top) {
      renameSync(file, join(top, "elsewhere"));
      symlinkSync(join(top, "elsewhere"), file);
    },
  },
  {
    what: "a hard link to somebody's file",
    why: /has other hard links/,
    plant(file, top) {
      renameSync(file, join(top, "victim"));
      chmodSync(join(top, "victim"), 0o644);
      linkSync(join(top, "victim"), file);
    },
  },
  {
    what: "a file of another user",
    why: /belongs to user 65534/,
    needsRoot: true,
    plant: (file) => chownSync(file, NOBODY, NOBODY),
  },
  {
    what: "a FIFO",
    why: /is a FIFO/,
    plant(file) {
      rmSync(file);
      execFileSync("mkfifo", [file]);
    },
  },
  {
    what: "a device",
    why: /is a device/,
    needsRoot: true,
    plant(file) {
      rmSync(file);
      execFileSync("mknod", [file, "c", "1", "5"]);
    },
  },
  {
    what: "a directory",
    why: /is a directory/,
    plant(file) {
      rmSync(file);
      plant(file, { inner: "" });
    },
  },
  {
    what: "a huge file of another user",
    why: /belongs to user 65534/,
    needsRoot: true,
    plant(file) {
      truncateSync(file, 2 ** 26);
      chownSync(file, NOBODY, NOBODY);
    },
  },
];

t.test("a file that another user can have planted is not trusted, is reported, and is renamed unchanged", async (t) => {
  const possible = PLANTED.filter(({ needsRoot }) => isRoot || !needsRoot);
  const scenes = await Promise.all(possible.map(async (planted) => ({ planted, ...(await scene(t)) })));
  await secondsLater(3);
  for (const { update } of scenes) await update();
  for (const { planted, top, file, aside, update, run } of scenes) {
    t.match((await update()).said.at(-1), { before: { files: 2, gone: 0 }, bytes: 0 }, "a trusted one is used");
    planted.plant(file, top);
    const before = lstatSync(file);
    const { status, said } = await update();
    t.equal(status, 0, planted.what);
    const read = "firstsecond".length + (before.isFile() ? before.size : 0);
    t.match(said, [
      { type: "untrusted", file, why: planted.why, moved: aside },
      { type: "summary", bytes: read, before: null },
    ]);
    const moved = lstatSync(aside);
    for (const key of ["ino", "mode", "uid", "gid", "size"] as const) t.equal(moved[key], before[key], key);
    t.equal(modeOf(file), "600");
    rmSync(aside, { recursive: true });
    t.equal((await update()).said.length, 1, "the new one is trusted");
    t.match(await run("check"), { err: "" });
  }
});

t.test("reading commands warn about an untrusted regular file, and refuse other objects", async (t) => {
  for (const planted of PLANTED) {
    if (planted.needsRoot && !isRoot) continue;
    const { top, file, run } = await scene(t);
    planted.plant(file, top);
    const isReadable = lstatSync(file).isFile();
    const isWhole = isReadable && lstatSync(file).size < 2 ** 26;
    for (const command of ["list", "show", "check", "signoff"]) {
      const { status, err } = await run(command);
      t.match(err, planted.why, `${planted.what}: ${command}`);
      if (!isReadable) t.match({ status, err }, { status: 2, err: /it was not read/ });
      else if (isWhole && command === "list") {
        t.equal(status, 0);
        const [warning = ""] = (await run("--json", command)).out.split("\n");
        t.match(JSON.parse(warning), { type: "untrusted", file, why: planted.why }, "one escape in JSON");
      }
    }
    t.equal(existsSync(`${file}.untrusted-night`), false, "nothing is moved");
  }
});

t.test("a surefile whose only other link is its backup is trusted", async (t) => {
  const { tree, file, update } = await scene(t);
  for (const name of ["2sure.bak.gz", "2sure.dat.gz.rsure-bak"]) linkSync(file, join(tree, name));
  t.match((await update()).said, [{ type: "summary", before: { files: 2, gone: 0 } }]);
  t.same(readdirSync(tree).sort(), ["2sure.bak.gz", "2sure.dat.gz", "a", "sub"]);
});

t.test(
  "planted objects at the names of backup, lock and temporary files are not read, written or awaited",
  async (t) => {
    const names = [
      "2sure.bak.gz",
      ...["lock", "new", "bak", "spool", `lock-${process.pid}`].map((end) => `2sure.dat.gz.rsure-${end}`),
    ];
    const secret = "not to be touched";
    const kinds: { readonly [kind: string]: (path: string, top: string) => void } = {
      fifo: (path) => execFileSync("mkfifo", [path]),
      directory: (path) => plant(path, { inner: "" }),
      link: (path, top) => symlinkSync(join(top, "secret"), path),
      "dangling link": (path, top) => symlinkSync(join(top, "made"), path),
      device: (path) => execFileSync("mknod", [path, "c", "1", "5"]),
    };
    for (const [kind, make] of Object.entries(kinds)) {
      if (kind === "device" && !isRoot) continue;
      const { top, tree, update } = await scene(t);
      writeFileSync(join(top, "secret"), secret, { mode: 0o600 });
      for (const name of names) make(join(tree, name), top);
      // More inserted lines than memory holds, so that the spool is needed: each `=` takes three characters.
      for (let k = 0; k < 1400; k++) writeFileSync(join(tree, `${"=".repeat(240)}${k}`), "");
      const { status, err } = await update();
      t.match({ status, err }, { status: 0, err: "" }, kind);
      t.equal(readFileSync(join(top, "secret"), "utf8"), secret);
      t.equal(modeOf(join(top, "secret")), "600");
      t.notOk(existsSync(join(top, "made")));
      t.ok(lstatSync(join(tree, "2sure.bak.gz")).isFile(), "the backup is the surefile of before");
      const left = readdirSync(tree).filter((name) => name.includes(".rsure-") && !name.includes(".untrusted-"));
      t.same(left, [], "each name was needed, and is free again");
    }
  },
);

t.test("a huge lock file uses no memory and is refused", async (t) => {
  const { tree, run } = await scene(t);
  writeFileSync(join(tree, "2sure.dat.gz.rsure-lock"), "");
  truncateSync(join(tree, "2sure.dat.gz.rsure-lock"), 2 ** 40);
  const before = process.memoryUsage().rss;
  t.match(await run("update"), { status: 2, err: /is being written by another run/ });
  t.ok(process.memoryUsage().rss - before < 2 ** 27);
});

t.test("users who cannot read the tree cannot read its record", async (t) => {
  const { tree, file, run, update } = await scene(t);
  const names = ["2sure.dat.gz", "2sure.bak.gz"];
  const before = process.umask(0);
  t.teardown(() => process.umask(before));
  await update();
  for (const name of names) t.equal(modeOf(join(tree, name)), "600", `${name} under umask 0`);
  process.umask(0o777);
  await update();
  for (const name of names) t.equal(modeOf(join(tree, name)), "600", `${name} under umask 0777`);
  process.umask(0o022);
  if (spawnSync("setfacl", ["-d", "-m", "u:65534:r", tree]).status === 0) {
    await update();
    const acl = spawnSync("getfacl", ["-c", file], { encoding: "utf8" }).stdout;
    t.match(acl, /^mask::---$/m, "nor by a default access control list of the directory");
  }
  chmodSync(file, 0o644);
  t.match(await run("update"), {
    status: 0,
    err: /other users could read .* \(mode 0644\): its mode is now 0600/,
  });
  for (const name of names) t.equal(modeOf(join(tree, name)), "600");
  t.equal((await run("update")).err, "", "it is said once");
});

t.test(
  "a surefile that others can write is not trusted; one that only the private group of its owner can write is trusted",
  async (t) => {
    const uid = process.geteuid?.() ?? 0;
    const [own] = process.getgid === undefined ? [] : [process.getgid()];
    const foreign = 4711;
    const cases: readonly (readonly [mode: number, directory: number, gid: number | undefined, isTrusted: boolean])[] =
      [
        [0o644, 0o755, own, true],
        [0o604, 0o777, own, true],
        [0o664, 0o775, own, isPrivate(own ?? -1, uid)],
        [0o664, 0o755, foreign, false],
        [0o660, 0o710, foreign, false],
        [0o664, 0o700, foreign, true],
        [0o666, 0o755, own, false],
        [0o602, 0o711, own, false],
        [0o666, 0o700, own, true],
        [0o666, 0o710, own, isPrivate(own ?? -1, uid)],
      ];
    for (const [mode, directory, gid, isTrusted] of cases) {
      if (gid === foreign && !isRoot) continue;
      const { tree, file, aside, run, update } = await scene(t);
      if (gid !== undefined) for (const path of [tree, file]) chownSync(path, uid, gid);
      chmodSync(file, mode);
      chmodSync(tree, directory);
      const what = `${mode.toString(8)} in ${directory.toString(8)}, group ${gid}`;
      const words = `can be written by other users (mode 0${mode.toString(8)})`;
      const read = await run("list");
      t.equal(read.status, 0);
      t.equal(read.err.includes(words), !isTrusted, what);
      const { status, said } = await update();
      t.equal(status, 0);
      t.match(
        said,
        isTrusted
          ? [
              { type: "narrowed", file },
              { type: "summary", before: { files: 2, gone: 0 } },
            ]
          : [{ type: "untrusted", file, why: words, moved: aside }, { before: null }],
        what,
      );
      t.equal(modeOf(file), "600");
      if (!isTrusted) {
        t.equal(modeOf(aside), "600", "its data about the tree is closed to them");
      }
      t.match((await update()).said, [{ type: "summary" }], "once");
      rmSync(file);
    }
  },
);

t.test("a private group has only its owner as a member", (t) => {
  const passwd = "root:x:0:0::/root:/bin/sh\nann:x:1000:1000::/home/ann:/bin/sh\nbob:x:1001:100::/:\nsync:x:5:0::/:\n";
  const group = "root:x:0:\nusers:x:100:\nann:x:1000:\nboth:x:1002:ann,bob\nalone:x:1003:ann\n";
  const cases: readonly (readonly [gid: number, uid: number, isIt: boolean])[] = [
    [1000, 1000, true],
    [1003, 1000, true],
    [1000, 1001, false],
    [1002, 1000, false],
    [100, 1000, false],
    [100, 1001, true],
    [4711, 1000, false],
    [0, 0, false],
  ];
  for (const [gid, uid, isIt] of cases) t.equal(isPrivateGroup(gid, uid, passwd, group), isIt, `${gid} of ${uid}`);
  t.equal(isPrivateGroup(0, 0, "root:x:0:0::/root:/bin/sh\n", "root:x:0:\n"), true);
  t.equal(isPrivateGroup(0, 0, "", ""), false);
  t.end();
});

t.test("the temporary files have the same permissions", async (t) => {
  const { tree, file } = await scene(t);
  const modes = new Map<string, string>();
  plant(tree, Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`n${i}`, ""])));
  const watch = (): void => {
    for (const name of readdirSync(tree)) if (name.includes(".rsure-")) modes.set(name, modeOf(join(tree, name)));
  };
  const before = process.umask(0);
  t.teardown(() => process.umask(before));
  const { update } = await import("../../src/index.ts");
  await update(file, tree, { onProgress: watch });
  t.same(Object.fromEntries(modes), { "2sure.dat.gz.rsure-lock": "600", "2sure.dat.gz.rsure-new": "600" });
});

t.test("vfat keeps neither owners nor modes: the mount decides, and this is reported", async (t) => {
  if (!isRoot) return t.pass("not root: nothing is mounted", { skip: true });
  const { top } = sandbox(t);
  const image = join(top, "image");
  const mount = join(top, "mount");
  mkdirSync(mount);
  closeSync(openSync(image, "w"));
  truncateSync(image, 4 << 20);
  if (spawnSync("mkfs.vfat", [image]).status !== 0) return t.pass("there is no mkfs.vfat", { skip: true });
  const file = join(mount, "2sure.dat.gz");
  const update = () => rsure("-f", file, "-d", mount, "update");
  const mounted = async (options: string, use: () => Promise<void>): Promise<boolean> => {
    if (spawnSync("mount", ["-o", `loop,${options}`, image, mount]).status !== 0) return false;
    try {
      await use();
    } finally {
      execFileSync("umount", [mount]);
    }
    return true;
  };
  const done = await mounted(`uid=${NOBODY},umask=022`, async () => {
    plant(mount, { a: "1" });
    t.match(await update(), { status: 0, err: /can be read by other users \(mode 0755\).* mount it with umask=077/ });
    t.equal(statSync(file).uid, NOBODY);
    const second = await update();
    t.equal(second.status, 0);
    t.notMatch(second.err, /another user/, "it belongs to the owner of the mount, and is trusted");
    t.match(await rsure("-f", file, "list"), { status: 0, err: "" });
    t.ok(existsSync(join(mount, "2sure.bak.gz")), "the backup is a copy");
  });
  if (!done) return t.pass("nothing can be mounted here", { skip: true });
  await mounted("uid=0,umask=077", async () => {
    t.notMatch((await update()).err, /other users can read/);
    t.same(linesOf(await rsure("-f", file, "-d", mount, "check")), []);
  });
});

t.test("a directory of the path that another user replaced by a link is not followed", async (t) => {
  if (!isRoot) return t.pass("not root: there is no directory of another user", { skip: true });
  const { top, tree } = sandbox(t);
  plant(top, { "home/real/a": "1", "root-only/secret": "hidden" });
  chownSync(join(top, "home"), NOBODY, NOBODY);
  chmodSync(join(top, "root-only"), 0o700);
  symlinkSync("../root-only", join(top, "home/link"));
  symlinkSync("root-only", join(top, "by-root"));
  const refused = { status: 2, err: /is a symbolic link that another user can replace/ };
  for (const end of ["", "/"])
    t.match(await rsure("-f", join(top, "x.gz"), "-d", join(top, `home/link${end}`), "scan"), refused);
  t.match(await rsure("-f", join(top, "home/link/x.gz"), "-d", tree, "scan"), refused);
  t.same(readdirSync(join(top, "root-only")), ["secret"]);
  t.match(
    await rsure("-f", join(top, "x.gz"), "-d", join(top, "home/real"), "scan"),
    { status: 0 },
    "a directory is never refused",
  );
  t.match(
    await rsure("-f", join(top, "y.gz"), "-d", join(top, "by-root"), "scan"),
    { status: 0 },
    "nor root's own link",
  );
});

t.test("relative paths refer to the working directory at the start", async (t) => {
  const { top, tree } = sandbox(t);
  plant(tree, { a: "1" });
  const from = new URL("../..", import.meta.url).pathname;
  const [file, directory] = [relative(from, join(top, "x.dat.gz")), relative(from, tree)];
  for (const word of ["scan", "update", "check", "list"])
    t.match(await finished(startRsure(["-f", file, "-d", directory, word])), { status: 0 }, word);
  t.ok(existsSync(join(top, "x.dat.gz")));
  const here = await finished(startRsure(["-f", join(top, "here.dat.gz"), "-d", "bin", "scan"]));
  t.match(here, { status: 0, err: "" });
  t.match((await rsure("-f", join(top, "here.dat.gz"), "show")).out, /^frsure\.js /m);
});

t.test("without owners in the file system, the surefile must belong to the owner of the mount", (t) => {
  const on = (type: number) =>
    ({ fileSystemType: () => type, stats: () => ({ uid: 4711 }) }) as unknown as StoreDirectory;
  const [vfat, exfat, cifs, ext4, fuse] = [0x4d44, 0x2011bab0, 0xff534d42, 0xef53, 0x65735546];
  for (const type of [vfat, exfat, cifs, cifs | 0])
    t.same(expectedIn(on(type as number)), { owners: [4711], keepsModes: false });
  for (const type of [ext4, fuse])
    t.same(expectedIn(on(type as number)), { owners: [process.geteuid?.()], keepsModes: type === ext4 });
  t.end();
});
