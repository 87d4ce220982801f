import {
  archivePrefix,
  type Diagnostic,
  type Mark,
  type Ownership,
  type Point,
  presentVolume,
} from "@rdump/core/provider";
import type { ListedArchive } from "../answers/listing.ts";
import { BORG } from "../codes/index.ts";
import { parseArchiveName, timeOfStamp } from "../naming/archive-name.ts";

/** The archives of one owner in a repository, by volume. Archives of other owners are left out. */
export interface OwnedArchives {
  readonly points: ReadonlyMap<string, readonly Point[]>;
  /**
   * Archives with the mark of the owner and a name that rdump did not give: a user renamed them, so they are foreign.
   */
  readonly renamed: ReadonlyMap<string, readonly string[]>;
}

/** The archives of a list that belong to an owner, from any machine. Pure. */
export function ownedArchives(ownership: Ownership, archives: readonly ListedArchive[]): OwnedArchives {
  const points = new Map<string, Point[]>();
  const renamed = new Map<string, string[]>();
  const prefixes = new Map<string, string>();
  archives.forEach((archive) => {
    const { mark = null } = archive;
    const volume = mark === null ? null : presentVolume(mark, ownership);
    if (mark === null || volume === null) return;
    const prefix = prefixes.get(mark.volume) ?? archivePrefix(mark.volume);
    prefixes.set(mark.volume, prefix);
    const point = pointOf(archive, mark, prefix);
    if (point === null) append(renamed, volume, archive.name);
    else append(points, volume, point);
  });
  return { points, renamed };
}

/**
 * Null if the name is not a name of an archive of the mark's volume, or if a finished archive has no time. `prefix`:
 * what `archivePrefix` returns for the volume of the mark.
 */
export function pointOf(archive: ListedArchive, mark: Mark, prefix = archivePrefix(mark.volume)): Point | null {
  const name = parseArchiveName(archive.name, prefix);
  if (name === null) return null;
  const { state } = name;
  const time = state === "invalid" ? timeOfStamp(name.stamp) : archive.time;
  if (time === null) return null;
  const { run, machine } = mark;
  return { id: archive.id, name: archive.name, time, run, machine, state, held: NOT_HELD };
}

const NOT_HELD: readonly string[] = [];

/** Whether one run wrote both. The machine of a dead run is not known when its archive is looked for. */
export function sameMark(a: Mark | null, b: Mark): boolean {
  return a !== null && a.owner === b.owner && a.volume === b.volume && a.run === b.run;
}

export function renamedNote(address: string, names: readonly string[]): Diagnostic {
  const [some, has] =
    names.length === 1 ? ["An archive was renamed", "has"] : [`${names.length} archives were renamed`, "have"];
  const more = names.length === 1 ? "" : `, and ${names.length - 1} more`;
  const detail = `${some} and still ${has} the mark of rdump: ${JSON.stringify(names[0])}${more}. rdump treats a renamed archive as an archive of another owner: the archive fills no slot and is never deleted. To keep the archive forever, do nothing. Otherwise give it the former name with \`borg rename\`.`;
  return BORG.note("borg-renamed-archive", detail, { address });
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
