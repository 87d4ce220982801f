import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLocalHost } from "@rdump/core/host";
import t from "tap";
import { finishedWrites, parseFinished } from "../../src/restore/finished.ts";
import { observeRestorePlace } from "../../src/restore/observe.ts";
import { orderWrite } from "../../src/restore/order.ts";

const io = openLocalHost({ env: process.env, signal: new AbortController().signal });
const point = { id: "1", name: "home-1", time: "2026-11-22T20:06:40Z" };
const order = { owner: "joke", volume: "home", address: "home.archives", point, paths: [] };
const finished = [{ to: "/mnt/target/home", order }];

/** The closed directory of an interrupted restore with these files. */
async function placeWith(t: Tap.Test, files: { readonly [name: string]: string }, tree: readonly string[] = []) {
  const to = mkdtempSync(join(process.getuid?.() === 0 ? "/root" : tmpdir(), "rdump-finished-"));
  t.teardown(() => rmSync(to, { recursive: true, force: true }));
  chmodSync(to, 0o755);
  const staging = join(to, ".rdump-restore");
  mkdirSync(join(staging, "tree"), { recursive: true, mode: 0o700 });
  for (const name of tree) writeFileSync(join(staging, "tree", name), "");
  for (const [name, content] of Object.entries(files)) writeFileSync(join(staging, name), content, { mode: 0o600 });
  return observeRestorePlace(to, { paths: [] }, io);
}

declare namespace Tap {
  type Test = { teardown(act: () => void): unknown };
}

t.test("an interrupted restore names the volumes that were finished before", async (t) => {
  const placing = orderWrite("", order, "R", true).content;
  // As an earlier version wrote it, for all volumes.
  const note = JSON.stringify({ formatVersion: 1, finished });
  const { staged } = await placeWith(t, { "order.json": placing, "finished.json": note });
  t.strictSame(staged?.finished, finished);
  const more = [
    { to: "/mnt/target/a", order, run: "Q" },
    { to: "/mnt/target/b", order },
  ];
  const writes = finishedWrites("", more).map(({ path, content }) => [path.slice(1), content] as const);
  t.equal(new Set(writes.map(([name]) => name)).size, 2, "a file for each volume");
  const noted = await placeWith(t, { "order.json": placing, "finished.json": note, ...Object.fromEntries(writes) });
  t.strictSame(new Set(noted.staged?.finished), new Set([...finished, ...more]));
  t.equal((await placeWith(t, { "order.json": placing })).staged?.finished, undefined);
  t.equal((await placeWith(t, { "order.json": placing, "finished.json": "{" })).staged?.finished, undefined);
  const staging = orderWrite("", order, "R", false).content;
  t.equal((await placeWith(t, { "order.json": staging, "finished.json": note })).staged?.finished, undefined);
});

t.test("a closed directory without its order is nothing, unless it has files", async (t) => {
  t.match(await placeWith(t, {}), { staged: null, problem: null }, "killed while it was made");
  t.match(await placeWith(t, { "finished.json": "{}" }), { staged: null, problem: null }, "or removed");
  t.match(await placeWith(t, { "finished-0123456789abcdef.json": "{}" }), { staged: null, problem: null });
  t.match(await placeWith(t, {}, ["letter"]), { problem: { code: "restore-to-unsafe" } });
  t.match(await placeWith(t, { "finished-other.json": "" }), { problem: { code: "restore-to-unsafe" } });
});

t.test("a list with other content has no volumes", (t) => {
  const parsed = (value: unknown) => parseFinished(Buffer.from(JSON.stringify(value)));
  t.strictSame(parsed({ formatVersion: 1, finished }), finished);
  const one = finished[0];
  const bad = [null, 7, [], { formatVersion: 2, finished }, { formatVersion: 1, finished: one }];
  for (const each of bad) t.strictSame(parsed(each), []);
  const entries = [null, { ...one, to: 7 }, { ...one, order: null }, { ...one, order: { ...order, point: {} } }];
  t.strictSame(parsed({ formatVersion: 1, finished: [...entries, one] }), finished);
  t.end();
});
