import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t from "tap";
import { listRevisions, readSurefile } from "../src/index.ts";

const command = new URL("../bin/rsure.js", import.meta.url).pathname;
const built = existsSync(new URL("../dist/command/process.js", import.meta.url));

t.setTimeout(600_000);

t.test("kill -9 at sixty instants of an update leaves the old or the new surefile", async (t) => {
  if (!built) return t.pass("the command is not built (npm run build): nothing was killed", { skip: true });
  const top = mkdtempSync(join(tmpdir(), "rsure-kill-"));
  t.teardown(() => rmSync(top, { recursive: true, force: true }));
  const tree = join(top, "t");
  const file = join(top, "2sure.dat.gz");
  for (let i = 0; i < 4000; i++) {
    if (i % 50 === 0) mkdirSync(join(tree, `d${i / 50}`), { recursive: true });
    writeFileSync(join(tree, `d${Math.floor(i / 50)}`, `f${i}`), String(i));
  }
  const update = () => spawn(process.execPath, [command, "-f", file, "-d", tree, "update"], { stdio: "ignore" });
  await once(update(), "exit");
  const began = performance.now();
  await once(update(), "exit");
  const usual = performance.now() - began;
  let number = (await listRevisions(file)).length;
  let finished = 0;
  for (let i = 0; i < 60; i++) {
    writeFileSync(join(tree, "d3/changing"), String(i));
    const child = update();
    const end = once(child, "exit");
    setTimeout(() => child.kill("SIGKILL"), usual * (0.3 + (0.8 * ((i * 37) % 60)) / 60));
    await end;
    const now = (await listRevisions(file)).length;
    if (now !== number && now !== number + 1) t.fail(`revision ${now} after ${number}`);
    if (now > number) finished++;
    number = now;
    let nodes = 0;
    for await (const _ of readSurefile(file)) nodes++;
    if (nodes < 4000) t.fail("the surefile is not whole");
  }
  t.comment(`${finished} of 60 updates were done before they were killed`);
  t.pass("always the old or the new one, whole");
});
