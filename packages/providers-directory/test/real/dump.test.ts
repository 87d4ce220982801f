import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRequest, discoveryRequest, excludeOf, keeperClaims } from "@rdump/core/conformance";
import { openLocalHost } from "@rdump/core/host";
import { addressOf, type Group, type Json, type Outcome, type Point, runAt, type Tree } from "@rdump/core/provider";
import t, { type Test } from "tap";
import { directoryProvider } from "../../src/index.ts";

function sh(script: string, cwd = "/"): string {
  const { status, stdout, stderr } = spawnSync("sh", ["-ec", script], { cwd, encoding: "latin1" });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
}

/** Why dump cannot be tried here. */
function whyNot(): string | false {
  for (const program of ["dump", "restore", "mkfs.ext4", "zstd"])
    if (spawnSync(program, ["--version"]).error !== undefined) return `${program} is not installed`;
  const tried = spawnSync("sh", ["-ec", "losetup --find && unshare --mount mount -t tmpfs none /mnt"]);
  return tried.status === 0 ? false : "this machine does not let its root mount an image";
}

const skip = whyNot();
const provider = directoryProvider();

/** An ext4 that is mounted as the snapshot of a logical volume is. */
function bench(t: Test, fill: string) {
  const root = mkdtempSync(join(tmpdir(), "rdump-dump-"));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  for (const name of ["tree", "runs"]) mkdirSync(join(root, name));
  sh("truncate --size=8M image && mkfs.ext4 -q -F image", root);
  const device = sh("losetup --find --show image", root);
  t.teardown(() => spawnSync("losetup", ["--detach", device]));
  const path = join(root, "tree");
  sh(`mount -o noatime ${device} ${path}`);
  t.teardown(() => spawnSync("umount", [path]));
  sh(fill, path);
  const env = { PATH: process.env.PATH ?? "" };
  const io = openLocalHost({ env, signal: new AbortController().signal, shielded: provider.shielded });
  const address = addressOf("root", "archives", "disk");
  const target = {
    ...({ kind: "archives", targetType: "archives/directory", repository: "disk", address } as const),
    every: { kind: "calendar", unit: "daily" } as const,
    keep: { last: 0, hourly: 0, daily: 7, weekly: 0, monthly: 0, yearly: 0, within: null },
  };
  const group = (details: Partial<Group["volume"]> = {}): Group<typeof target> => ({
    ...{ address, target },
    volume: {
      ...{ name: "root", parent: null, source: { type: "lvm", vg: "vg", lv: "root", mount: path, snapshotSize: null } },
      ...{ exclude: [], excludeCaches: false, integrity: null, targets: [target], hooks: null, verify: null },
      ...details,
    },
    repository: {
      ...{ type: "directory", name: "disk", location: join(root, "archives"), format: "dump", compression: 1 },
      ...{ check: null, compact: null },
    },
  });
  const tree: Tree = {
    ...{ id: "tree root", volume: "root", verifier: "lvm/snapshot", path, origin: "/", device },
    ...{ mounted: true, live: false, root: true, input: null, scopes: [] },
  };
  let number = 0;
  const perform = ({ kind, input }: { readonly kind: string; readonly input: Json }): Promise<Outcome> => {
    const handler = provider.actions.find((each) => each.kind === kind);
    if (handler === undefined) throw new Error(kind);
    const run = runAt(`20261122T200640Z-0000000${++number}`, Date.UTC(2026, 10, 22, 20, 6, 40));
    return handler.run({
      ...{ input, run, io },
      ...{ verifyTree: async () => null, counted: async () => null, progress: () => {} },
    });
  };
  const observe = async (details: Partial<Group["volume"]> = {}) => {
    const request = discoveryRequest({ owner: "joke", groups: [group(details)] });
    const [seen] = (await provider.discover(request, io)).groups;
    if (seen === undefined) throw new Error("no group");
    return seen;
  };
  return {
    ...{ root, path, io, tree, group: group(), observe, place: join(root, "archives", "rdump-joke", "root") },
    archive: async () => {
      const { facts } = await observe();
      const proposals = provider.keepers["archives/directory"]?.create(
        createRequest({ owner: "joke", group: group(), facts, tree }),
      );
      const outcomes: Outcome[] = [];
      for (const each of proposals ?? []) outcomes.push(await perform(each));
      const { points } = await observe();
      return { outcome: outcomes.at(-1), point: points.at(-1) };
    },
    restore: async (point: Point, paths: readonly string[] = [], rootOnly = false) => {
      const to = join(root, `restored-${++number}`);
      mkdirSync(to, { mode: 0o700 });
      const { facts } = await observe();
      const { claim } = createRequest({ owner: "joke", group: group(), facts, tree });
      const scratch = { mount: "/run/rdump", dataset: "rdump-scan" };
      const request = { owner: "joke", claim, group: group(), facts, point, scratch };
      const reading = provider.readers?.["archives/directory"]?.read(request);
      if (reading?.kind !== "extracted" || reading.extractRoot === null) throw new Error("not extracted");
      const outcome = await perform(rootOnly ? reading.extractRoot(to) : reading.extract(to, paths));
      return { outcome, to, listing: listing(to) };
    },
  };
}

