import {
  type Diagnostic,
  type FileWrite,
  LARGEST_LIST,
  lastOutput,
  type RunIo,
  type SampleFiles,
  unescapedPath,
  visible,
} from "@rdump/core/provider";
import type { NamesOfArchive } from "../answers/names.ts";
import { BORG } from "../codes/index.ts";
import { onlyTheseFile } from "../left-out/patterns.ts";

/** As the plan shows them. */
export function sampleWrites({ patterns, names }: SampleFiles): readonly [patterns: FileWrite, names: FileWrite] {
  const file = { do: "write", content: "", mode: 0o600, bulk: true } as const;
  return [
    { ...file, path: patterns, found: "the paths of the sample, as borg takes them" },
    { ...file, path: names, found: "the names of the archive" },
  ];
}

/** Writes what borg extracts, and the names that the archive has. Null: success. */
export async function writeSample(files: SampleFiles, names: NamesOfArchive, io: RunIo): Promise<Diagnostic | null> {
  const list = await io.readFile(files.list, LARGEST_LIST);
  if (list === null) return notWritten(`${visible(files.list)} does not exist. Prove the point again.`);
  if (names.isTooLong) return notWritten("The archive has more names than a sample can compare. Remove `sample`.");
  const paths = list
    .toString("latin1")
    .split("\n")
    .filter((line) => line !== "");
  const [patterns, all] = sampleWrites(files);
  const contents = [
    { ...patterns, content: onlyTheseFile(paths.map(unescapedPath)) },
    { ...all, content: names.content },
  ];
  for (const write of contents) {
    const result = await io.run(write);
    if (result.exitCode !== 0) return notWritten(`${visible(write.path)}: ${lastOutput(result)}.`);
  }
  return null;
}

function notWritten(detail: string): Diagnostic {
  return BORG.error("borg-sample-not-written", detail);
}
