import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import t, { type Test } from "tap";

const original = process.env.RSURE_ORIGINAL;
const command = new URL("../bin/rsure.js", import.meta.url).pathname;
const built = existsSync(new URL("../dist/command/process.js", import.meta.url));

t.setTimeout(600_000);

const ROUNDS = Number(process.env.RSURE_ROUNDS ?? 60);

const NAMES = ["a", "b c", "é", "=", "z.txt", "~", "[x]", "d1", "d2", "deep"];
const changes = fc.array(
  fc.record({
    path: fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 3 }),
    what: fc.constantFrom("file", "file", "drop", "directory", "link", "mode"),
    content: fc.string({ maxLength: 20 }),
  }),
  { minLength: 1, maxLength: 12 },
);

function apply(tree: string, { path, what, content }: { path: string[]; what: string; content: string }): void {
  const target = join(tree, ...path);
  const parent = join(tree, ...path.slice(0, -1));
  if (spawnSync("test", ["-d", parent]).status !== 0) return;
  if (what === "mode") {
    if (existsSync(target)) chmodSync(target, 0o700);
    return;
  }
  rmSync(target, { recursive: true, force: true });
  if (what === "file") writeFileSync(target, content);
  if (what === "directory") mkdirSync(target);
  if (what === "link") symlinkSync(content.replaceAll("\0", "") || "x", target);
}

/** What original rsure reads and writes itself, and zstd, which it cannot read: it gets the text. */
for (const kind of ["dat.gz", "dat", "dat.zstd"]) {
  t.test(`the original and this implementation update the same surefile in turn: ${kind}`, (t) => inTurn(t, kind));
}

async function inTurn(t: Test, kind: string): Promise<void> {
  if (!original) return void t.pass("RSURE_ORIGINAL is not set: interoperation was skipped", { skip: true });
  if (!built)
    return void t.pass("the command is not built (npm run build): interoperation was skipped", { skip: true });
  const top = mkdtempSync(join(tmpdir(), "rsure-interop-"));
  t.teardown(() => rmSync(top, { recursive: true, force: true }));
  const tree = join(top, "t");
  mkdirSync(tree);
  const file = join(top, `2sure.${kind}`);
  const ours = [process.execPath, command] as const;
  const programs = [ours, [original]] as const;
  const call = (program: readonly string[], word: string): string => {
    const [name = "", ...args] = program;
    const isOurs = program === ours;
    const read = isOurs || kind !== "dat.zstd" ? file : join(top, "text.dat");
    if (read !== file) execFileSync("zstd", ["--decompress", "--quiet", "--force", file, "-o", read]);
    const argv = [...args, "-f", read, ...(isOurs ? ["--compat-exit"] : []), word];
    const out = execFileSync(name, argv, { cwd: tree, timeout: 60_000 }).toString();
    if (read !== file && word === "scan") execFileSync("zstd", ["--quiet", "--force", read, "-o", file]);
    return out;
  };
  // The original also prints its progress, which begins with spaces.
  const lines = (text: string): string[] => text.split("\n").filter((line) => /^(?:[-+] | {2}\[)/.test(line));
  for (const [round, edits] of fc.sample(changes, ROUNDS).entries()) {
    for (const edit of edits) apply(tree, edit);
    // The original keeps stale hashes of files that change within a second; a scan reads all.
    call(programs[round % 2] ?? ours, "scan");
    for (const program of programs)
      t.same(lines(call(program, "check")), [], `round ${round}: ${program.at(-1)} sees no difference`);
    if (round === 0) continue;
    const [found, theirs] = [ours, [original]].map((program) => lines(call(program, "signoff")).filter(isInOneOrder));
    t.same(found?.sort(), theirs?.sort(), `round ${round}: signoff`);
  }
  t.ok(readFileSync(file).length > 0);
}

/**
 * The original compares the order of escaped names: an escaped byte above those of letters comes before them. It then
 * reports an entry as removed and added.
 */
function isInOneOrder(line: string): boolean {
  return !line.includes("=c3=a9");
}
