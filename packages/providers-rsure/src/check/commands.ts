import { relative } from "node:path/posix";
import { type Command, mover } from "@rdump/core/provider";
import type { Place } from "../command.ts";
import type { CheckInput, RecordedPoint } from "./input.ts";
import type { Resolved } from "./of-run.ts";

/**
 * The comparison of metadata, hard links and contents, or the contents of a sample. In a part of the tree, each hard link would
 * be missing.
 */
export function checkCommand(input: Resolved<CheckInput>, place: Place, at: number): Command {
  const { sample, asRoot } = input;
  const only = sample?.in === "tree" ? [`--only=${sample.files.list}`] : [];
  const links = sample?.in === "part" ? [] : ["--links"];
  // Without root, they would differ in each file of the sample, and none would be proven.
  const ignored = sample === undefined || asRoot ? [] : ["--ignore=uid,gid"];
  return comparison(input, place, at, ["--progress=json", ...links, ...only, ...ignored, "check"]);
}

/** All entries of the revision. */
export function entriesCommand(input: Resolved<RecordedPoint>, place: Place, at: number): Command {
  return comparison(input, place, at, ["find"]);
}

function comparison(
  { rsure, directory, revision, surefiles, tree }: Resolved<RecordedPoint>,
  { file }: Place,
  index: number,
  words: readonly string[],
): Command {
  const within = relative(directory, file);
  const from = within.startsWith("../") ? file : `./${within}`;
  const [program = "", ...rest] = [...rsure, `--file=${from}`, "--dir=.", `--revision=${revision}`, "--json", ...words];
  const command = mover([program, ...rest], { cwd: directory, ...(tree ?? {}) });
  if (surefiles.length === 1) return command;
  const condition = index === 0 ? "if it has the revision" : "if no surefile before it has the revision";
  return { ...command, condition };
}
