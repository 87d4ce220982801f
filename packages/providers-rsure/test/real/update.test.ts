import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assertShownIsWhatRuns, discoveryRequest } from "@rdump/core/conformance";
import { openLocalHost } from "@rdump/core/host";
import {
  type FileCount,
  type Integrity,
  type Outcome,
  PLANNED_RUN,
  type Progress,
  type RunRef,
  runAt,
  type Tree,
  type Volume,
} from "@rdump/core/provider";
import t, { type Test } from "tap";
import { rsureProvider } from "../../src/index.ts";

const SCRIPT = new URL("../../../rsure/bin/rsure.js", import.meta.url).pathname;
const provider = rsureProvider([process.execPath, SCRIPT]);
const io = openLocalHost({ env: process.env, signal: new AbortController().signal });
const [first, second] = [
  runAt("r1", Date.parse("2026-11-22T12:00:00Z")),
  runAt("r2", Date.parse("2026-11-23T12:00:00Z")),
];
const integrity: Integrity = {
  surefile: "2sure.dat.gz",
  hash: "sha1",
  xattrs: false,
  largest: null,
  snapshot: false,
  every: null,
  declared: true,
};

function scene(t: Test) {
  const root = mkdtempSync(join(tmpdir(), "rdump-rsure-"));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  writeFileSync(join(root, "file"), "content");
  const volume: Volume = {
    name: "boot",
    parent: null,
    source: { type: "plain", path: root, mustBeMounted: false },
    exclude: [],
    excludeCaches: false,
    integrity,
    targets: [],
    hooks: null,
    verify: null,
  };
  const tree: Tree = {
    id: "tree boot",
    volume: "boot",
    verifier: "fs/source",
    path: root,
    origin: null,
    mounted: false,
    live: true,
    root: false,
    input: null,
    scopes: [],
  };
  return { root, volume, tree };
}

async function update(
  t: Test,
  { volume, tree }: ReturnType<typeof scene>,
  run = first,
  rest: Partial<Integrity> = {},
  by = provider,
  since: string | null = null,
) {
  const whole = { ...integrity, ...rest };
  const [proposal] = by.integrity?.update({ owner: "joke", volume, integrity: whole, tree, since }) ?? [];
  const [handler] = by.actions;
  if (proposal === undefined || handler === undefined) throw new Error("nothing was proposed");
  const input = JSON.parse(JSON.stringify(proposal.input));
  assertShownIsWhatRuns(handler.commands(input, PLANNED_RUN), handler.commands(input, run), run);
  const progress: Progress[] = [];
  const asked: string[] = [];
  const counts: FileCount[] = [];
  const context = {
    input,
    run,
    io,
    verifyTree: async (when: string) => {
      asked.push(when);
      return null;
    },
    counted: async (count: FileCount) => {
      counts.push(count);
      return null;
    },
    progress: (each: Progress) => progress.push(each),
  };
  const before = await handler.probe(input, run, io).catch((error: Error) => error.message);
  const outcome: Outcome = await handler.run(context);
  const after = await handler.probe(input, run, io).catch((error: Error) => error.message);
  t.strictSame(asked, ["before", "after"], "the tree is checked around the reading");
  return { before, outcome, after, progress, counts };
}

t.test("each run adds one revision, and discovery finds the newest", async (t) => {
  const place = scene(t);
  t.match(await update(t, place), {
    before: { state: "absent" },
    outcome: { status: "done", moved: { files: 1 } },
    after: { state: "done" },
  });
  t.match(await update(t, place, second, { hash: "sha256" }), {
    before: { state: "absent" },
    after: { state: "done" },
  });
  const file = join(place.root, "2sure.dat.gz");
  t.match(execFileSync("zcat", [file], { encoding: "latin1" }), /"rdump-volume":"boot"[\s\S]*sha256/);
  const ask = {
    owner: "joke",
    sources: [],
    groups: [],
    integrity: [{ volume: "boot", root: place.root, surefile: "2sure.dat.gz" }],
  };
  const { integrity: seen } = await provider.discover(discoveryRequest(ask), io);
  t.match(seen, [{ volume: "boot", gap: null }]);
  t.ok(Math.abs((seen?.[0]?.newest ?? 0) - Date.now()) < 600_000, "the time of capture");
  const [asked] = ask.integrity;
  const otherAsk = discoveryRequest({ ...ask, integrity: asked === undefined ? [] : [{ ...asked, volume: "home" }] });
  const other = await provider.discover(otherAsk, io);
  t.match(other.integrity, [{ newest: null, gap: null }], "another volume's revisions do not count");
});

