import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { EventEmitter, once } from "node:events";
import type { BigIntStats, Stats } from "node:fs";
import fs, {
  appendFileSync,
  mkdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import fc from "fast-check";
import t from "tap";
import { compare, type SureNode, scan } from "../../src/index.ts";
import type { Digest } from "../../src/scan/batch.ts";
import { deviceNumbers, fileFacts } from "../../src/scan/facts.ts";
import { NO_LARGEST, whyNotRead } from "../../src/scan/limits.ts";
import { Pool } from "../../src/scan/pool.ts";
import type { Problem } from "../../src/scan/problem.ts";
import { HashThread, startThread } from "../../src/scan/thread.ts";
import { treeText } from "../../src/scan/tree.ts";
import { digestsThatHold, endOfSameLine, keepsCtime, trustedBefore } from "../../src/scan/trust.ts";
import { plant, sandbox } from "../sandbox.ts";

const textOf = async (root: string, threads: number): Promise<string> => {
  let text = "";
  for await (const piece of treeText({ root, threads, digests: ["sha1"], xattrs: false, onProblem() {} }))
    text += piece;
  return text;
};

t.test("times and inode numbers are exact beyond the precision of doubles", async (t) => {
  const stats = (ms: number, ino = 1): Stats => ({ ino, size: 0, mtimeMs: ms, ctimeMs: 1500.5 }) as Stats;
  const exact = (ns: bigint, ino = 1n): BigIntStats =>
    ({ ino, size: 0n, mtimeNs: ns, ctimeNs: 1_500_500_000n }) as BigIntStats;
  const mtime = (ns: bigint): number => fileFacts(stats(Number(ns) / 1e6), ns, exact).mtime;
  t.equal(mtime(1_795_374_927_999_999_999n), 1_795_374_927, "rounds to the next second as a double");
  t.equal(mtime(-1_500_000_000n), -2, "rounded down before 1970 too");
  t.equal(mtime(-2_000_000_000n), -2);
  t.equal(mtime(0n), 0);
  fc.assert(
    fc.property(fc.bigInt(-(2n ** 62n), 2n ** 62n), (ns) => {
      const floor = ns / 1_000_000_000n - (ns % 1_000_000_000n < 0n ? 1n : 0n);
      return BigInt(mtime(ns)) === floor;
    }),
  );
  t.equal(fileFacts(stats(1.5, 2 ** 60), 1n, (ns) => exact(ns, 2n ** 60n + 1n)).ino, 2n ** 60n + 1n);
  const huge = { ...stats(1.5), size: 2 ** 63 } as Stats;
  const hugeExact = (ns: bigint): BigIntStats => ({ ...exact(ns), size: 2n ** 63n - 1n }) as BigIntStats;
  t.equal(fileFacts(huge, 1n, hugeExact).size, 2n ** 63n - 1n, "the largest file of all");
  t.same(deviceNumbers(0x103n), { major: 1n, minor: 3n });
  t.same(deviceNumbers(0xfff00000_000fff_ffn & 0xffffffffffffffffn).minor, 255n);
});

t.test("hashes are reused only for unchanged files", async (t) => {
  const line =
    "fa [ctime 100 gid 0 ino 7 kind file mtime 5 perm 420 sha1 f572d396fae9206628714fb2ce00f72e94f2258f size 3 uid 0 ]";
  const facts = { ino: 7, size: 3, ctime: 100, mtime: 5 };
  const held = "sha1 f572d396fae9206628714fb2ce00f72e94f2258f ";
  t.equal(digestsThatHold(line, facts, ["sha1"]), held);
  t.equal(digestsThatHold(line, { ...facts, ino: 7n }, ["sha1"]), held);
  for (const other of [{ ino: 8 }, { size: 4 }, { ctime: 101 }])
    t.equal(digestsThatHold(line, { ...facts, ...other }, ["sha1"]), undefined, JSON.stringify(other));
  t.equal(digestsThatHold(line, { ...facts, mtime: 6 }, ["sha1"]), held, "mtime cannot change without ctime");
  t.equal(digestsThatHold(line.replace("kind file", "kind fifo"), facts, ["sha1"]), undefined);
  t.equal(digestsThatHold(line.replace(held, ""), facts, ["sha1"]), undefined, "it could not be read then");
  t.equal(digestsThatHold(line, facts, ["sha1", "sha256"]), undefined);
  const [head = "", tail = ""] = `${line}\n`.split(held);
  const text = `${line}\n${line}\n`;
  const end = (of: string, at: number, front = head, back = tail, digests: readonly Digest[] = ["sha1"]): number =>
    endOfSameLine(of, at, front, digests, back);
  t.equal(end(text, 0), line.length + 1);
  t.equal(end(text, line.length + 1), text.length);
  t.equal(end(text, 1), -1);
  t.equal(end(text, text.length), -1);
  t.equal(end(text, 0, head.replace("ino 7", "ino 8")), -1);
  t.equal(end(text, 0, head, tail.replace("size 3", "size 4")), -1);
  t.equal(end(text, 0, head, tail, ["sha1", "sha256"]), -1);
  t.equal(end(`${line.replace(held, "")}\n`, 0), -1);
  t.equal(end(`${line.replace(held, `${held}sha256 x `)}\n`, 0), -1);
  t.equal(end(`${line.replace(held, "sha1 short ")}\n`, 0), -1);
  const revision = (tags: { [key: string]: string }) => ({ name: "x", number: 1, time: "2026-11-22T19:15:28Z", tags });
  t.equal(trustedBefore(revision({ "as-of": "1970-01-01T00:01:40Z" })), 99, "98 is the last that is trusted");
  t.equal(trustedBefore(revision({})), Number.NEGATIVE_INFINITY);
  t.equal(trustedBefore(revision({ "as-of": "lately" })), Number.NEGATIVE_INFINITY);
  for (const type of [0xef53, 0x58465342, 0x9123683e, 0x9123683e | 0, 0x2fc12fc1, 0x01021994]) t.ok(keepsCtime(type));
  for (const type of [0x4d44, 0x2011bab0, 0x65735546, 0x6969, 0xff534d42, 0x794c7630, 0]) t.notOk(keepsCtime(type));
});

t.test("one thread and several threads give the same text, also with large files", async (t) => {
  const { tree } = sandbox(t);
  const random = fc.sample(fc.nat(3000), { numRuns: 1500, seed: 5 });
  for (const [index, length] of random.entries())
    plant(tree, { [`d${index % 23}/${index % 7}/f${index}`]: "x".repeat(length) });
  const bytes = Buffer.alloc(5 << 20, "content");
  for (const at of [0, 1, 2, 3]) writeFileSync(join(tree, `d${at}`, "large"), bytes.subarray(at));
  writeFileSync(join(tree, "d4/medium"), bytes.subarray(0, 1 << 20));
  for (const power of [17, 18]) writeFileSync(join(tree, `d4/buffer-${power}`), bytes.subarray(0, 1 << power));
  writeFileSync(join(tree, "d5/empty"), "");
  const alone = await textOf(tree, 1);
  t.equal(await textOf(tree, 3), alone);
  const sha1 = (content: Buffer): string => createHash("sha1").update(content).digest("hex");
  for (const at of [0, 1, 2, 3]) t.match(alone, `sha1 ${sha1(bytes.subarray(at))} size ${bytes.length - at} `);
  t.match(alone, sha1(bytes.subarray(0, 1 << 20)));
  for (const power of [17, 18]) t.match(alone, sha1(bytes.subarray(0, 1 << power)));
  const sums = execFileSync("find", [tree, "-type", "f", "-name", "f*", "-exec", "sha1sum", "{}", "+"], {
    maxBuffer: 1 << 26,
  });
  for (const line of sums.toString().trim().split("\n")) {
    const [sum, path = ""] = line.split(/ +/);
    if (!alone.includes(`f${path.slice(path.lastIndexOf("/") + 1)} [`) || !alone.includes(`sha1 ${sum} `))
      t.fail(`${path} is not recorded with its sum`);
  }
});

t.test("a growing file is read up to its size when it was opened", async (t) => {
  const { tree } = sandbox(t);
  const sizes = { none: 0, small: 10, buffer: 1 << 17, long: 700_000, large: (1 << 22) + 5 };
  for (const [name, size] of Object.entries(sizes)) writeFileSync(join(tree, name), Buffer.alloc(size, name));
  writeFileSync(join(tree, "shrinks"), Buffer.alloc(1000, "x"));
  const { readSync } = fs;
  const restore = (): void => {
    Object.assign(fs, { readSync });
    syncBuiltinESMExports();
  };
  t.teardown(restore);
  let grown = 0;
  Object.assign(fs, {
    // Before each read as much is appended as the reader can take.
    readSync(...args: Parameters<typeof readSync>) {
      if (grown++ < 300) for (const name of Object.keys(sizes)) appendFileSync(join(tree, name), Buffer.alloc(1 << 18));
      truncateSync(join(tree, "shrinks"), 500);
      return readSync(...args);
    },
  });
  syncBuiltinESMExports();
  let bytes = 0;
  const lines = new Map<string, { readonly [key: string]: string }>();
  const onProgress = (progress: { readonly bytes: number }): void => {
    bytes = progress.bytes;
  };
  for await (const node of scan(tree, { threads: 1, onProgress }))
    if (node.type === "file") lines.set(node.name, node.attributes);
  restore();
  const sum = (name: string, size: number): string =>
    createHash("sha1").update(Buffer.alloc(size, name).subarray(0, size)).digest("hex");
  let recorded = 500;
  for (const [name, size] of Object.entries(sizes)) {
    const attributes = lines.get(name);
    const known = Number(attributes?.size);
    t.ok(known >= size);
    const content = Buffer.concat([Buffer.alloc(size, name), Buffer.alloc(known - size)]);
    t.equal(
      attributes?.sha1,
      createHash("sha1").update(content).digest("hex"),
      `${name}: digest and size belong together`,
    );
    recorded += known;
  }
  t.equal(bytes, recorded, "not a byte more is read");
  t.equal(lines.get("shrinks")?.sha1, sum("x", 500));
});

t.test("a huge sparse file does not block a scan, and is reported", async (t) => {
  const { tree } = sandbox(t);
  const sparse = (name: string, size: number): void => {
    writeFileSync(join(tree, name), "content");
    truncateSync(join(tree, name), size);
  };
  sparse("a-huge", 2 ** 40 + 1);
  sparse("b-large", 10 << 20);
  sparse("c-huge", 8 * 2 ** 40);
  for (const threads of [1, 2]) {
    const problems: Problem[] = [];
    const lines: string[] = [];
    for await (const node of scan(tree, { threads, onProblem: (problem) => problems.push(problem) }))
      if (node.type === "file") lines.push(`${node.name} ${node.attributes.size} ${"sha1" in node.attributes}`);
    t.same(lines, [`a-huge ${2 ** 40 + 1} false`, "b-large 10485760 true", `c-huge ${8 * 2 ** 40} false`]);
    t.same(problems, [
      { path: "a-huge", doing: "hash", code: "SPARSE" },
      { path: "c-huge", doing: "hash", code: "SPARSE" },
    ]);
  }
});

t.test("only files without a valid known hash are read", (t) => {
  const cases: readonly (readonly [size: number | bigint, onDisk: number, largest: number, why: string | undefined])[] =
    [
      [100, 0, NO_LARGEST, undefined],
      [2 ** 40, 0, NO_LARGEST, undefined],
      [2 ** 40 + 1, 0, NO_LARGEST, "SPARSE"],
      [2 ** 41, 2 ** 41 / 1000 - 1024, NO_LARGEST, "SPARSE"],
      [2 ** 41, 2 ** 41 / 1000 + 1024, NO_LARGEST, undefined],
      [2n ** 63n - 1n, 4096, NO_LARGEST, "SPARSE"],
      [100, 4096, 100, undefined],
      [101, 4096, 100, "LARGE"],
      [2n ** 63n - 1n, 0, 100, "LARGE"],
    ];
  for (const [size, onDisk, largest, why] of cases) {
    const stats = { size: Number(size), blocks: Math.floor(onDisk / 512) } as Stats;
    t.equal(whyNotRead(stats, { ino: 1, size, mtime: 0, ctime: 0 }, largest), why, `${size} ${onDisk} ${largest}`);
  }
  t.end();
});

t.test("more entries in one directory than a batch holds, in the order of bytes", async (t) => {
  const { tree } = sandbox(t);
  for (let i = 0; i < 700; i++) writeFileSync(join(tree, `${i} ${i % 3 ? "." : "=x"}`), "");
  const names = [...(await textOf(tree, 1)).matchAll(/^f(\S+)/gm)].map((match) => match[1] as string);
  const raw = names.map((name) => name.replace(/=(..)/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))));
  t.equal(names.length, 700);
  t.same(raw, [...raw].sort());
});

