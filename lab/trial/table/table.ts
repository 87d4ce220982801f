import { isLesser } from "../judge/finding.ts";
import type { Measured } from "../run/measure.ts";
import type { DayResult } from "../run/trial.ts";
import { kindsText } from "./kinds.ts";
import type { Row } from "./row.ts";

const EXACTNESS = [
  "tool",
  "days exact",
  "differences",
  "also lost, not part of the integrity data",
  "a file that changes while it is read",
];
const COSTS = [
  "tool",
  "used as",
  "version",
  "full",
  "increment",
  "restore of the last day",
  "stored: full, all days",
  "memory",
];

/** Two tables in Markdown: which days came back exactly, and what they cost. */
export function tableOf(rows: readonly Row[]): string {
  return [...markdown(EXACTNESS, rows.map(exactnessOf)), "", ...markdown(COSTS, rows.map(costsOf))].join("\n");
}

function markdown(titles: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(titles),
    line(titles.map(() => "---")),
    ...rows.map((row) => line(titles.map((_, index) => row[index] ?? ""))),
  ];
}

function exactnessOf(row: Row): readonly string[] {
  if ("why" in row) return [row.archiver.name, row.why];
  const { archiver, days, busy } = row;
  const exact = days.filter((day) => isExact(day)).length;
  const lesser = kindsText(days, isLesser);
  const serious = [...failuresText(days), kindsText(days, (finding) => !isLesser(finding)) || "none"].join("; ");
  const word = busy.reported ? "reported" : "**not reported**";
  return [
    archiver.name,
    `${exact} of ${days.length}`,
    serious,
    lesser || "nothing",
    `${word}; restored: ${busy.content}`,
  ];
}

function isExact({ kept, restored, findings }: DayResult): boolean {
  return !kept.failed && !restored.failed && findings.every(isLesser);
}

function failuresText(days: readonly DayResult[]): readonly string[] {
  const failedDays = (phase: "kept" | "restored") => days.filter((day) => day[phase].failed).map(({ day }) => day);
  const text = (verb: string, list: readonly number[]) =>
    list.length === 0 ? [] : [`${verb} failed: day ${list.join(", ")}`];
  return [...text("backup", failedDays("kept")), ...text("restore", failedDays("restored"))];
}

function costsOf(row: Row): readonly string[] {
  const { archiver } = row;
  if ("why" in row) return [archiver.name, archiver.mode, row.why];
  const [full, ...later] = row.days;
  const last = later.at(-1);
  if (full === undefined || last === undefined) return [archiver.name, archiver.mode, row.version];
  const increment = later.map(({ kept }) => kept).toSorted((a, b) => a.seconds - b.seconds)[later.length >> 1];
  const memory = Math.max(...row.days.flatMap(({ kept, restored }) => [kept.kibibytes, restored.kibibytes]));
  const times = [full.kept, increment ?? full.kept, last.restored].map(timeText);
  const stored = `${mebibytes(full.stored)}, ${mebibytes(last.stored)}`;
  return [archiver.name, archiver.mode, row.version, ...times, stored, mebibytes(memory * 1024)];
}

function timeText({ seconds, cpuSeconds }: Measured): string {
  return `${seconds.toFixed(1)} s (CPU ${cpuSeconds.toFixed(1)} s)`;
}

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}