t.test("missing files since the previous revision are reported", async (t) => {
  const place = scene(t);
  mkdirSync(join(place.root, "sub"));
  for (const name of ["sub/a", "sub/b", "c"]) writeFileSync(join(place.root, name), name);
  t.strictSame((await update(t, place)).counts, [{ had: null, gone: 0, has: 4 }]);
  rmSync(join(place.root, "sub"), { recursive: true });
  writeFileSync(join(place.root, "c"), "changed");
  writeFileSync(join(place.root, "d"), "new");
  t.strictSame((await update(t, place, second)).counts, [
    { had: 4, gone: 2, has: 3, compared: { since: first.stamp, asked: true, changed: 1, lost: ["sub/a", "sub/b"] } },
  ]);
});

t.test("a file is present if its name has content, or if its content is under any name", async (t) => {
  const place = scene(t);
  const names = Array.from({ length: 8 }, (_, number) => `file${number}`);
  mkdirSync(join(place.root, "old"));
  for (const name of names) writeFileSync(join(place.root, "old", name), `content of ${name}`);
  writeFileSync(join(place.root, "copy"), "content of file0");
  await update(t, place);
  renameSync(join(place.root, "old"), join(place.root, "new"));
  const third = runAt("r3", Date.parse("2026-11-24T04:00:00Z"));
  const countOf = async (run: RunRef, since: string | null = null) => {
    const { counts } = await update(t, place, run, {}, provider, since);
    return counts[0];
  };
  t.match(await countOf(second), { had: 10, gone: 0, has: 10, compared: { changed: 0 } }, "a renamed directory");
  for (const name of names) writeFileSync(join(place.root, "new", name), "");
  t.match(await countOf(third), { had: 10, gone: 7, has: 10, compared: { since: second.stamp } }, "file0 is in copy");

  rmSync(join(place.root, "new"), { recursive: true });
  for (const name of names) writeFileSync(join(place.root, name), `other content of ${name}`);
  const later = (day: number) => runAt(`r${day}`, Date.parse(`2026-11-${day}T04:00:00Z`));
  t.match(
    await countOf(later(25), first.stamp),
    { had: 10, gone: 7, compared: { since: first.stamp } },
    "another disk",
  );
  for (const name of names) writeFileSync(join(place.root, name), `content of ${name}`);
  t.match(
    await countOf(later(26), first.stamp),
    { had: 10, gone: 0, compared: { since: first.stamp } },
    "they are back",
  );
  for (const name of names) writeFileSync(join(place.root, name), `encrypted ${name}`);
  t.match(await countOf(later(27)), { had: 10, gone: 0, compared: { changed: 8 } }, "under the same names");
  t.match(await countOf(later(28), "no such revision"), {
    gone: 0,
    compared: { since: later(27).stamp, asked: false },
  });
});

t.test("an invalid surefile is a failure and a gap, and is not changed", async (t) => {
  const place = scene(t);
  const file = join(place.root, "2sure.dat.gz");
  writeFileSync(file, "junk");
  t.match(await update(t, place), {
    before: /Cannot read the integrity data/,
    outcome: { status: "failed", diagnostic: { code: "rsure-unreadable", detail: /Restore it from a backup/ } },
  });
  t.equal(readFileSync(file, "utf8"), "junk");
  const found = await provider.discover(
    discoveryRequest({
      owner: "joke",
      integrity: [{ volume: "boot", root: place.root, surefile: "2sure.dat.gz" }],
    }),
    io,
  );
  t.match(found.integrity, [{ gap: { code: "rsure-unreadable", address: "boot" } }]);
});

const asRoot = process.getuid?.() === 0 ? false : "needs the rights of root";

t.test("a read-only tree is a warning: the backup continues", { skip: asRoot }, async (t) => {
  const place = scene(t);
  const mount = join(place.root, "readonly");
  mkdirSync(mount);
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", mount]);
  t.teardown(() => execFileSync("umount", [mount]));
  writeFileSync(join(mount, "file"), "content");
  execFileSync("mount", ["-o", "remount,ro", mount]);
  const readonly = { ...place, tree: { ...place.tree, path: mount } };
  t.match(await update(t, readonly), {
    outcome: { status: "done", warnings: [{ code: "rsure-not-written", severity: "warning" }] },
  });
});

