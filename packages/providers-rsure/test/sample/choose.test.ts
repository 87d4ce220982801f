import fc from "fast-check";
import t from "tap";
import { chooseSample } from "../../src/sample/choose.ts";
import { CoverageTable, coverageOf, coveredBy, formatCoverage } from "../../src/sample/coverage.ts";
import type { EntryKey } from "../../src/sample/entry.ts";

interface File {
  readonly key: EntryKey;
  readonly path: string;
  readonly size: number;
  /** The run that saw it first, or proved it last. */
  readonly since: number;
  readonly proven: boolean;
}

const OF = '["joke","docs"]';
const WEEK = 604_800;
const START = 1_790_000_000;
const SAMPLE = { kind: "part", part: 0.02 } as const;

/** A tree whose files come, go and change, proven once a week. */
class Year {
  files: readonly File[] = [];
  #content: Buffer = Buffer.alloc(0);
  #run = 0;
  readonly #random: () => number;

  constructor(seed: number) {
    let state = seed >>> 0;
    this.#random = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state;
    };
  }

  change({ come, go, edits }: { readonly come: number; readonly go: number; readonly edits: number }): void {
    const stay = [...this.files];
    for (let gone = 0; gone < go && stay.length > 0; gone++) stay.splice(this.#random() % stay.length, 1);
    for (let at = 0; at < edits; at++) {
      const index = this.#random() % stay.length;
      const { key, ...file } = stay[index] as File;
      stay[index] = { ...file, key: [key[0], key[1], this.#random(), this.#random()] };
    }
    const fresh = Array.from({ length: come }, (): File => {
      const key = [this.#random(), this.#random(), this.#random(), this.#random()] as const;
      return { key, path: "a", size: 1, since: this.#run, proven: false };
    });
    this.files = [...stay, ...fresh];
  }

  /** The number of proofs, at most, that a file has waited for its turn, or waits now. */
  prove(): number {
    const table = this.#content.length === 0 ? CoverageTable.empty : CoverageTable.parse(this.#content, OF);
    if (table === null) throw new Error("the coverage is lost");
    const now = START + WEEK * this.#run;
    const chosen = new Set(chooseSample(this.files, SAMPLE, table, now));
    const covered = this.files.map((file) =>
      coveredBy(file.key, chosen.has(file) ? "same" : "not read", { table, now }),
    );
    this.#content = formatCoverage(covered, OF);
    this.files = this.files.map((file) => (chosen.has(file) ? { ...file, since: this.#run, proven: true } : file));
    const waits = this.files.map(({ since, proven }) => this.#run - since + Number(!proven));
    this.#run++;
    return Math.max(...waits);
  }
}

t.test("each file is proven within 50 weekly proofs of 2%, while others come, go and change", (t) => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 500 }), (seed, files) => {
      const year = new Year(seed);
      year.change({ come: files, go: 0, edits: 0 });
      for (let week = 0; week < 110; week++) {
        const waited = year.prove();
        if (waited >= 50) return false;
        const come = Math.floor(Math.ceil(0.02 * year.files.length) / 2);
        year.change({ come, go: week % 3 === 0 ? come : 0, edits: 3 });
      }
      return true;
    }),
    { numRuns: 12 },
  );
  t.end();
});

const key = (path: number, state = 0): EntryKey => [path, path, state, state];
const entry = (path: number, size = 1) => ({ key: key(path), path: `file ${path}`, size });

t.test("a size takes files until it is reached, and at least one", (t) => {
  const chosen = (bytes: number, ...sizes: readonly number[]) =>
    chooseSample(
      sizes.map((size, at) => entry(at, size)),
      { kind: "bytes", bytes },
      CoverageTable.empty,
      START,
    ).length;
  t.equal(chosen(10, 4, 6, 1), 2);
  t.equal(chosen(10, 100, 1), 1, "a file that is larger than the sample");
  t.equal(chosen(10, 0, 0, 11), 2);
  t.equal(chosen(100, 1, 2), 2);
  t.equal(chosen(100), 0);
  t.end();
});

t.test("names that cost the tool more are a small part of a sample", (t) => {
  const odd = Array.from({ length: 1500 }, (_, at) => ({ ...entry(at), path: `new\nline ${at}` }));
  const plain = Array.from({ length: 500 }, (_, at) => entry(2000 + at));
  const chosen = chooseSample([...odd, ...plain], { kind: "part", part: 1 }, CoverageTable.empty, START);
  t.equal(chosen.length, 1500);
  t.equal(chosen.filter(({ path }) => path.includes("\n")).length, 1000);
  t.end();
});

t.test("coverage counts files as they are in the point", (t) => {
  const tableOf = (...covered: Parameters<typeof formatCoverage>[0]) => {
    const table = CoverageTable.parse(formatCoverage(covered, OF), OF);
    if (table === null) throw new Error("no table");
    return table;
  };
  const table = tableOf({ key: key(1), since: START, proven: true }, { key: key(2), since: START, proven: true });
  const now = START + WEEK;
  const covered = [
    coveredBy(key(1), "not read", { table, now }),
    coveredBy(key(2, 7), "not read", { table, now }),
    coveredBy(key(3), "same", { table, now }),
    coveredBy(key(4), "not read", { table, now }),
  ];
  t.strictSame(coverageOf(covered), {
    files: 4,
    proven: 2,
    since: new Date(START * 1000).toISOString().replace(".000", ""),
  });
  t.strictSame(coveredBy(key(2, 7), "same", { table, now }), { key: key(2, 7), since: now, proven: true });
  t.strictSame(coveredBy(key(1), "different", { table, now }), { key: key(1), since: START, proven: false });
  t.strictSame(coverageOf([]), { files: 0, proven: 0, since: null });
  t.end();
});

t.test("a coverage that is damaged, cut or of another target is not read", (t) => {
  const content = formatCoverage([{ key: key(1), since: START, proven: true }], OF);
  t.not(CoverageTable.parse(content, OF), null);
  t.equal(CoverageTable.parse(content, '["joke","other"]'), null);
  for (let at = 0; at < content.length; at++) {
    t.equal(CoverageTable.parse(Buffer.from(content.with(at, (content[at] ?? 0) ^ 1)), OF), null, `byte ${at}`);
    t.equal(CoverageTable.parse(content.subarray(0, at), OF), null, `${at} bytes`);
  }
  t.end();
});
