import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openLocalHost } from "@rdump/core/host";
import { commandResult, type RunIo, runAt, type StageResult } from "@rdump/core/provider";
import t from "tap";
import { archivesIn } from "../../../src/discovery/archives.ts";
import { extractHandler } from "../../../src/formats/tar/extract.ts";
import { manifestText } from "../../../src/manifest.ts";
import { markerText } from "../../../src/marker.ts";

const RUN = runAt("20261122T200640Z-00000001", Date.UTC(2026, 10, 22, 20, 6, 40));
const BASE = `root-${RUN.id}`;

/** The outcome when tar ends with status 2 and prints these lines. */
async function extracted(location: string, lines: readonly string[]) {
  const directory = "rdump-joke/root";
  mkdirSync(join(location, directory), { recursive: true, mode: 0o700 });
  writeFileSync(join(location, "rdump-directory.json"), markerText("a".repeat(64)), { mode: 0o600 });
  const sha256 = createHash("sha256").update("content").digest("hex");
  const manifest = manifestText({
    ...{ format: "tar", owner: "joke", volume: "root", run: RUN.id, machine: null },
    ...{ time: RUN.time, bytes: 7, sha256 },
    ...{ files: 1, sourceBytes: 1, missing: 0, missingPaths: [] },
  });
  writeFileSync(join(location, directory, `${BASE}.tar.zst`), "content");
  writeFileSync(join(location, directory, `${BASE}.rdump.json`), manifest, { mode: 0o600 });
  const local = openLocalHost({ env: { PATH: process.env.PATH ?? "" }, signal: new AbortController().signal });
  const stages = [0, 2].map((exitCode, index): StageResult => {
    return {
      name: `stage ${index}`,
      exitCode,
      signal: null,
      notStarted: null,
      stopped: false,
      stderr: Buffer.alloc(0),
    };
  });
  const io: RunIo = {
    ...local,
    run: async (_step, listener) => {
      for (const line of lines) listener?.stderr?.(Buffer.from(line));
      return { ...commandResult({ exitCode: 2 }), stages };
    },
  };
  const { archives } = await archivesIn(io, location, directory);
  const input = {
    ...{ access: { name: "disk", location }, directory, base: BASE, to: join(location, "to"), paths: [], also: [] },
    ...{ archive: { id: archives[0]?.point.id ?? "", name: BASE }, rootOnly: false, before: [] },
  };
  const context = { run: RUN, io, verifyTree: async () => null, counted: async () => null, progress: () => {} };
  return extractHandler.run({ ...context, input });
}

t.test("a full disk is a failed restore, and no failed proof", async (t) => {
  for (const why of ["No space left on device", "Disk quota exceeded"]) {
    const outcome = await extracted(t.testdir(), [
      "tar: ./a: Cannot chown: Operation not permitted",
      `tar: ./b: Cannot write: ${why}`,
    ]);
    t.match(outcome, { status: "failed", diagnostic: { code: "directory-restore-full" } });
    t.notOk("proof" in outcome && outcome.proof);
  }
  const warned = await extracted(t.testdir(), [
    "tar: ./No space left on device: Cannot chown: Operation not permitted",
  ]);
  t.match(warned, { status: "done", warnings: [{ code: "directory-restore-warned" }] });
});
