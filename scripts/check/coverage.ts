// Which lines and branches of the sources the tests reach. V8 counts in each process that has NODE_V8_COVERAGE in its
// environment; c8 merges the counts and maps them to the TypeScript sources.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

/** A part of a file that no test reached, in lines from 1. */
export interface Gap {
  readonly file: string;
  readonly from: number;
  readonly to: number;
}

export interface FileCoverage {
  readonly file: string;
  readonly lines: readonly [covered: number, all: number];
  readonly branches: readonly [covered: number, all: number];
  readonly gaps: readonly Gap[];
}

/** One file of c8's JSON report, as far as it is read here. */
interface Counted {
  readonly s: Readonly<Record<string, number>>;
  readonly b: Readonly<Record<string, readonly number[]>>;
  readonly branchMap: Readonly<
    Record<
      string,
      { readonly loc: { readonly start: { readonly line: number }; readonly end: { readonly line: number } } }
    >
  >;
}

/** Runs `work` with a directory for the counts of V8, and reads the counts. The directory is removed. */
export async function withCoverage<T>(
  work: (directory: string) => Promise<T>,
): Promise<{ readonly result: T; readonly files: readonly FileCoverage[] }> {
  const directory = mkdtempSync(join(tmpdir(), "rdump-coverage-"));
  try {
    const result = await work(join(directory, "counts"));
    return { result, files: await report(directory) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function report(directory: string): Promise<readonly FileCoverage[]> {
  const to = join(directory, "report");
  const args = ["--temp-directory", join(directory, "counts"), "--reports-dir", to, "--reporter", "json"];
  const child = spawn(
    "node_modules/.bin/c8",
    ["report", "--merge-async", "--include", "packages/*/src/**/*.ts", ...args],
    {
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  const [status] = await once(child, "close");
  if (status !== 0) throw new Error(`c8 ended with status ${status}`);
  return filesIn(readFileSync(join(to, "coverage-final.json"), "utf8"), process.cwd());
}

/** @param text c8's JSON report; its paths are absolute */
export function filesIn(text: string, root: string): readonly FileCoverage[] {
  const counted = JSON.parse(text) as Readonly<Record<string, Counted>>;
  return Object.entries(counted)
    .map(([path, { s, b, branchMap }]) => {
      const file = relative(root, path);
      const lines = Object.values(s);
      const branches = Object.entries(b);
      const missed = branches.filter(([, [count]]) => count === 0);
      const gaps = missed.map(([key]) => {
        const { start, end } = branchMap[key]?.loc ?? { start: { line: 0 }, end: { line: 0 } };
        return { file, from: start.line, to: end.line };
      });
      return {
        file,
        lines: [lines.filter((count) => count > 0).length, lines.length] as const,
        branches: [branches.length - missed.length, branches.length] as const,
        gaps: gaps.sort((a, b) => a.from - b.from),
      };
    })
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** A room of core's, or a whole package. */
export function roomOf(file: string): string {
  const [, name = "", , room = ""] = file.split("/");
  return name === "core" ? `core/${room.replace(/\.ts$/, "")}` : name;
}

/** A line for each room, and one for all. */
export function coverageLines(files: readonly FileCoverage[]): readonly string[] {
  const rooms = new Map<string, FileCoverage[]>();
  for (const each of files) rooms.set(roomOf(each.file), [...(rooms.get(roomOf(each.file)) ?? []), each]);
  const lines = [...rooms].map(([room, of]) => {
    return `coverage ${room.padEnd(20)} lines ${percent(of, "lines")}  branches ${percent(of, "branches")}`;
  });
  return [
    ...lines,
    `coverage ${"all".padEnd(20)} lines ${percent(files, "lines")}  branches ${percent(files, "branches")}`,
  ];
}

function percent(files: readonly FileCoverage[], of: "lines" | "branches"): string {
  const sum = (index: 0 | 1) => files.reduce((so, each) => so + each[of][index], 0);
  return `${((100 * sum(0)) / Math.max(1, sum(1))).toFixed(1)} %`.padStart(7);
}
