import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLocalHost } from "@rdump/core/host";
import { type RunIo, runAt } from "@rdump/core/provider";
import t from "tap";
import type { CreateInput } from "../../src/formats/tar/inputs.ts";
import { directoryProvider } from "../../src/index.ts";
import { markerText } from "../../src/marker.ts";

const MISSING = spawnSync("zstd", ["--version"]).error === undefined ? false : "zstd is not installed";

t.test(
  "another disk of the rotation that is mounted meanwhile gets no part of an archive",
  { skip: MISSING },
  async (t) => {
    const root = mkdtempSync(join(tmpdir(), "rdump-swapped-"));
    t.teardown(() => rmSync(root, { recursive: true, force: true }));
    const at = (...names: string[]) => join(root, ...names);
    for (const name of ["source", "runs", "archives/rdump-joke/root"])
      mkdirSync(at(name), { recursive: true, mode: 0o700 });
    writeFileSync(at("source/file"), "file");
    cpSync(at("archives"), at("other"), { recursive: true });
    for (const [name, digit] of [
      ["archives", "a"],
      ["other", "b"],
    ] as const)
      writeFileSync(at(name, "rdump-directory.json"), markerText(digit.repeat(64)), { mode: 0o600 });
    const io = openLocalHost({
      env: { PATH: process.env.PATH ?? "" },
      signal: new AbortController().signal,
      shielded: [],
    });
    const handler = directoryProvider().actions.find(({ kind }) => kind === "directory/archive");
    if (handler === undefined) throw new Error("no handler");
    const input: CreateInput = {
      ...{ access: { name: "disk", location: at("archives") }, owner: "joke", volume: "root", unfinished: [] },
      ...{ previous: null, integrityFiles: [], live: true, runFiles: at("runs"), levels: null },
      source: { path: at("source"), mounted: false, root: false, exclude: [], excludeCaches: false, compression: 3 },
    };
    const exchange = () => {
      renameSync(at("archives"), at("aside"));
      renameSync(at("other"), at("archives"));
      renameSync(at("aside"), at("other"));
    };
    const filesIn = (name: string) => readdirSync(at(name, "rdump-joke/root")).sort();
    const outcomes: string[] = [];
    for (let number = 0, isMet = true; isMet; number++) {
      let count = 0;
      const hooked: RunIo = {
        ...io,
        run(step, listener) {
          if (count++ === number) exchange();
          return io.run(step, listener);
        },
      };
      const run = runAt(`20261122T200640Z-${String(number).padStart(8, "0")}`, Date.UTC(2026, 10, 22, 20, 6, 40));
      const before = filesIn("archives").length;
      const context = { run, verifyTree: async () => null, counted: async () => null, progress: () => {} };
      const outcome = await handler.run({ ...context, input: { ...input }, io: hooked });
      isMet = count > number;
      if (isMet) exchange();
      t.strictSame(filesIn("other"), [], `exchanged before step ${number}`);
      outcomes.push(outcome.status === "failed" ? outcome.diagnostic.code : outcome.status);
      if (outcome.status === "done") t.equal(filesIn("archives").length, before + 2, "an archive and its manifest");
      else t.notOk(existsSync(at("archives/rdump-joke/root", `root-${run.id}.rdump.json`)));
    }
    t.comment(outcomes);
    t.equal(outcomes.at(-1), "done");
    t.equal(outcomes.filter((each) => each === "done").length, 1);
  },
);
