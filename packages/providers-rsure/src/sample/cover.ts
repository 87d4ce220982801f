import {
  type ActionContext,
  type CommandResult,
  type FileWrite,
  LARGEST_LIST,
  type ReadIo,
  type SampledProof,
  type SampleFiles,
  type Step,
  sampleDirectory,
  sampleRemoval,
} from "@rdump/core/provider";
import { entriesCommand } from "../check/commands.ts";
import type { CheckInput } from "../check/input.ts";
import type { Difference } from "../check/judge.ts";
import type { Resolved } from "../check/of-run.ts";
import type { Verdict } from "../check/verdict.ts";
import type { Place } from "../command.ts";
import {
  CoverageTable,
  type Covered,
  coverageOf,
  coveredBy,
  formatCoverage,
  LARGEST_COVERAGE,
  type Result,
} from "./coverage.ts";
import { isSampled, parseRevisionEntry, type RevisionEntry } from "./entry.ts";
import { Names } from "./names.ts";
import { PathSet } from "./path-set.ts";

/** More differences than this are counted, and then no file of this proof counts as proven. */
const MOST_DIFFERENT = 500_000;

/** What the comparison of a sample has found, by the paths as rsure writes them. */
export class SampleResults {
  readonly names: Names | null;
  /** Null: all files. */
  readonly #listed: ReadonlySet<string> | null;
  readonly #isPart: boolean;
  /** Of a part: the directories above the listed files. */
  readonly #above = new PathSet();
  readonly #different = new PathSet();
  readonly #removed = new PathSet();

  private constructor(kind: SampledProof["in"], listed: Buffer | null, names: Buffer | null) {
    this.#isPart = kind === "part";
    this.#listed = listed === null ? null : new Set(listed.toString("latin1").split("\n").slice(0, -1));
    if (kind === "part") for (const path of this.#listed ?? []) this.#above.addAbove(path);
    this.names = names === null ? null : new Names(names);
  }

  static async read({ in: kind, files }: SampledProof, io: ReadIo): Promise<SampleResults> {
    const content = async (path: string) => (await io.readFile(path, LARGEST_LIST)) ?? Buffer.alloc(0);
    const listed = kind === "all" ? null : await content(files.list);
    return new SampleResults(kind, listed, kind === "part" ? await content(files.names) : null);
  }

  /** A line of a comparison. False: it is about a file outside of the sample, which was not restored. */
  note({ type, path }: { readonly [key: string]: unknown }): boolean {
    if (typeof path !== "string") return true;
    if (this.#isPart && !this.#isListed(path)) {
      // Of a missing directory, the comparison names no file.
      if (type === "removed" && this.#above.has(path)) this.#removed.add(path);
      return false;
    }
    if (this.#different.size < MOST_DIFFERENT) this.#different.add(path);
    if (type === "removed" && !this.#isPart) this.#removed.add(path);
    return true;
  }

  resultOf(entry: RevisionEntry): Result {
    const { escaped } = entry;
    const isDifferent =
      this.#different.size >= MOST_DIFFERENT || this.#different.has(escaped) || this.isNotRestored(entry);
    return isDifferent ? "different" : this.#isListed(escaped) ? "same" : "not read";
  }

  /** A listed file of a part, whose directory was not restored either. */
  isNotRestored({ escaped }: RevisionEntry): boolean {
    return this.#isPart && this.#isListed(escaped) && this.#removed.covers(escaped);
  }

  #isListed(path: string): boolean {
    return this.#listed?.has(path) ?? true;
  }

  /** The point has the entry. `missing`: called if it does not, and has the directory above. */
  has(entry: RevisionEntry, missing: () => void): boolean {
    if (this.names !== null) return this.names.take(entry, missing);
    return !this.#removed.covers(entry.escaped);
  }
}

interface Comparison {
  readonly place: Place;
  /** Of the surefile. */
  readonly at: number;
  readonly results: SampleResults;
  readonly verdict: Verdict;
}

/** Compares the names of the point, and writes what is proven by now. Null: done. Else the command that failed. */
export async function coverSample(
  { place, at, results, verdict }: Comparison,
  { input, run, io }: Pick<ActionContext<Resolved<CheckInput>>, "input" | "run" | "io">,
): Promise<CommandResult | null> {
  const { sample } = input;
  if (sample === undefined) return null;
  const table = await readCoverage(sample.files, io);
  const now = Date.parse(run.time) / 1000;
  const covered: Covered[] = [];
  const take = (entry: RevisionEntry) => {
    if (!results.has(entry, () => verdict.add(notRestored(entry))) || !isSampled(entry, input)) return;
    if (results.isNotRestored(entry)) verdict.add(notRestored(entry));
    covered.push(coveredBy(entry.key, results.resultOf(entry), { table, now }));
  };
  const listed = await io.run(entriesCommand(input, place, at), {
    stdout: (line) => {
      const entry = parseRevisionEntry(line);
      if (entry !== null) take(entry);
    },
  });
  if (listed.exitCode !== 0 || listed.stopped) return listed;
  for (const difference of results.names?.added() ?? []) verdict.add(difference);
  const content = formatCoverage(covered, sample.files.of).toString("latin1");
  for (const step of [sampleDirectory(sample.files), { ...coverageWrite(sample.files), content }]) {
    const result = await io.run(step);
    if (result.exitCode !== 0) return result;
  }
  await io.run(sampleRemoval(sample.files));
  verdict.coverage = coverageOf(covered);
  return null;
}

/** The point does not have the entry, or it lists a file that the tool did not restore. */
function notRestored({ path, kind }: RevisionEntry): Difference {
  return { type: "removed", path, kind, attributes: [], modified: null };
}

/** As the plan shows it. */
export function coveringSteps(input: Resolved<CheckInput>): readonly Step[] {
  const { sample, surefiles } = input;
  if (sample === undefined) return [];
  return [
    ...surefiles.map((place, at) => entriesCommand(input, place, at)),
    sampleDirectory(sample.files),
    coverageWrite(sample.files),
    sampleRemoval(sample.files),
  ];
}

function coverageWrite({ coverage }: SampleFiles): FileWrite {
  return { do: "write", path: coverage, content: "", mode: 0o600, found: "when each file was proven", bulk: true };
}

/** If the file is lost, damaged or too large, all files are proven again. */
export async function readCoverage({ coverage, of }: SampleFiles, io: ReadIo): Promise<CoverageTable> {
  const facts = await io.lstat(coverage);
  if (facts?.kind !== "file" || facts.size > LARGEST_COVERAGE) return CoverageTable.empty;
  const content = await io.readFile(coverage, LARGEST_COVERAGE);
  return (content === null ? null : CoverageTable.parse(content, of)) ?? CoverageTable.empty;
}
