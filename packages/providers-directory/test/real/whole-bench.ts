import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRequest, discoveryRequest } from "@rdump/core/conformance";
import { openLocalHost } from "@rdump/core/host";
import {
  addressOf,
  type DirectoryRepository,
  type Group,
  type Json,
  type Outcome,
  type Point,
  type Repository,
  runAt,
  stampOf,
  type Tree,
} from "@rdump/core/provider";
import type { Test } from "tap";
import { directoryProvider } from "../../src/index.ts";

export function sh(script: string, cwd = "/"): string {
  const { status, stdout, stderr } = spawnSync("sh", ["-ec", script], { cwd, encoding: "latin1" });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
}

/** Why these programs cannot be tried with an image of a file system here. */
export function whyNoImage(...programs: readonly string[]): string | false {
  for (const program of [...programs, "zstd"])
    if (spawnSync(program, ["--version"]).error !== undefined) return `${program} is not installed`;
  const tried = spawnSync("sh", ["-ec", "losetup --find && unshare --mount mount -t tmpfs none /mnt"]);
  return tried.status === 0 ? false : "this machine does not let its root mount an image";
}

export const provider = directoryProvider();

interface FileSystem {
  readonly format: "dump" | "xfsdump";
  /** Makes a file system in the file `image`. */
  readonly make: string;
  readonly levels?: NonNullable<DirectoryRepository["levels"]>;
}

/** A file system that is mounted as the snapshot of a logical volume is. `fill`: a script that runs in its root. */
export function bench(t: Test, { format, make, levels }: FileSystem, fill: string) {
  const root = mkdtempSync(join(tmpdir(), "rdump-whole-"));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  for (const name of ["tree", "runs"]) mkdirSync(join(root, name));
  sh(make, root);
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
      ...{ type: "directory", name: "disk", location: join(root, "archives"), format, compression: 1 },
      ...(levels === undefined ? {} : { levels }),
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
    const now = levels === undefined ? Date.UTC(2026, 10, 22, 20, 6, 40) : Date.now();
    const run = runAt(`${stampOf(now)}-${String(++number).padStart(8, "0")}`, now);
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
    archive: async (base: Point | null = null) => {
      const { facts } = await observe();
      const proposals = provider.keepers["archives/directory"]?.create(
        createRequest({
          owner: "joke",
          group: group(),
          facts,
          tree,
          base,
          previous: base,
          runFiles: join(root, "runs"),
        }),
      );
      const outcomes: Outcome[] = [];
      for (const each of proposals ?? []) outcomes.push(await perform(each));
      const { points } = await observe();
      const [outcome] = outcomes.slice(-1);
      const made = outcome?.status === "done" ? outcome.made : null;
      return { outcome, point: points.find(({ id }) => id === made?.id) ?? points.at(-1) };
    },
    /** As `rdump bootstrap` reads a file of an archive. */
    file: async (point: Point, path: string, most = 1000) => {
      const directory = join(root, `closed-${++number}`);
      mkdirSync(directory, { mode: 0o700 });
      const { repository } = group();
      const bytes = await provider.bootstrap?.directory?.file(repository as Repository, point, path, most, {
        ...io,
        directory,
      });
      return bytes?.toString("utf8");
    },
    restore: async (point: Point, paths: readonly string[] = [], rootOnly = false, below = root) => {
      const to = join(below, `restored-${++number}`);
      mkdirSync(to, { mode: 0o700 });
      const { facts } = await observe();
      const { claim } = createRequest({ owner: "joke", group: group(), facts, tree });
      const scratch = { mount: "/run/rdump", dataset: "rdump-scan" };
      const request = { owner: "joke", claim, group: group(), facts, point, scratch };
      const reading = provider.readers?.["archives/directory"]?.read(request);
      if (reading?.kind !== "extracted") throw new Error("not extracted");
      const proposal = rootOnly ? (reading.extractRoot?.(to) ?? null) : reading.extract(to, paths);
      return { outcome: proposal === null ? null : await perform(proposal), to };
    },
  };
}

/** What each of the formats restores: times have whole seconds. */
export function listing(directory: string): readonly string[] {
  const found = sh("find . -printf '%P %y %m %U %n %Ts %l|\\n'", directory).split("\n");
  const content = sh("find . -type f -exec sha256sum {} +", directory);
  return [...found.sort(), ...content.split("\n").sort()];
}

export const FILL = `
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

/** `missing`: the code for a path that the archive does not have. The tree has `a/b/file` and `link`. */
export async function readsOneFile(t: Test, on: ReturnType<typeof bench>, missing: string): Promise<void> {
  const { point } = await on.archive();
  if (point === undefined) throw new Error("no point");
  t.equal(await on.file(point, "a/b/file"), "content\n");
  const refused: readonly (readonly [string, number, string])[] = [
    ["a/none", 1000, missing],
    ["link/passwd", 1000, missing],
    ["link", 1000, "directory-failed"],
    ["a/b", 1000, "directory-failed"],
    ["a/b/file", 7, "directory-failed"],
  ];
  for (const [path, most, code] of refused) {
    const failure = await on.file(point, path, most).catch((error: unknown) => error);
    t.match(failure, { diagnostics: [{ code }] }, path);
  }
}
