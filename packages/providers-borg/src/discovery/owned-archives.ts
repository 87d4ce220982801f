import { type Diagnostic, type Mark, type Ownership, type Point, presentVolume } from "@rdump/core/provider";
import type { ListedArchive } from "../answers/listing.ts";
import { BORG } from "../codes/index.ts";
import { parseArchiveName } from "../naming/archive-name.ts";
import { parseMark } from "../naming/mark.ts";

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
  for (const archive of archives) {
    const mark = markOf(archive);
    const volume = mark === null ? null : presentVolume(mark, ownership);
    if (mark === null || volume === null) continue;
    const point = pointOf(archive, mark);
    if (point === null) append(renamed, volume, archive.name);
    else append(points, volume, point);
  }
  return { points, renamed };
}

/** True for a checkpoint: borg gives it neither the comment nor the time of the final archive. */
export function isCheckpointName(name: string): boolean {
  return /-\d{8}T\d{6}Z(-[0-9a-f]{4})?(\.unchecked)?\.checkpoint(\.\d+)?$/.test(name);
}

/** The mark of an archive: its comment, or for a checkpoint the `--comment` in the command line that made it. */
export function markOf(archive: ListedArchive): Mark | null {
  if (archive.mark != null) return archive.mark;
  if (archive.comment !== "") return parseMark(archive.comment);
  if (!isCheckpointName(archive.name)) return null;
  const comment = archive.commandLine.find((word) => word.startsWith("--comment="));
  return comment === undefined ? null : parseMark(comment.slice("--comment=".length));
}

/** Null if the name is not a name of an archive of the mark's volume, or if a finished archive has no time. */
export function pointOf(archive: ListedArchive, mark: Mark): Point | null {
  const name = parseArchiveName(archive.name, mark.volume);
  if (name === null) return null;
  const { state } = name;
  const time = state === "invalid" ? name.time : archive.time;
  if (time === null) return null;
  const { run, machine } = mark;
  return { id: archive.id, name: archive.name, time, run, machine, state, held: [] };
}

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
