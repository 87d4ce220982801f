import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRequest, discoveryRequest } from "@rdump/core/conformance";
import { openLocalHost } from "@rdump/core/host";
import {
  addressOf,
  type CreateRequest,
  type Group,
  type Json,
  type Outcome,
  type Point,
  type RunIo,
  runAt,
  stampOf,
  type TargetOf,
  type Tree,
} from "@rdump/core/provider";
import t, { type Test } from "tap";
import { directoryProvider } from "../../src/index.ts";

const MISSING = spawnSync("zstd", ["--version"]).error === undefined ? false : "zstd is not installed";
const MONTHLY = { kind: "calendar", unit: "monthly" } as const;
const DAILY = { kind: "calendar", unit: "daily" } as const;
const provider = directoryProvider();

function groupIn(root: string, exclude: Group["volume"]["exclude"] = []): Group<TargetOf<"archives/directory">> {
  const address = addressOf("root", "archives", "disk");
  const keep = { last: 0, hourly: 0, daily: 7, weekly: 0, monthly: 0, yearly: 0, within: null };
  return {
    address,
    volume: {
      ...{ name: "root", parent: null, source: { type: "plain", path: "/", mustBeMounted: false } },
      ...{ exclude, excludeCaches: false, integrity: null, targets: [], hooks: null, verify: null },
    },
    target: {
      ...{ kind: "archives", targetType: "archives/directory", repository: "disk", address },
      every: DAILY,
      keep,
    },
    repository: {
      ...{ type: "directory", name: "disk", location: join(root, "archives"), format: "tar", compression: 1 },
      ...{ levels: { full: MONTHLY, incremental: DAILY }, check: null, compact: null },
    },
  };
}

/** A directory with a tree, and what a run does with it. */
function bench(t: Test) {
  const root = mkdtempSync(join(tmpdir(), "rdump-levels-"));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  for (const name of ["tree", "runs"]) mkdirSync(join(root, name));
  const local = openLocalHost({ env: { PATH: process.env.PATH ?? "" }, signal: new AbortController().signal });
  let said: string | null = null;
  const io: RunIo = {
    ...local,
    run: (step, listener) => {
      if (step.do === "pipe" && said !== null) {
        listener?.stderr?.(Buffer.from(said));
        said = null;
      }
      return local.run(step, listener);
    },
  };
  const tree: Tree = {
    ...{ id: "tree root", volume: "root", verifier: "fs/source", path: join(root, "tree"), origin: null },
    ...{ mounted: false, live: true, root: false, input: null, scopes: [] },
  };
  let group = groupIn(root);
  let number = 0;
  const counts: unknown[] = [];
  const perform = async ({ kind, input }: { readonly kind: string; readonly input: Json }): Promise<Outcome> => {
    const handler = provider.actions.find((each) => each.kind === kind);
    if (handler === undefined) throw new Error(kind);
    const now = Date.now();
    const run = runAt(`${stampOf(now)}-${String(++number).padStart(8, "0")}`, now);
    const counted = async (count: unknown) => {
      counts.push(count);
      return null;
    };
    return handler.run({ input, run, io, verifyTree: async () => null, counted, progress: () => {} });
  };
  const observe = async () => {
    const { groups } = await provider.discover(discoveryRequest({ owner: "joke", groups: [group] }), io);
    const [seen] = groups;
    if (seen === undefined) throw new Error("no group");
    return seen;
  };
  return {
    root,
    counts,
    observe,
    perform,
    /** The next tar says this, too. */
    say: (line: string) => (said = line),
    exclude: (exclude: Group["volume"]["exclude"]) => (group = groupIn(root, exclude)),
    archive: async (base: Point | null, from: Partial<CreateRequest["readFrom"]> = {}) => {
      const { facts } = await observe();
      const readFrom = { name: "plain /", disk: null, ...from };
      const request = {
        owner: "joke",
        group,
        facts,
        tree,
        base,
        previous: base,
        runFiles: join(root, "runs"),
        readFrom,
      };
      const outcomes: Outcome[] = [];
      for (const each of provider.keepers["archives/directory"]?.create(createRequest(request)) ?? [])
        outcomes.push(await perform(each));
      const outcome = outcomes.at(-1);
      const { points } = await observe();
      const made = outcome?.status === "done" ? outcome.made : null;
      return { outcome, point: points.find(({ id }) => id === made?.id) ?? null };
    },
    restore: async (point: Point, paths: readonly string[] = []) => {
      const to = join(root, `restored-${++number}`);
      mkdirSync(to, { mode: 0o700 });
      const { facts } = await observe();
      const claim = createRequest({ owner: "joke", group, facts, tree }).claim;
      const scratch = { mount: "/run/rdump", dataset: "rdump-scan" };
      const reading = provider.readers?.["archives/directory"]?.read({
        owner: "joke",
        claim,
        group,
        facts,
        point,
        scratch,
      });
      if (reading?.kind !== "extracted") throw new Error("not extracted");
      return { outcome: await perform(reading.extract(to, paths)), listing: listing(to), to };
    },
    listing: () => listing(join(root, "tree")),
    sh: (script: string) => {
      const { status, stderr } = spawnSync("sh", ["-ec", script], { cwd: join(root, "tree"), encoding: "utf8" });
      if (status !== 0) throw new Error(stderr);
    },
    files: () => readdirSync(join(root, "archives", "rdump-joke", "root")).sort(),
  };
}

