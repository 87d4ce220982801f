import { existsSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { cacheDirectory, findStage, makeStage } from "../build/cache.ts";
import { locked } from "../build/lock.ts";

process.env.XDG_CACHE_HOME = t.testdir();

const key = (number: number) => number.toString(16).padStart(16, "0");
const make = async (path: string) => writeFileSync(join(path, "made"), "");

t.test("a stage gets its name only when it is complete", async (t) => {
  const broken = makeStage("half", key(1), async (path) => {
    writeFileSync(join(path, "begun"), "");
    throw new Error("killed");
  });
  await t.rejects(broken, /killed/);
  t.equal(findStage("half", key(1)), null);
  const path = await makeStage("half", key(1), make);
  t.equal(findStage("half", key(1)), path);
  t.strictSame(readdirSync(path), ["made"], "what was half made is gone");
  t.strictSame(readdirSync(cacheDirectory()), [`half-${key(1)}`]);
});

t.test("entries without recent use are removed, except the last three", async (t) => {
  for (const number of [1, 2, 3, 4]) {
    const path = await makeStage("old", key(number), make);
    const day = new Date(Date.UTC(2020, 0, number));
    utimesSync(path, day, day);
  }
  await makeStage("other", key(1), make);
  await makeStage("old", key(5), make);
  const kept = [1, 2, 3, 4, 5].filter((number) => existsSync(join(cacheDirectory(), `old-${key(number)}`)));
  t.strictSame(kept, [3, 4, 5]);
  t.not(findStage("other", key(1)), null);
});

t.test("one build at a time", async (t) => {
  const said: string[] = [];
  const order: string[] = [];
  const work = (name: string) => async () => {
    order.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    order.push(`${name} ends`);
  };
  const say = (text: string) => said.push(text);
  const first = locked(say, work("first"));
  await new Promise((resolve) => setTimeout(resolve, 300));
  await Promise.all([first, locked(say, work("second"))]);
  t.strictSame(order, ["first begins", "first ends", "second begins", "second ends"]);
  t.strictSame(said, ["waiting for another build"]);
});
