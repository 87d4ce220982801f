import { shellWord, visible } from "@rdump/core";
import type { InitialConfig, Wish } from "@rdump/host";

/** The volumes with their reasons, the things that no volume covers, and notes. */
export function inventoryLines({ volumes, skipped, notes }: InitialConfig): readonly string[] {
  const part = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${visible(line)}`), ""];
  return [
    ...part(
      "Volumes:",
      volumes.map(({ name, path, why }) => `${name}: ${path}: ${why}`),
    ),
    ...part(
      "Not covered:",
      skipped.map(({ name, reason }) => `${name}: ${reason}`),
    ),
    ...part("Notes:", notes),
  ];
}

interface Written {
  readonly written: readonly string[];
  readonly isRoot: boolean;
  /** The directory of the repository, which does not exist; null: it exists, or is on another host. */
  readonly missing: string | null;
}

/** The next steps after the files are written. */
export function nextLines(
  { repository }: Wish,
  { volumes }: InitialConfig,
  { written, isRoot, missing }: Written,
): readonly string[] {
  const [first] = volumes;
  const config = written.at(-1) ?? "";
  const given = /^\/etc\/rdump\/rdump\.json5$/.test(config) ? "" : ` -c ${shellWord(config)}`;
  return [
    ...secretLines(repository, written),
    ...(missing === null
      ? []
      : ["", `${visible(missing)} does not exist. Before the first run, mount its disk or make it.`]),
    "",
    "Next:",
    `  rdump plan${given}`,
    `  rdump apply${given}`,
    `  rdump status${given}`,
    `  rdump restore${given} ${first?.name ?? "VOLUME"} --to /tmp/restored`,
    `  rdump schedule install${isRoot ? "" : " --user"}${given}`,
  ];
}

function secretLines(repository: Wish["repository"], written: readonly string[]): readonly string[] {
  if (repository === null || repository.passphraseFile === null) return [];
  const { passphraseFile, encryption, location } = repository;
  const origin = written.includes(passphraseFile) ? "The new passphrase is" : "The passphrase is";
  const lines = [
    "",
    `${origin} in ${visible(passphraseFile)}. Without it, no archive can be read.`,
    "Keep a copy outside of this machine, for example in a password manager or on paper.",
  ];
  if (encryption?.startsWith("keyfile") !== true) return lines;
  return [
    ...lines,
    "The key of the repository is in ~/.config/borg/keys after the first run. Without it, no archive can be read. Keep a copy of it, too:",
    `  borg key export --paper ${visible(shellWord(location))}`,
  ];
}
