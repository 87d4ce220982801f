import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t from "tap";
import { runInOwnPlace } from "../bench/own-place.ts";

const HELPER = join(import.meta.dirname, "../bench/own-place.ts");

t.test("the temporary directories of a program are removed when it ends, also if it fails", async (t) => {
  const above = mkdtempSync(join(tmpdir(), "rdump-test-"));
  const { TMPDIR } = process.env;
  t.teardown(() => {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    rmSync(above, { recursive: true, force: true });
  });
  process.env.TMPDIR = above;
  const script = 'require("fs").mkdirSync(require("os").tmpdir() + "/deep"); process.exit(3)';
  t.equal(await runInOwnPlace(process.execPath, ["-e", script]), 3);
  t.same(readdirSync(above), []);
});

t.test("after a signal, the program and its children are ended and nothing is left", async (t) => {
  const above = mkdtempSync(join(tmpdir(), "rdump-test-"));
  t.teardown(() => rmSync(above, { recursive: true, force: true }));
  const shell = 'mkdir "$TMPDIR/deep"; sleep 300 & echo $!; wait';
  const script = `import { runInOwnPlace } from ${JSON.stringify(HELPER)};
process.exitCode = await runInOwnPlace("sh", ["-c", ${JSON.stringify(shell)}]);`;
  const node = ["--import=tsx", "--input-type=module", "-e", script];
  const bench = spawn(process.execPath, node, {
    env: { ...process.env, TMPDIR: above },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(bench.stdout, "data");
  t.equal(readdirSync(above).filter((name) => name.startsWith("rdump-bench-")).length, 1);
  bench.kill("SIGINT");
  t.same(await once(bench, "exit"), [130, null]);
  t.same(
    readdirSync(above).filter((name) => name.startsWith("rdump-bench-")),
    [],
  );
  t.notOk(existsSync(`/proc/${String(line).trim()}`), "no child is left");
});
