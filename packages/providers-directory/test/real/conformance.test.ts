import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRequest, discoveryRequest, keeperClaims } from "@rdump/core/conformance";
import { openLocalHost } from "@rdump/core/host";
import { addressOf, commandResult, type Group, runAt, type Step, type TargetOf, type Tree } from "@rdump/core/provider";
import t from "tap";
import type { CreateInput } from "../../src/formats/tar/inputs.ts";
import { directoryProvider } from "../../src/index.ts";

const MISSING = spawnSync("zstd", ["--version"]).error === undefined ? false : "zstd is not installed";

function groupIn(root: string): Group<TargetOf<"archives/directory">> {
  const address = addressOf("root", "archives", "disk");
  const keep = { last: 0, hourly: 0, daily: 7, weekly: 0, monthly: 0, yearly: 0, within: null };
  return {
    address,
    volume: {
      name: "root",
      parent: null,
      source: { type: "plain", path: "/", mustBeMounted: false },
      ...{ exclude: [], excludeCaches: false, integrity: null, targets: [], hooks: null, verify: null },
    },
    target: {
      kind: "archives",
      targetType: "archives/directory",
      repository: "disk",
      address,
      every: { kind: "calendar", unit: "daily" },
      keep,
    },
    repository: {
      type: "directory",
      name: "disk",
      location: join(root, "archives"),
      ...{ format: "tar", compression: 1, check: null, compact: null },
    },
  };
}

t.test("archives of tar pass the conformance suite of keepers", { skip: MISSING }, async (t) => {
  const root = mkdtempSync(join(tmpdir(), "rdump-directory-"));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  for (const name of ["tree", "runs"]) mkdirSync(join(root, name));
  writeFileSync(join(root, "tree", "file"), "content");
  const provider = directoryProvider();
  const env = { PATH: process.env.PATH ?? "", TAR_OPTIONS: "--never-seen-by-a-command" };
  const io = openLocalHost({ env, signal: new AbortController().signal, shielded: provider.shielded });
  const group = groupIn(root);
  const tree: Tree = {
    ...{ id: "tree root", volume: "root", verifier: "fs/source", path: join(root, "tree"), origin: null },
    ...{ mounted: false, live: true, root: false, input: null, scopes: [] },
  };
  const claims = keeperClaims({
    ...{ provider, io, group, tree, owner: "joke" },
    runs: [
      runAt("20261122T200640Z-00000001", Date.UTC(2026, 10, 22, 20, 6, 40)),
      runAt("20261123T200640Z-00000002", Date.UTC(2026, 10, 23, 20, 6, 40)),
    ],
  });
  for (const claim of claims) await t.resolves(claim.check(), claim.says);

  const observe = async () => {
    const { groups } = await provider.discover(discoveryRequest({ owner: "joke", groups: [group] }), io);
    const [{ points, diagnostics, gap, facts } = { points: [], diagnostics: [], gap: null, facts: null }] = groups;
    return {
      points,
      facts,
      states: points.map(({ state }) => state),
      codes: diagnostics.map(({ code }) => code),
      gap: gap?.code,
    };
  };
  const place = join(root, "archives", "rdump-joke", "root");
  const [archive = "", manifest = ""] = readdirSync(place).sort().reverse();
  t.same([archive, manifest], ["root-20261123T200640Z-00000002.tar.zst", "root-20261123T200640Z-00000002.rdump.json"]);

  // Files of a killed run are invalid points; files of others are none.
  writeFileSync(join(place, "root-20261124T200640Z-0000000a@0123456789abcdef.tar.zst.part"), "half");
  writeFileSync(join(place, "notes.txt"), "mine");
  writeFileSync(join(place, "other-20261124T200640Z-0000000a.tar.zst"), "not of this volume");
  t.same((await observe()).states.sort(), ["complete", "invalid"]);

  // Of this machine: removed before the next archive, since the disk may be full. The other machine may be at it now.
  const killed = "root-20261124T200640Z-0000000c";
  writeFileSync(join(place, `${killed}.tar.zst.part`), "half");
  const { facts, points } = await observe();
  t.match(facts, { unfinished: [killed] });
  const previous = points.find(({ state }) => state === "complete") ?? null;
  const [proposal] =
    provider.keepers["archives/directory"]?.create(createRequest({ owner: "joke", group, facts, tree, previous })) ??
    [];
  const handler = provider.actions.find(({ kind }) => kind === proposal?.kind);
  if (proposal === undefined || handler === undefined) throw new Error("nothing to do");
  const third = runAt("20261125T200640Z-00000003", Date.UTC(2026, 10, 25, 20, 6, 40));
  const run = (input: typeof proposal.input, by = io) =>
    handler.run({
      ...{ input, run: third, io: by },
      ...{ verifyTree: async () => null, counted: async () => null, progress: () => {} },
    });
  const broken = { ...(proposal.input as CreateInput), runFiles: join(root, "none") };
  t.match(await run(broken), { status: "failed", diagnostic: { code: "directory-left-out-not-written" } });
  const isManifest = (step: Step) => step.do === "write" && step.path.endsWith(".rdump.json");
  const full: typeof io = {
    ...io,
    run: async (step, listener) => (isManifest(step) ? commandResult({ exitCode: 1 }) : io.run(step, listener)),
  };
  t.match(await run(proposal.input, full), { status: "failed", diagnostic: { code: "directory-not-written" } });
  t.notMatch(readdirSync(place).join(), third.id, "a file without its manifest uses no space");
  t.match(await run(proposal.input), { status: "done", moved: { files: 1 } });
  const parts = readdirSync(place).filter((name) => name.endsWith(".part"));
  t.same(parts, ["root-20261124T200640Z-0000000a@0123456789abcdef.tar.zst.part"]);
  for (const end of [".tar.zst", ".rdump.json"]) rmSync(join(place, `root-${third.id}${end}`));

  // Hostile manifests: a link, another archive's, a wrong size, an endless text.
  const good = readFileSync(join(place, manifest), "utf8");
  const fake = (number: number, content: string) => {
    writeFileSync(join(place, `root-2026112${number}T000000Z-00000000.rdump.json`), content, { mode: 0o600 });
  };
  symlinkSync(join(place, manifest), join(place, "root-20261125T200640Z-0000000b.rdump.json"));
  fake(1, good);
  fake(2, good.replaceAll(/"volume": ".*"/g, '"volume": "../../etc"'));
  fake(3, "x".repeat(2_000_000));
  writeFileSync(join(place, archive), "truncated");
  const seen = await observe();
  t.same(seen.states, ["invalid"]);
  t.same(seen.codes.sort(), ["directory-archive-missing", ...Array(4).fill("directory-manifest-invalid")]);

  rmSync(join(root, "archives", "rdump-directory.json"));
  t.same((await observe()).gap, "directory-marker-missing", "no new identity is made over archives");
});