t.test("an entry that changes its type between listing and reading is recorded correctly", async (t) => {
  const { tree } = sandbox(t);
  for (const name of ["first", "gone", "now-a-file", "now-a-link"]) mkdirSync(join(tree, name));
  // More than are processed at a time, so that the first progress is reported before the last of them are read.
  const names = Array.from({ length: 2000 }, (_, i) => `file-${1000 + i}`);
  for (const name of names) writeFileSync(join(tree, "first", name), "content");
  for (const name of ["gone", "now-a-file", "now-a-link"]) writeFileSync(join(tree, name, "inner"), "");
  writeFileSync(join(tree, "outside"), "");
  const at = (index: number): string => join(tree, "first", `file-${2990 + index}`);
  const change = (): void => {
    for (const name of ["gone", "now-a-file", "now-a-link"]) rmSync(join(tree, name), { recursive: true });
    writeFileSync(join(tree, "now-a-file"), "");
    symlinkSync("first", join(tree, "now-a-link"));
    for (let i = 0; i < 5; i++) rmSync(at(i));
    symlinkSync("../outside", at(1));
    execFileSync("mkfifo", [at(2)]);
    mkdirSync(at(3));
    writeFileSync(at(4), "another content");
  };
  const problems: Problem[] = [];
  let changed = false;
  let text = "";
  const pieces = treeText({
    root: tree,
    threads: 1,
    digests: ["sha1"],
    xattrs: false,
    onProblem: (problem) => problems.push(problem),
    onProgress() {
      if (!changed) change();
      changed = true;
    },
  });
  for await (const piece of pieces) text += piece;
  t.same(problems, [
    { path: "now-a-file", doing: "kind", code: "CHANGED" },
    { path: "now-a-link", doing: "kind", code: "CHANGED" },
    { path: "first/file-2993", doing: "kind", code: "CHANGED" },
  ]);
  const lines = text.split("\n");
  t.equal(lines.filter((line) => line.startsWith("ffile-")).length, 1998);
  t.notMatch(text, /^.(gone|now-a-file|now-a-link|inner|file-2990|file-2993) /m);
  t.match(text, /^ffile-2991 \[.* kind lnk .* targ \.\.\/outside /m);
  t.match(text, /^ffile-2992 \[.* kind fifo /m);
  const sum = createHash("sha1").update("another content").digest("hex");
  t.match(text, new RegExp(`^ffile-2994 \\[.* sha1 ${sum} size 15 `, "m"));
});

t.test("a thread is given one large file at a time, and small batches ahead", async (t) => {
  for (const [alone, given, runs] of [
    [true, 1, true],
    [false, 3, true],
    [true, 1, false],
    [false, 3, false],
  ] as const) {
    const posted: unknown[] = [];
    const worker = Object.assign(new EventEmitter(), {
      postMessage: (message: unknown) => void posted.push(message),
      terminate: async () => 0,
    });
    const settings = { digests: [], xattrs: false, largest: NO_LARGEST, stableInodes: true, trustedBefore: 0 };
    const thread = new HashThread(worker as unknown as Worker, false);
    if (runs) worker.emit("online");
    const pool = new Pool({ settings, threads: 2, worker: undefined, started: [thread] });
    const results = Array.from({ length: 5 }, () => pool.run({ parts: [], alone }, alone));
    t.equal(posted.length - 1, given, "behind the settings");
    const own = runs ? results.slice(given) : [...results.slice(0, 1), ...results.slice(1 + given)];
    await Promise.all(own);
    t.pass(
      `the others are read by the calling thread meanwhile${runs ? "" : ", and the first one while the thread starts"}`,
    );
    await pool.close();
  }
});

t.test("a thread that fails ends the scan with its error", async (t) => {
  const { tree } = sandbox(t);
  for (let i = 0; i < 1500; i++) writeFileSync(join(tree, String(i)), "");
  const worker = new URL("data:text/javascript,throw new Error('no thread today')");
  const gone = async (): Promise<void> => {
    for await (const _ of scan(tree, { threads: 3, worker }));
  };
  await t.rejects(gone(), { message: "no thread today" });
});

t.test("threads that were started before the scan take part in it, and fail it", async (t) => {
  const { tree } = sandbox(t);
  for (let i = 0; i < 1500; i++) writeFileSync(join(tree, String(i)), String(i));
  const text = async (source: string, late: boolean): Promise<string> => {
    const worker = new URL(`data:text/javascript,${source}`);
    const thread = startThread({ worker, xattrs: false });
    if (!thread) throw new Error("there is a script");
    if (late) await once(thread.worker, "exit");
    let all = "";
    const options = { root: tree, threads: 2, digests: ["sha1"] as const, xattrs: false, started: [thread] };
    try {
      for await (const piece of treeText({ ...options, onProblem() {} })) all += piece;
    } finally {
      await thread.worker.terminate();
    }
    return all;
  };
  for (const late of [false, true])
    await t.rejects(text("throw new Error('no thread today')", late), { message: "no thread today" });
  const answers = `
    import { parentPort } from "node:worker_threads";
    parentPort.once("message", () => parentPort.on("message", ({ id }) => {
      parentPort.postMessage({ id, result: { pieces: ["here%5Cn"], large: [], problems: [], links: [], files: 0, bytes: 0 } });
    }));`;
  t.match(await text(answers, false), "here");
});

t.test("each kind of node is recorded", async (t) => {
  const { tree } = sandbox(t);
  plant(tree, { "s/x": "1", y: "2" });
  utimesSync(join(tree, "y"), -3, -3);
  const nodes: SureNode[] = [];
  for await (const node of scan(tree)) nodes.push(node);
  t.match(nodes, [
    { type: "enter", name: "__root__", attributes: { kind: "dir" } },
    { type: "enter", name: "s" },
    { type: "files" },
    { type: "file", name: "x", attributes: { ino: String(statSync(join(tree, "s/x")).ino), size: "1" } },
    { type: "leave" },
    { type: "files" },
    { type: "file", name: "y" },
    { type: "leave" },
  ]);
  truncateSync(join(tree, "y"), 5);
  const differences = [];
  async function* before(): AsyncGenerator<SureNode> {
    yield* nodes;
  }
  for await (const one of compare(before(), scan(tree), { ignored: ["mtime"] })) differences.push(one);
  t.same(differences, [{ type: "changed", path: "y", attributes: ["sha1", "size"] }]);
  await t.rejects(
    async () => {
      for await (const _ of scan(join(tree, "y")));
    },
    { code: "missing" },
  );
});
