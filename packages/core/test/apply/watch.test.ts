import t, { type Test } from "tap";
import { unlessStuck } from "../../src/apply/watch.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";

const STUCK: Diagnostic = { code: "x", severity: "error", summary: "It has stopped", detail: "so it is" };
const after = <T>(milliseconds: number, value: T) =>
  new Promise<T>((resolve) => setTimeout(() => resolve(value), milliseconds));

/** Work that never ends, and keeps its process alive as a child does. */
function endless(t: Test): Promise<never> {
  const alive = setInterval(() => {}, 1000);
  t.teardown(() => clearInterval(alive));
  return new Promise(() => {});
}

t.test("work that ends is awaited", async (t) => {
  t.strictSame(
    await unlessStuck(
      () => after(20, 7),
      async () => null,
      5,
    ),
    { done: 7 },
  );
});

t.test("work that never ends is abandoned after the second report", async (t) => {
  let asked = 0;
  const ended = await unlessStuck(
    () => endless(t),
    async () => (asked++ === 0 ? null : STUCK),
    5,
  );
  t.strictSame(ended, { stuck: STUCK });
  t.equal(asked, 3);
});

t.test("work is not started after a stop", async (t) => {
  let begun = false;
  const begin = async () => {
    begun = true;
  };
  t.strictSame(await unlessStuck(begin, async () => STUCK, 5), { stuck: STUCK });
  t.notOk(begun);
});

t.test("a temporary obstacle is not reported", async (t) => {
  let asked = 0;
  const now = async () => (++asked % 2 === 0 ? STUCK : null);
  t.strictSame(await unlessStuck(() => after(60, "well"), now, 5), { done: "well" });
});

t.test("a failed query does not mean stuck, and a later rejection is handled", async (t) => {
  t.strictSame(
    await unlessStuck(
      () => after(30, 1),
      () => Promise.reject(new Error("no")),
      5,
    ),
    { done: 1 },
  );
  const failing = () => new Promise((_, reject) => setTimeout(() => reject(new Error("late")), 40));
  let asked = 0;
  t.match(await unlessStuck(failing, async () => (asked++ === 0 ? null : STUCK), 5), { stuck: STUCK });
  await after(60, null);
});

t.test("a failure of the work is passed on", async (t) => {
  await t.rejects(
    unlessStuck(
      () => Promise.reject(new Error("at once")),
      async () => null,
      5,
    ),
    /at once/,
  );
});
