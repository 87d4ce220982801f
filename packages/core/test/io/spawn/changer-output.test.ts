import { writeSync } from "node:fs";
import type { Readable } from "node:stream";
import t from "tap";
import { openChangerOutput } from "../../../src/io/spawn/changer-output.ts";

const textOf = async (stream: Readable) => Buffer.concat(await stream.toArray()).toString();

t.test("the output of a changer can be read", async (t) => {
  const { stdio, read, close } = openChangerOutput();
  t.teardown(close);
  const [stdout, stderr] = stdio;
  if (stdout === "ignore") throw new Error("neither /dev/shm nor /run is a writable tmpfs");
  writeSync(stdout, "one ");
  writeSync(stderr, "else");
  writeSync(stdout, "two");
  t.equal(await textOf(read().stdout), "one two");
  t.equal(await textOf(read().stderr), "else");
});

t.test("without a place in memory the command runs, and its output is lost", async (t) => {
  for (const places of [[], ["/nowhere", "/proc"]]) {
    const { stdio, read, close } = openChangerOutput(places);
    t.strictSame(stdio, ["ignore", "ignore"]);
    t.equal(await textOf(read().stdout), "");
    t.match(await textOf(read().stderr), /is unknown/);
    close();
  }
});
