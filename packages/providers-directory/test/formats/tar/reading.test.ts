import { commandResult, type StageResult } from "@rdump/core/provider";
import t from "tap";
import { Reading } from "../../../src/formats/tar/reading.ts";

const ACCESS = { name: "disk", location: "/srv/archives" };
const DIGEST = "a".repeat(64);

function judged(lines: readonly string[], status: number, { live = true, others = [0, 0, 0], isEnded = true } = {}) {
  const reading = new Reading(() => {});
  for (const line of isEnded ? [...lines, "Total bytes written: 20480 (20KiB)"] : lines)
    reading.listener.stderr?.(Buffer.from(line));
  reading.listener.stdout?.(Buffer.from(`${DIGEST}  -`));
  const stderr = Buffer.from(lines.join("\n"));
  const stages = [status, ...others].map((exitCode, index): StageResult => {
    return { name: `stage ${index}`, exitCode, signal: null, notStarted: null, stopped: false, stderr };
  });
  const result = { ...commandResult({ exitCode: Math.max(status, ...others), stderr }), stages };
  const { state, failure, warnings } = reading.judge(ACCESS, result, { tree: "/src", live });
  return { state, code: failure?.code ?? null, warned: warnings.map(({ code }) => code), reading };
}

t.test("files and bytes are counted, names cannot be taken for messages", (t) => {
  const { reading, state } = judged(
    ["./", "./a", "./d/", "./tar: ./x: Cannot open: Permission denied", "tar: W: 10240 (10KiB, 9MiB/s)"],
    0,
  );
  t.match({ state, ...reading }, { state: "complete", files: 2, bytes: 20480, sha256: DIGEST });
  t.end();
});

t.test("a directory that is too deep makes the archive incomplete", (t) => {
  const directory = (bytes: number) => `./${"d/".repeat(bytes)}`.slice(0, bytes - 1).replace(/\/?$/, "/");
  t.match(judged([directory(3840)], 0), { state: "complete" });
  t.match(judged([`./${"\\303\\244/".repeat(1000)}`], 0), { state: "complete" }, "of an escape, one byte counts");
  for (const line of [directory(3842), `./${"\\303\\244/".repeat(1300)}`]) {
    const { state, code, reading } = judged([line, "./victim"], 0);
    t.match({ state, code }, { state: "incomplete", code: "directory-files-unreadable" });
    t.match(
      reading.unread.lines,
      /^\n {2}\.\/.{100,}…: tar leaves out paths of more than 4095 bytes in this directory$/,
    );
  }
  t.end();
});

t.test("the messages of tar decide whether the archive counts", (t) => {
  const end = "tar: Exiting with failure status due to previous errors";
  const rows = [
    [
      ["tar: ./sock: socket ignored", "tar: ./m/: file is on a different filesystem; not dumped"],
      0,
      "complete",
      null,
      [],
    ],
    [["tar: ./a: Directory has been renamed"], 0, "complete", null, []],
    [["tar: ./a\\: b: file changed as we read it"], 1, "complete", null, ["directory-files-changed"]],
    [["tar: ./a: File removed before we read it"], 1, "complete", null, ["directory-files-changed"]],
    [["tar: ./a: Cannot open: Permission denied", end], 2, "incomplete", "directory-files-unreadable", []],
    [
      ["tar: ./a: Read error at byte 0, while reading 512 bytes: Input/output error", end],
      1,
      "incomplete",
      "directory-files-unreadable",
      [],
    ],
    [
      ["tar: ./a: Cannot open: Permission denied", "tar: Error is not recoverable: exiting now"],
      2,
      "invalid",
      "directory-permission",
      [],
    ],
    [[], 1, "invalid", "directory-tar-failed", []],
    [[], 2, "invalid", "directory-tar-failed", []],
  ] as const;
  for (const [lines, status, state, code, warned] of rows) {
    const { reading: _reading, ...found } = judged(lines, status);
    t.same(found, { state, code, warned }, lines.join());
  }
  const gone = judged(["tar: ./a: File removed before we read it"], 1, { live: false });
  t.match(gone, { state: "invalid", code: "directory-source-changed" });
  for (const status of [0, 1, 2]) {
    const torn = judged(["tar: ./a: file changed as we read it", "tar: W: 10240 (10KiB)"], status, { isEnded: false });
    t.match(torn, { state: "invalid", code: "directory-tar-failed" }, "tar did not reach the end of the archive");
  }
  const full = judged(["tee: x.part: No space left on device"], 0, { others: [0, 1, 0] });
  t.match(full, { state: "invalid", code: "directory-no-space" });
  t.end();
});
