import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLocalHost } from "@rdump/core/host";
import { runAt } from "@rdump/core/provider";
import t from "tap";
import { HOSTILE_USER, nestDirectories } from "../../../../testing/hostile-user.ts";
import { archivesIn } from "../../src/discovery/archives.ts";
import type { CreateInput, RestoreInput } from "../../src/formats/tar/inputs.ts";
import { directoryProvider } from "../../src/index.ts";
import { type Base, manifestText } from "../../src/manifest.ts";
import { markerText } from "../../src/marker.ts";

const MISSING = spawnSync("zstd", ["--version"]).error === undefined ? false : "zstd is not installed";
const RUN = runAt("20261122T200640Z-00000001", Date.UTC(2026, 10, 22, 20, 6, 40));
const BASE = `root-${RUN.id}`;

t.test("a changed archive writes nothing outside of the destination", { skip: MISSING }, async (t) => {
  const root = mkdtempSync(join(tmpdir(), "rdump-hostile-"));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  const at = (...names: string[]) => join(root, ...names);
  const directory = "rdump-joke/root";
  for (const name of ["victim", "made/below", `archives/${directory}`]) mkdirSync(at(name), { recursive: true });
  writeFileSync(at("archives", "rdump-directory.json"), markerText("a".repeat(64)), { mode: 0o600 });
  const env = { PATH: process.env.PATH ?? "" };
  const io = openLocalHost({ env, signal: new AbortController().signal, shielded: [] });
  const handler = directoryProvider().actions.find(({ kind }) => kind === "directory/extract");
  if (handler === undefined) throw new Error("no handler");

  /** Puts an archive into its place, with a manifest that fits. */
  const store = (archive: Buffer, sha256?: string, run = RUN, base: Base | null = null) => {
    const levels = { base, level: base === null ? 0 : 1, state: null, excludes: "" };
    const content = execFileSync("zstd", ["--quiet", "--stdout"], { input: archive });
    const manifest = manifestText({
      ...{ format: "tar", owner: "joke", volume: "root", run: run.id, machine: null, time: run.time },
      ...{ bytes: content.length, sha256: sha256 ?? createHash("sha256").update(content).digest("hex") },
      ...{ files: 1, sourceBytes: 1, missing: 0, missingPaths: [], levels },
    });
    writeFileSync(at("archives", directory, `root-${run.id}.tar.zst`), content);
    writeFileSync(at("archives", directory, `root-${run.id}.rdump.json`), manifest, { mode: 0o600 });
  };
  const archiveOf = (...words: readonly string[]) =>
    execFileSync("tar", ["--create", "--absolute-names", ...words], { cwd: at("made/below") });
  const restored = async (paths: readonly string[] = [], isLast = false) => {
    rmSync(at("to"), { recursive: true, force: true });
    mkdirSync(at("to"));
    const { archives } = await archivesIn(io, at("archives"), directory);
    const places = archives.map(({ base, point: { id } }) => ({ directory, base, archive: { id, name: base } }));
    const [before, place] = isLast ? [places.slice(0, 1), places[1]] : [[], places[0]];
    if (place === undefined) throw new Error("no archive");
    const input: RestoreInput = {
      access: { name: "disk", location: at("archives") },
      ...{ ...place, before },
      ...{ to: at("to"), paths, also: ["2sure.dat.gz"], rootOnly: false },
    };
    const context = { run: RUN, io, verifyTree: async () => null, counted: async () => null, progress: () => {} };
    const outcome = await handler.run({ ...context, input: { ...input } });
    return outcome.status === "failed" ? outcome.diagnostic.code : outcome.status;
  };

  writeFileSync(at("made/planted"), "planted");
  writeFileSync(at("made/below/file"), "file");
  store(archiveOf("../planted", at("made/planted"), "./file"));
  t.equal(await restored(), "directory-archive-outside");
  t.notOk(existsSync(at("planted")));

  // A link that leads away, and then a file below its name.
  symlinkSync(at("victim"), at("made/below/link"));
  const link = archiveOf("./link").subarray(0, 512);
  rmSync(at("made/below/link"));
  mkdirSync(at("made/below/link"));
  writeFileSync(at("made/below/link/file"), "planted");
  store(Buffer.concat([link, archiveOf("./link/file")]));
  t.equal(await restored(), "done");
  t.same(readdirSync(at("victim")), []);

  // The link is there when tar extracts the next archive.
  store(Buffer.concat([link, Buffer.alloc(1024)]));
  const { archives } = await archivesIn(io, at("archives"), directory);
  const next = runAt("20261123T200640Z-00000002", Date.UTC(2026, 10, 23, 20, 6, 40));
  store(archiveOf("--format=posix", "./link/file"), undefined, next, { id: archives[0]?.point.id ?? "", name: BASE });
  t.equal(await restored([], true), "directory-archive-outside");
  t.same(readdirSync(at("victim")), []);
  t.same(readdirSync(at("to")), []);
  for (const end of ["tar.zst", "rdump.json"]) rmSync(at("archives", directory, `root-${next.id}.${end}`));

  store(archiveOf("./file"));
  t.equal(await restored(["file"]), "done");
  t.equal(await restored(["other"]), "directory-path-missing");
  store(archiveOf("./file"), "0".repeat(64));
  t.equal(await restored(), "directory-archive-damaged");
  t.same(readdirSync(at("to")), []);
});