/** Everything that a restore gives back, as lines. */
function listing(directory: string): readonly string[] {
  const found = spawnSync("find", [".", "-printf", "%P\\t%y\\t%m\\t%U\\t%n\\t%T@\\t%l\\n"], { cwd: directory });
  return found.stdout
    .toString("latin1")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const [path = "", kind = ""] = line.split("\t");
      // Links of directories are not counted by all file systems.
      const shown = kind === "d" ? line.replace(/\t\d+(\t[\d.]+\t[^\t]*)$/, "$1") : line;
      const content =
        kind === "f"
          ? createHash("sha256")
              .update(readFileSync(join(directory, path)))
              .digest("hex")
          : "";
      return `${shown}\t${content}`;
    })
    .sort();
}

/** Days of changes that simpler ways to archive differences lose, or cannot restore. */
const DAYS = [
  "mkdir -p a/b/c d/e x ; echo 1 > a/b/c/f ; echo 2 > a/g ; echo 3 > d/h ; ln d/h d/i ; ln -s g a/l ; echo q > x/q ; mkfifo p",
  // A directory is renamed, and another one gets its name. Other content has the same size and time. A link is broken.
  "mv a z ; mkdir a ; echo new > a/g ; mv z/b a/b2 ; touch -r d/h t ; cp d/i d/j ; mv d/j d/i ; echo 4 > d/h ; touch -r t d/h ; rm t p",
  // A directory becomes a file, and a file a directory. A directory moves into another one. A new link.
  "rm -r x ; echo file > x ; rm a/g ; mkdir a/g ; echo in > a/g/in ; ln d/i d/k ; mv a/b2 d/e/b3",
  // A name goes from a file to a directory from elsewhere, and directories change places.
  "rm x ; mv d/e x ; mv z t ; mv a z ; mv t a ; chmod 700 x ; touch -d 2001-02-03 a/old ; rm -r x/b3/c",
] as const;

t.test("each day of a chain is restored as it was", { skip: MISSING }, async (t) => {
  const on = bench(t);
  const days: { readonly point: Point; readonly listing: readonly string[] }[] = [];
  for (const script of DAYS) {
    on.sh(script);
    const { point, outcome } = await on.archive(days.at(-1)?.point ?? null);
    if (point === null) throw new Error(JSON.stringify(outcome));
    days.push({ point, listing: on.listing() });
  }
  t.same(
    days.map(({ point }) => point.base),
    [undefined, ...days.slice(0, -1).map(({ point }) => point.id)],
  );
  for (const [index, { point, listing }] of days.entries()) {
    const restored = await on.restore(point);
    t.match(restored.outcome, { status: "done", warnings: [] }, `day ${index}`);
    t.same(restored.listing, listing, `day ${index}`);
  }
  t.notOk(
    on.counts.some((count) => (count as { gone: number }).gone > 8),
    "a difference is no loss of files",
  );

  const part = await on.restore(days[2]?.point as Point, ["a/g", "d/h"]);
  t.match(part.outcome, { status: "done", warnings: [] });
  const kept = part.listing.map((line) => line.split("\t")[0]);
  t.same(kept, ["", "a", "a/g", "a/g/in", "d", "d/h"]);
  t.match((await on.restore(days[2]?.point as Point, ["x/q"])).outcome, {
    diagnostic: { code: "directory-path-missing" },
  });

  const [full] = on.files().filter((name) => name.endsWith(".tar.zst"));
  t.equal(on.files().filter((name) => name.endsWith(".snar")).length, 1, "only the newest state is needed");
  const path = join(on.root, "archives", "rdump-joke", "root", full ?? "");
  const content = readFileSync(path);
  content[20] = (content[20] ?? 0) ^ 1;
  writeFileSync(path, content);
  t.match((await on.restore(days[1]?.point as Point)).outcome, {
    ...{ status: "failed", diagnostic: { code: "directory-archive-damaged" }, proof: { verdict: "failed" } },
  });
  rmSync(path);
  const { points, diagnostics } = await on.observe();
  t.same(points, [], "no point without its base");
  t.same(
    diagnostics.map(({ code }) => code),
    ["directory-archive-missing", "directory-base-missing"],
  );
});

