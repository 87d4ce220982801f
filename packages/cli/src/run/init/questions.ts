import { visible } from "@rdump/core";
import type { Facts } from "@rdump/host";
import type { Terminal } from "../../terminal.ts";

/** The options about places that questions can answer. */
interface Places {
  readonly repository?: string;
  readonly mirror?: string;
}

interface Choice {
  readonly label: string;
  readonly kind: "repository" | "mirror" | "pool";
  /** Null: a question asks for it. */
  readonly place: string | null;
}

/** Asks for the place of the backups, if no option names one. Null: no answer. */
export async function askForPlaces<T extends Places>(
  given: T,
  facts: Facts,
  { out, prompt }: Pick<Terminal, "out" | "prompt">,
): Promise<T | null> {
  if (given.repository !== undefined || given.mirror !== undefined) return given;
  if (prompt === null) return null;
  const choices = choicesFor(facts);
  out("Where do the backups go?");
  for (const [at, { label }] of choices.entries()) out(`  ${at + 1}  ${label}`);
  const chosen = choices[Number(await prompt(`Number from 1 to ${choices.length}:`)) - 1];
  if (chosen === undefined) return null;
  if (chosen.kind === "pool") return given;
  const place = chosen.place ?? (await prompt(PATHS[chosen.kind]));
  return place === "" ? null : { ...given, [chosen.kind]: place };
}

const PATHS = {
  repository: "Location of the repository, such as /mnt/backup/borg or ssh://USER@HOST/./borg:",
  mirror: "Directory for the copies, such as /mnt/backup:",
};

function choicesFor({ repositories, zfs }: Facts): readonly Choice[] {
  const hasPool = "found" in zfs && zfs.found.pools.length > 0;
  return [
    ...repositories.map((place): Choice => {
      return { label: `the existing borg repository ${visible(place)}`, kind: "repository", place };
    }),
    { label: "a borg repository: encrypted archives on a disk or another host", kind: "repository", place: null },
    { label: "a directory on another disk: a copy of the files by rsync", kind: "mirror", place: null },
    ...(hasPool ? [{ label: "only the ZFS pools of this machine", kind: "pool", place: null } as const] : []),
  ];
}