const NOT_ROOT = process.getuid?.() === 0 ? false : "needs the rights of root";

t.test(
  "a tree that is too deep for tar does not prevent the backup of others",
  { skip: MISSING || NOT_ROOT },
  async (t) => {
    const root = mkdtempSync(join(tmpdir(), "rdump-deep-"));
    // No path reaches what is in it, and Node removes by paths.
    t.teardown(() => spawnSync("rm", ["-rf", root]));
    spawnSync("chmod", ["a+rx", root]);
    const at = (...names: string[]) => join(root, ...names);
    for (const name of ["tree/mallory", "archives", "runs"]) mkdirSync(at(name), { recursive: true });
    writeFileSync(at("archives", "rdump-directory.json"), markerText("a".repeat(64)), { mode: 0o600 });
    writeFileSync(at("tree", "victim"), "kept");
    chownSync(at("tree", "mallory"), HOSTILE_USER, HOSTILE_USER);
    // tar 1.34 dies at some 10,000 levels with a stack of 8 MiB.
    nestDirectories(at("tree", "mallory"), "d", 11_000);
    nestDirectories(at("tree", "mallory"), "x".repeat(250), 30);
    nestDirectories(at("tree", "mallory"), "e", 1500);
    const env = { PATH: process.env.PATH ?? "" };
    const io = openLocalHost({ env, signal: new AbortController().signal, shielded: [] });
    const handler = directoryProvider().actions.find(({ kind }) => kind === "directory/archive");
    if (handler === undefined) throw new Error("no handler");
    const source = { path: at("tree"), mounted: false, root: false, exclude: [], excludeCaches: false, compression: 1 };
    const input: CreateInput = {
      ...{ access: { name: "disk", location: at("archives") }, owner: "joke", volume: "root", source },
      ...{ runFiles: at("runs"), live: true, levels: null, previous: null, unfinished: [], integrityFiles: [] },
    };
    const context = { run: RUN, io, verifyTree: async () => null, counted: async () => null, progress: () => {} };
    const outcome = await handler.run({ ...context, input: { ...input, source: { ...source } } });
    t.match(outcome, { status: "failed", diagnostic: { code: "directory-files-unreadable" } });
    const { archives } = await archivesIn(io, at("archives"), "rdump-joke/root");
    t.match(archives, [{ point: { state: "incomplete" } }]);
    t.ok((archives[0]?.manifest?.missing ?? 0) > 0);
    const listed = spawnSync(
      "tar",
      ["--list", "--zstd", `--file=${at("archives", "rdump-joke/root", `${BASE}.tar.zst`)}`],
      {
        maxBuffer: 1024 * 1024 * 1024,
      },
    );
    const names = listed.stdout.toString("latin1").split("\n");
    t.ok(names.includes("./victim"), "everybody else's files are in it");
    t.ok(names.includes(`./mallory/${"e/".repeat(1500)}leaf`), "with what is not too deep");
    t.ok(
      names.every((name) => name.length <= 4096),
      "and nothing that could not be restored",
    );
  },
);