t.test("a planted surefile proves no loss, is renamed for the run, and is no gap", { skip: asRoot }, async (t) => {
  const place = scene(t);
  const file = join(place.root, "2sure.dat.gz");
  for (const name of ["a", "b", "c"]) writeFileSync(join(place.root, name), name);
  await update(t, place);
  for (const name of ["a", "b", "c"]) rmSync(join(place.root, name));
  chownSync(file, 65534, 65534);
  const ask = { owner: "joke", integrity: [{ volume: "boot", root: place.root, surefile: "2sure.dat.gz" }] };
  const seen = async () => (await provider.discover(discoveryRequest(ask), io)).integrity;
  t.match(await seen(), [{ newest: null, gap: null }], "nothing that it says counts");
  t.match(await update(t, place, second), {
    before: { state: "absent" },
    outcome: { status: "done", warnings: [{ code: "rsure-untrusted", detail: /belongs to user 65534.*untrusted-r2/ }] },
    counts: [{ had: null, gone: 0, has: 2 }],
    after: { state: "done" },
  });
  t.ok(existsSync(`${file}.untrusted-r2`));
  chmodSync(place.root, 0o755);
  chmodSync(file, 0o666);
  t.match(await update(t, place, runAt("r3", Date.parse("2026-11-24T12:00:00Z"))), {
    outcome: { warnings: [{ code: "rsure-untrusted", detail: /can be written by other users \(mode 0666\)/ }] },
    counts: [{ had: null, gone: 0 }],
  });
  writeFileSync(file, "junk");
  chownSync(file, 65534, 65534);
  t.match(await seen(), [{ newest: null, gap: null }], "nor does damage that another user made stop the next update");
  rmSync(file);
  execFileSync("mkfifo", [file]);
  t.match(await seen(), [{ newest: null, gap: null }]);
});

t.test("a surefile that others could read gets mode 0600, which is reported once", async (t) => {
  const place = scene(t);
  await update(t, place);
  chmodSync(join(place.root, "2sure.dat.gz"), 0o644);
  t.match(await update(t, place, second), { outcome: { warnings: [{ code: "rsure-narrowed", severity: "note" }] } });
  t.match(await update(t, place, runAt("r3", Date.parse("2026-11-24T12:00:00Z"))), { outcome: { warnings: [] } });
});

t.test(
  "the size limit is passed on, and large files are a note; a huge sparse file is reported as not read",
  async (t) => {
    const place = scene(t);
    writeFileSync(join(place.root, "large"), "x".repeat(5000));
    writeFileSync(join(place.root, "huge"), "");
    truncateSync(join(place.root, "huge"), 2 ** 42);
    t.match(await update(t, place, first, { largest: 4096 }), {
      outcome: { status: "done", warnings: [{ code: "rsure-large", severity: "note", detail: /huge, large/ }] },
    });
    t.match(await update(t, place, second), {
      outcome: { status: "done", warnings: [{ code: "rsure-unread", detail: /huge/ }] },
    });
  },
);

t.test("unreadable files are reported", async (t) => {
  const place = scene(t);
  writeFileSync(join(place.root, "closed"), "x");
  chmodSync(join(place.root, "closed"), 0);
  const node = [process.execPath, SCRIPT] as const;
  // Root can read every file, unless it is started without that privilege.
  const humble =
    asRoot === false ? (["setpriv", "--bounding-set=-dac_override,-dac_read_search", ...node] as const) : node;
  t.match(await update(t, place, first, {}, rsureProvider(humble)), {
    outcome: { status: "done", warnings: [{ code: "rsure-unread", detail: /closed/ }] },
  });
});

t.test("of very many problems, the first are named and all are counted", async (t) => {
  const place = scene(t);
  // As much as a user makes in a second: 1,500 paths of 11 KiB each.
  const code = `import os, sys
os.chdir(sys.argv[1])
for i in range(15):
    os.mkdir(b"\\x1b" * 255)
    os.chdir(b"\\x1b" * 255)
for i in range(1500): os.truncate(os.open("huge%04d" % i, os.O_CREAT | os.O_WRONLY), 2 << 40)`;
  const made = spawnSync("python3", ["-c", code, place.root], { encoding: "utf8" });
  if (made.status !== 0) return t.comment(`no files of 2 TiB here: ${made.stderr}`);
  const { outcome, counts } = await update(t, place);
  t.match(outcome, { status: "done", warnings: [{ code: "rsure-unread" }] });
  t.match(outcome.warnings[0]?.detail, /=1b=1b.*… and 1497 more\.$/);
  t.match(counts, [{ has: 1501 }]);
});