t.test(
  "an archive is full if the base or its state cannot be used, or the excludes changed",
  { skip: MISSING },
  async (t) => {
    const on = bench(t);
    on.sh("mkdir d ; echo 1 > d/a ; echo 2 > b");
    const first = (await on.archive(null)).point;
    on.exclude([
      {
        text: "/d/a",
        parts: [
          { kind: "name", pieces: [{ kind: "text", text: "d" }] },
          { kind: "name", pieces: [{ kind: "text", text: "a" }] },
        ],
      },
    ]);
    const second = (await on.archive(first)).point;
    t.equal(second?.base, undefined, "an excluded file would count as unchanged");
    on.exclude([]);
    const third = (await on.archive(second)).point;
    t.equal(third?.base, undefined);
    t.ok((await on.restore(third as Point)).listing.some((line) => line.startsWith("d/a\t")));

    const [state = ""] = on.files().filter((name) => name.endsWith(".snar"));
    writeFileSync(join(on.root, "archives", "rdump-joke", "root", state), "GNU tar-1.34-2\n0\x000\0");
    const fourth = await on.archive(third);
    t.match(fourth, { point: { state: "complete" }, outcome: { warnings: [{ code: "directory-state-unusable" }] } });
    t.equal(fourth.point?.base, undefined);
    const fifth = await on.archive({ ...(fourth.point as Point), id: "a".repeat(64) });
    t.match(fifth.outcome, { status: "done", warnings: [{ code: "directory-state-unusable" }] });
    const sixth = (await on.archive(fifth.point)).point;
    t.equal(sixth?.base, fifth.point?.id);
    on.say("tar: ./e: Directory has been renamed from './d'");
    const seventh = await on.archive(sixth);
    t.match(seventh, { point: { state: "complete" }, outcome: { warnings: [{ code: "directory-state-unusable" }] } });
    t.equal(seventh.point?.base, undefined, "a restore would rename a directory");
    t.same((await on.restore(seventh.point as Point)).listing, on.listing());
    t.same(readdirSync(join(on.root, "runs")), [], "no files of the run stay");
  },
);

t.test("an archive of another source is full: its files can be older than the base", { skip: MISSING }, async (t) => {
  const on = bench(t);
  on.sh("echo 1 > a");
  const first = await on.archive(null, { disk: "one" });
  const isFull = { outcome: { warnings: [{ code: "directory-state-unusable" }] }, point: { base: undefined } };
  const second = await on.archive(first.point, { disk: "two" });
  t.match(second, isFull, "another disk at the same path");
  const third = await on.archive(second.point);
  t.equal(third.point?.base, second.point?.id, "a disk that is not known is no other one");
  t.match(await on.archive(third.point, { disk: "one" }), isFull, "the disk is known from the archive before");
  t.match(await on.archive(third.point, { name: "plain /other" }), isFull, "another path in the config");

  const [newest = ""] = on
    .files()
    .filter((name) => name.endsWith(".rdump.json"))
    .slice(-1);
  const path = join(on.root, "archives", "rdump-joke", "root", newest);
  const { readFrom: _, ...before } = JSON.parse(readFileSync(path, "utf8"));
  writeFileSync(path, `${JSON.stringify(before, null, 2)}\n`);
  const { points } = await on.observe();
  const old = points.find(({ name }) => newest.startsWith(name)) ?? null;
  t.match(old, { state: "complete" }, "a manifest of before counts");
  t.match(await on.archive(old), isFull);
});
