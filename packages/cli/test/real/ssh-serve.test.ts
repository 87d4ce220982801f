import { spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import t from "tap";

const RDUMP = join(import.meta.dirname, "../../bin/rdump.js");
/** A user without privileges, because root is refused. */
const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : null;
const skip = spawnSync("zstd", ["--version"]).status === 0 ? false : "zstd is not installed";
const ENV = "env LC_ALL=C.UTF-8 TZ=UTC PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
const TARGET = "tank/copies/web/new";
const MARKS = `-o rdump:dataset=web/${TARGET} -o rdump:stream=plain/${TARGET} -o com.sun:auto-snapshot=false`;
const RECEIVE = `zfs receive -s -u ${MARKS} ${TARGET}`;
const START = `echo 'rdump: begun' >&2; exec ${ENV} `;
const COMPRESSED = `echo 'rdump: begun' >&2; { ${ENV} zstd -q -d -c || echo "rdump: stage 0: $?" >&2; } | exec ${ENV} ${RECEIVE}`;

const folder = mkdtempSync(join(tmpdir(), "rdump-serve-"));
t.teardown(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
chmodSync(folder, 0o755);
mkdirSync(at("bin"));
mkdirSync(at("out"));
if (user !== null) chownSync(at("out"), user.uid, user.gid);
const serve = { web: { id: "web", below: "tank/copies/web", compression: "zstd" } };
writeFileSync(at("rdump.json5"), JSON.stringify({ version: 1, serve, volumes: {}, stateDir: at("out") }));
/** No dataset exists. A stream that begins with `x` is refused after its first bytes. */
writeFileSync(
  at("bin/zfs"),
  `#!/bin/sh
echo "$*" >> ${at("out/log")}
case "$1" in
list) echo "cannot open '${TARGET}': dataset does not exist" >&2; exit 1 ;;
receive) [ -e ${at("refuse")} ] && { head -c 100 > /dev/null; echo "cannot receive: invalid stream" >&2; exit 1; }
  wc -c > ${at("out/bytes")} ;;
esac
`,
  { mode: 0o755 },
);

/** The input ends when it is a buffer; else the sender is silent and stays. */
async function served(line: string, input: Buffer | "silent" = Buffer.alloc(0)) {
  for (const name of ["log", "bytes"]) rmSync(at(`out/${name}`), { force: true });
  // The user cannot write into the directory of the coverage.
  const env = { PATH: `${at("bin")}:/usr/bin:/bin`, HOME: at("out"), SSH_ORIGINAL_COMMAND: line, NODE_V8_COVERAGE: "" };
  const child = spawn(process.execPath, [RDUMP, "ssh-serve", "web", "-c", at("rdump.json5")], { env, ...user });
  child.stdin.on("error", () => {});
  if (input !== "silent") child.stdin.end(input);
  const [err, code] = await Promise.all([
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on("exit", resolve)),
  ]);
  child.stdin.destroy();
  const said = (name: string) => (existsSync(at(`out/${name}`)) ? readFileSync(at(`out/${name}`), "utf8") : "");
  return { code, err, ran: said("log"), bytes: Number(said("bytes")) };
}

/** A frame of zstd of so many blocks of 128 KiB, of which each takes four bytes. */
function bomb(blocks: number): Buffer {
  const block = (isLast: boolean) => [((131_072 << 3) | 2 | Number(isLast)) & 0xff, 0, 0x10, 0x41];
  const frame = [0x28, 0xb5, 0x2f, 0xfd, 0, 0x50];
  return Buffer.from([...frame, ...Array.from({ length: blocks }, (_, index) => block(index === blocks - 1)).flat()]);
}

t.test("a stream arrives as it is, or decompressed", { skip }, async (t) => {
  const plain = await served(START + RECEIVE, Buffer.alloc(300_000, "s"));
  t.match(plain, { code: 0, bytes: 300_000, err: /^rdump: begun\n/ }, plain.err);
  t.match(plain.ran, new RegExp(`^receive -s -u .* ${TARGET}$`, "m"));
  const expanded = await served(COMPRESSED, bomb(80));
  t.match(expanded, { code: 0, bytes: 80 * 131_072, err: /^rdump: begun\n$/ }, expanded.err);
});

t.test("a bomb, garbage and a silent sender end with zfs receive", { skip }, async (t) => {
  t.match(await served(COMPRESSED, Buffer.from("no stream of zstd")), {
    code: 0,
    bytes: 0,
    err: /rdump: stage 0: 1\n/,
  });
  writeFileSync(at("refuse"), "");
  const refused = { code: 1, err: /cannot receive: invalid stream/ };
  // A terabyte.
  t.match(await served(COMPRESSED, bomb(2 ** 18).subarray(0, 2 ** 19)), refused);
  // Less than zstd passes on.
  writeFileSync(at("bin/zfs"), readFileSync(at("bin/zfs"), "utf8").replace("head -c 100 > /dev/null;", ""));
  const silent = await served(COMPRESSED, "silent");
  t.match(silent, refused, "it does not wait for the sender");
});

t.test("hostile lines run nothing", { skip }, async (t) => {
  for (const line of [
    "",
    "sh -c id",
    `${START}${RECEIVE}; id`,
    `${START}zfs receive -s -u ${"x".repeat(120_000)}`,
    `${START}zfs receive -s -u ${MARKS} '-F${"\n\u001b[2J"}'`,
    COMPRESSED.replace("zstd -q -d -c", "zstd -q -d -c -o /tmp/x"),
  ]) {
    const { code, err, ran } = await served(line, "silent");
    t.match({ code, ran }, { code: 1, ran: "" }, line.slice(0, 100));
    t.match(err, /serve-refused/);
    t.notOk(err.includes("\u001b"));
    t.ok(err.length < 2000, "a short answer");
  }
});
