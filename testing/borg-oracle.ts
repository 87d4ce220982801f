import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { PYTHON } from "./borg-archives.ts";

/** One repository to prune. Times in milliseconds since 1970. */
export interface PruneCase {
  readonly zone: string;
  readonly now: number;
  /** In hours. */
  readonly within: number | null;
  /** Borg's names of the rules: `secondly` is `last`. */
  readonly rules: readonly (readonly [rule: string, count: number])[];
  readonly points: readonly (readonly [id: string, time: number])[];
}

/** Why borg cannot be asked here; false if it can. */
export const noBorgOracle =
  spawnSync(PYTHON, ["-c", "import borg.helpers.misc"]).status === 0 ? false : "python3 has no borg";

/** The ids that borg's own pruning function keeps, with rule and number, for each case. */
export function keptByBorg(
  cases: readonly PruneCase[],
): readonly { readonly [id: string]: readonly [string, number] }[] {
  const { stdout, stderr } = spawnSync(PYTHON, [join(import.meta.dirname, "borg_prune_oracle.py")], {
    input: JSON.stringify(cases),
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  if (stderr !== "") throw new Error(stderr);
  return JSON.parse(stdout);
}
