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
import t from "tap";

const original = process.env.RSURE_ORIGINAL;
const command = new URL("../bin/rsure.js", import.meta.url).pathname;
const built = existsSync(new URL("../dist/command/process.js", import.meta.url));

t.setTimeout(600_000);

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

t.test("the original and this implementation update the same surefile in turn", async (t) => {
  if (!original) return t.pass("RSURE_ORIGINAL is not set: interoperation was skipped", { skip: true });
  if (!built) return t.pass("the command is not built (npm run build): interoperation was skipped", { skip: true });
  const top = mkdtempSync(join(tmpdir(), "rsure-interop-"));
  t.teardown(() => rmSync(top, { recursive: true, force: true }));
  const tree = join(top, "t");
  mkdirSync(tree);
  const file = join(top, "2sure.dat.gz");
  const ours = [process.execPath, command] as const;
  const programs = [ours, [original]] as const;
  const call = (program: readonly string[], word: string): string => {
    const [name = "", ...args] = program;
    return execFileSync(name, [...args, "-f", file, ...(program === ours ? ["--compat-exit"] : []), word], {
      cwd: tree,
    }).toString();
  };
  const lines = (text: string): string[] => text.split("\n").filter((line) => /^[-+ ] /.test(line));
  for (const [round, edits] of fc.sample(changes, 60).entries()) {
    for (const edit of edits) apply(tree, edit);
    // The original keeps stale hashes of files that change within a second; a scan reads all.
    call(programs[round % 2] ?? ours, "scan");
    for (const program of programs)
      t.same(lines(call(program, "check")), [], `round ${round}: ${program.at(-1)} sees no difference`);
    if (round > 0)
      t.same(lines(call(ours, "signoff")).sort(), lines(call([original], "signoff")).sort(), `round ${round}: signoff`);
  }
  t.ok(readFileSync(file).length > 0);
});
