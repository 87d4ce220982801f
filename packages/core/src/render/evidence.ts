import { shellWord } from "../diagnostics/shell-word.ts";
import { visible } from "../diagnostics/visible.ts";
import type { Evidence, EvidenceOutput, GroupEvidence } from "../model/evidence.ts";
import type { CommandOfProof, Coverage } from "../model/proof.ts";
import { bytesText } from "../model/size.ts";
import { counted } from "./quantity.ts";

/** `rdump proofs`: the newest results of each group. */
export function evidenceLines({ groups }: EvidenceOutput): readonly string[] {
  return groups.flatMap(({ address, declared, provenAt, proofs }) => {
    const [last] = proofs;
    const state = provenAt === null ? (declared ? "never proven" : "no proof declared") : `proven ${provenAt}`;
    const lines = [`${visible(address)}: ${state}`];
    if (last === undefined) return lines;
    const covered = last.coverage === undefined ? [] : [`    coverage: ${coverageText(last.coverage)}`];
    const command = last.command === undefined ? [] : [`    command: ${commandText(last.command)}`];
    return [...lines, `    newest result: ${resultText(last)}`, ...covered, ...command];
  });
}

/** `mail check as postgres: exit status 0, without network`. */
function commandText({ argv, user, end, isolated }: CommandOfProof): string {
  const shown = visible(argv.map(shellWord).join(" "));
  const text = shown.length > LONGEST_COMMAND ? `${shown.slice(0, LONGEST_COMMAND)}…` : shown;
  const network = isolated ? "without network" : "with network, because unshare does not work";
  return `${text}${user === null ? "" : ` as ${visible(user)}`}: ${visible(end)}, ${network}`;
}

const LONGEST_COMMAND = 200;

/** The coverage of the proofs of samples: `31,004 of 41,233 files proven since 2026-10-03`. */
export function coverageText({ files, proven, since }: Coverage): string {
  const day = since === null ? "" : ` since ${since.slice(0, 10)}`;
  const count = (number: number) => number.toLocaleString("en-US");
  if (proven < files) return `${count(proven)} of ${count(files)} files proven${day}`;
  return `all ${count(files)} files proven${day}`;
}

function resultText(proof: Evidence): string {
  const { time, verdict, point, files, bytes, differences, lacks, problem } = proof;
  const found = differences === 0 ? "" : `, ${counted(differences, "difference")}`;
  const lost = lacks.length === 0 ? "" : `, not compared: ${lacks.map(visible).join(", ")}`;
  const why = problem === null ? "" : ` (${visible(problem.summary)} [${visible(problem.code)}])`;
  return `${visible(time)} ${verdict}, ${visible(point)}, ${counted(files, "file")}, ${bytesText(bytes)}${found}${lost}${why}`;
}

/** The same for an auditor: all results, as Markdown. */
export function evidenceMarkdown(evidence: EvidenceOutput): string {
  const { host, owner, machine, at, rdump, groups } = evidence;
  const head = [
    `# Proofs of restores on ${cell(host)}`,
    "",
    `Written by rdump ${rdump} at ${at}. Owner: ${cell(owner)}. Machine: ${cell(machine ?? "unknown")}.`,
    "",
    "A proof compares the files of a point with the integrity data of the run that made the point.",
  ];
  return `${[...head, ...groups.flatMap(groupMarkdown)].join("\n")}\n`;
}

function groupMarkdown({ address, declared, provenAt, proofs }: GroupEvidence): readonly string[] {
  const state = provenAt === null ? "Never proven." : `Last proven: ${provenAt}.`;
  const rows = proofs.map(({ time, point, verdict, files, bytes, differences, lacks, command, problem }) =>
    [
      ...[time, point, verdict, String(files), String(bytes), String(differences), lacks.join("; ")],
      ...[command === undefined ? "" : commandText(command), problem?.summary ?? ""],
    ]
      .map(cell)
      .join(" | "),
  );
  const coverage = proofs[0]?.coverage;
  const table = [
    "",
    "| time | point | result | files | bytes | differences | not compared | command | problem |",
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ...rows.map((row) => `| ${row} |`),
  ];
  return [
    "",
    `## ${cell(address)}`,
    "",
    `${state}${declared ? "" : " No proof is declared."}`,
    ...(coverage === undefined ? [] : ["", `Coverage of the samples: ${cell(coverageText(coverage))}.`]),
    ...(rows.length > 0 ? table : []),
  ];
}

/** Names of others cannot begin markup, a cell or a line. */
function cell(text: string): string {
  return visible(text).replace(/[\\`*_{}[\]<>#|!&]/g, (character) => `&#${character.charCodeAt(0)};`);
}
