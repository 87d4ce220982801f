import t from "tap";
import type { Header, Revision } from "../../src/format/header.ts";
import { formatInstant } from "../../src/format/instant.ts";
import type { Slices } from "../../src/scan/batch.ts";
import { isInSlices, SCRUB_TAG, scrubTag, slicesDue } from "../../src/scan/scrub.ts";

const DAY = 86_400;
const START = 1_795_374_274;

const revision = (number: number, asOf: number, slices: Slices | null): Revision => ({
  ...{ name: String(number), number, time: "" },
  tags: { "as-of": formatInstant(asOf), ...(slices === null ? {} : { [SCRUB_TAG]: scrubTag(slices) }) },
});
const header = (...revisions: readonly Revision[]): Header => ({ revisions, raw: {} }) as unknown as Header;
const due = (revisions: readonly Revision[], every: number | "all", asOf: number) =>
  slicesDue(header(...revisions), revisions.at(-1) as Revision, every, asOf);

t.test("the slices that are due", async (t) => {
  const first = revision(1, START, null);
  t.strictSame(due([first], 30 * DAY, START + DAY), { first: 0, count: 35 });
  t.strictSame(due([first], 30 * DAY, START + 40 * DAY), { first: 0, count: 1024 }, "later than the period: all");
  t.strictSame(due([first], 30 * DAY, START - DAY), { first: 0, count: 1 }, "the clock was set back");
  t.strictSame(due([first], "all", START + 1), { first: 0, count: 1024 });
  const second = revision(2, START + DAY, { first: 1000, count: 35 });
  t.strictSame(due([first, second], 30 * DAY, START + 2 * DAY), { first: 11, count: 35 }, "a ring");
  const third = revision(3, START + 2 * DAY, null);
  t.strictSame(due([first, second, third], 30 * DAY, START + 3 * DAY), { first: 11, count: 69 });
  const odd = { ...third, tags: { ...third.tags, [SCRUB_TAG]: "1024" } };
  t.strictSame(due([first, second, odd], 30 * DAY, START + 3 * DAY), { first: 11, count: 69 }, "not a slice");
  t.strictSame(due([{ ...first, tags: {} }], 30 * DAY, START), { first: 0, count: 1024 }, "no moment: all");
});

t.test("every file is hashed once in the period, by the first run after it", async (t) => {
  for (const hours of [7, 24, 24 * 7, 24 * 40]) {
    const every = 30 * DAY;
    const last = new Map<number, number>();
    let longest = 0;
    let previous = revision(1, START, null);
    for (let at = START, number = 2; at < START + 100 * DAY; number++) {
      at += hours * 3600;
      const slices = due([previous], every, at);
      for (let ino = 0; ino < 1024; ino++) {
        if (!isInSlices({ ino: number % 2 === 0 ? ino : BigInt(ino) }, slices)) continue;
        longest = Math.max(longest, at - (last.get(ino) ?? START));
        last.set(ino, at);
      }
      previous = revision(number, at, slices);
    }
    t.equal(last.size, 1024, `every ${hours} hours`);
    t.ok(longest <= every + hours * 3600, `${hours}: ${longest / DAY} days`);
  }
});
