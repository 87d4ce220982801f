import type { RunEntry } from "../../src/journal/entry.ts";

/** What a journal begins with. */
export const HEAD: RunEntry = {
  type: "run",
  run: "R1",
  time: "2026-11-22T12:00:00Z",
  owner: "joke",
  host: "joke.example",
  bootId: "b",
  pid: 7,
  rdump: "0.1.0",
  config: { file: "/etc/rdump/rdump.json5", digest: "d" },
  actions: 1,
};
