/** A test file that failed, and the seed by which it fails again. */
export interface Fallen {
  readonly seed: number;
  readonly test: string;
}

/** The result of one campaign. */
export interface Campaign {
  /** `2026-11-22 20:06`, UTC. */
  readonly began: string;
  readonly commit: string;
  readonly zfs: string;
  readonly what: string;
  readonly seeds: string;
  readonly hours: number;
  readonly rounds: number;
  readonly passed: number;
  readonly skipped: number;
  readonly fallen: readonly Fallen[];
}

const HEAD = "| began (UTC) |";

/** The page with one row more: behind the last one of its table. */
export function withCampaign(page: string, campaign: Campaign): string {
  const lines = page.split("\n");
  const head = lines.findIndex((line) => line.startsWith(HEAD));
  if (head < 0) throw new Error(`no table whose head begins with ${HEAD}`);
  const length = lines.slice(head).findIndex((line) => !line.startsWith("|"));
  const end = length < 0 ? lines.length : head + length;
  return [...lines.slice(0, end), rowOf(campaign), ...lines.slice(end)].join("\n");
}

function rowOf({ began, commit, zfs, what, seeds, hours, rounds, passed, skipped, fallen }: Campaign): string {
  const failed = fallen.map(({ seed, test }) => `${test} (seed ${seed})`).join(", ");
  const cells = [began, commit, zfs, what, seeds, hours.toFixed(2), rounds, passed, skipped, failed || "none"];
  return `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;
}
