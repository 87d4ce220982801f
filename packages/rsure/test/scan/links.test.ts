import { appendFileSync, linkSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { rsure, sandbox } from "../sandbox.ts";

const LINKS = 200;

t.test("the content of a file with many names is read once, small or large", async (t) => {
  const { top, tree } = sandbox(t);
  const file = join(top, "sure.dat");
  const sizes = [100_000, 5 << 20];
  for (const size of sizes) {
    mkdirSync(join(tree, `${size}`));
    writeFileSync(join(tree, `${size}`, "0"), Buffer.alloc(size, "content"));
    for (let at = 1; at < LINKS; at++) linkSync(join(tree, `${size}`, "0"), join(tree, `${size}`, `${at}`));
  }
  const scan = await rsure("-f", file, "-d", tree, "--threads", "1", "--json", "scan");
  const { files, bytes } = JSON.parse(scan.out.trim().split("\n").at(-1) ?? "");
  t.match({ files, bytes }, { files: 2 * LINKS, bytes: sizes.reduce((sum, size) => sum + size) });
  const { out } = await rsure("-f", file, "show");
  const hashes = out.match(/ sha1 [0-9a-f]{40} /g) ?? [];
  t.equal(hashes.length, 2 * LINKS);
  t.equal(new Set(hashes).size, 2);
  t.match(await rsure("-f", file, "-d", tree, "check"), { status: 0 });

  appendFileSync(join(tree, `${5 << 20}`, "7"), "more");
  const check = await rsure("-f", file, "-d", tree, "--threads", "1", "check");
  t.equal(
    check.out.match(/\[mtime,sha1,size\s*\]|\[sha1,size\s*\]/g)?.length,
    LINKS,
    "a change is found under each name",
  );
});
