import { createHash } from "node:crypto";
import type { Address } from "../model/address.ts";
import { type Command, mover } from "../model/command.ts";

/** Files of the proofs of samples of one target, all in one directory. Only `coverage` outlives a run. */
export type SampleFiles = {
  readonly directory: string;
  /** The paths of the sample, one a line, each byte that is not plain as `=xx`. */
  readonly list: string;
  /** The same paths as the tool of the archives takes them. */
  readonly patterns: string;
  /** The names of the whole archive: a JSON array of path and modification time (seconds, or null) a line. */
  readonly names: string;
  /** When each file was proven. */
  readonly coverage: string;
  /** The owner, the target, and the identity of its repository, disk or dataset. */
  readonly of: string;
};

/**
 * Where a state directory keeps what proofs have covered. `place`: the identity of the repository, disk or dataset; null: not
 * known. Another one at the same address has proven nothing.
 */
export function sampleFilesIn(
  stateDir: string,
  owner: string,
  address: Address,
  place: string | null = null,
): SampleFiles {
  const directory = `${stateDir.endsWith("/") ? stateDir.slice(0, -1) : stateDir}/proofs`;
  const of = JSON.stringify(place === null ? [owner, address] : [owner, address, place]);
  const stem = `${directory}/${createHash("sha256").update(of).digest("hex").slice(0, 32)}`;
  return {
    ...{ directory, of, list: `${stem}.sample`, patterns: `${stem}.patterns` },
    ...{ names: `${stem}.names`, coverage: `${stem}.coverage` },
  };
}

/** In bytes: what is read of one of these files at most. */
export const LARGEST_LIST = 256 * 1024 * 1024;

export function sampleDirectory({ directory }: SampleFiles): Command {
  return mover(["install", "--directory", "--mode=0700", "--", directory]);
}

/** Removes what only one run needs. */
export function sampleRemoval({ list, patterns, names }: SampleFiles): Command {
  return mover(["rm", "--force", "--", list, patterns, names]);
}

/** Paths of tools that cannot give back all bytes are compared as text: bytes that are no UTF-8 become one sign. */
export function comparableName(path: string): string {
  return path.replaceAll(/\uFFFD+/g, "\uFFFD");
}

/** Tools read a list of such names line by line. Other names cost more: a sample has at most `MOST_ODD_NAMES` of them. */
export function isPlainName(path: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return !/^\s|\s$|[\u0000-\u001f\u007f-\u009f\uFFFD]/.test(path);
}

export const MOST_ODD_NAMES = 1000;