/** What a restore of dump gives back: times have whole seconds. */
function listing(directory: string): readonly string[] {
  const found = sh("find . -printf '%P %y %m %U %n %Ts %l|\\n'", directory).split("\n");
  const content = sh("find . -type f -exec sha256sum {} +; getfattr -d -m user -R . 2>/dev/null || true", directory);
  return [...found.sort(), ...content.split("\n").sort()];
}

const FILL = `
mkdir -p a/b "$(printf 'line\\nbreak')"
echo content > a/b/file
ln a/b/file hard
ln -s /etc link
mkfifo fifo
mknod null c 1 3
truncate --size=1M sparse && printf x | dd of=sparse bs=1 seek=500000 conv=notrunc status=none
setfattr -n user.note -v kept a/b/file
chown 1234:55 a && chmod 0711 a && chmod 0751 .
touch --date=2001-01-01T00:00:00Z a/b/file a
`;

t.test("archives of dump pass the conformance suite of keepers", { skip }, async (t) => {
  const { group, tree, io, place } = bench(t, FILL);
  const claims = keeperClaims({
    ...{ provider, io, group, tree, owner: "joke" },
    runs: [
      runAt("20261122T200640Z-00000001", Date.UTC(2026, 10, 22, 20, 6, 40)),
      runAt("20261123T200640Z-00000002", Date.UTC(2026, 10, 23, 20, 6, 40)),
    ],
  });
  for (const claim of claims) await t.resolves(claim.check(), claim.says);
  t.same(readdirSync(place).sort(), [
    "root-20261123T200640Z-00000002.dump.zst",
    "root-20261123T200640Z-00000002.rdump.json",
  ]);
});

t.test("a restore of dump is equal to the snapshot", { skip }, async (t) => {
  const on = bench(t, FILL);
  // The files are in memory only, and the device is read.
  writeFileSync(join(on.path, "late"), "late");
  const { outcome, point } = await on.archive();
  t.match(outcome, { status: "done", moved: { files: 6 } });
  if (point === undefined) throw new Error("no point");
  const whole = await on.restore(point);
  t.match(whole.outcome, { status: "done", warnings: [] });
  t.same(whole.listing, listing(on.path));
  t.ok(Number(sh("stat --format=%b sparse", whole.to)) < 100, "holes stay holes");

  const some = await on.restore(point, ["a/b/file"]);
  t.match(some.outcome, { status: "done", warnings: [] });
  t.same(sh("find . -printf '%P %m %U\\n'", some.to).split("\n").sort(), [
    "751 0",
    "a 711 1234",
    "a/b 755 0",
    "a/b/file 644 0",
  ]);
  t.match((await on.restore(point, ["none"])).outcome, { diagnostic: { code: "directory-path-missing" } });
  const root = await on.restore(point, [], true);
  t.equal(sh("find . -printf '%P %m\\n'", root.to).trim(), "751");

  const [file = ""] = readdirSync(on.place);
  const content = readFileSync(join(on.place, file));
  content[content.length - 20] = 255 - (content[content.length - 20] ?? 0);
  writeFileSync(join(on.place, file), content);
  t.match((await on.restore(point)).outcome, { diagnostic: { code: "directory-archive-damaged" } });
});

t.test("names that dump loses make the archive incomplete", { skip }, async (t) => {
  const on = bench(t, `touch ${"n".repeat(255)} ${"m".repeat(254)}`);
  const { outcome, point } = await on.archive();
  t.match(outcome, { status: "failed", diagnostic: { code: "directory-names-lost" } });
  t.match(point, { state: "incomplete" });
});

t.test("a source that dump cannot store gets no archive", { skip }, async (t) => {
  const on = bench(t, "true");
  t.equal((await on.observe()).obstacle, undefined);
  const source = { type: "lvm", vg: "vg", lv: "root", mount: "/proc", snapshotSize: null } as const;
  const cases: readonly Partial<Group["volume"]>[] = [
    { source },
    { source: { type: "plain", path: on.path, mustBeMounted: false } },
    { exclude: [excludeOf("/tmp")] },
    { targets: [] },
  ];
  for (const details of cases) {
    const { obstacle, gap, diagnostics } = await on.observe(details);
    t.match(obstacle, { code: "directory-format-unsuitable" });
    t.equal(gap, null, "points can be restored");
    t.match(diagnostics.at(-1), obstacle ?? {});
  }
});
