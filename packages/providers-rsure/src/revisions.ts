import {
  type CommandResult,
  type Diagnostic,
  Failure,
  notStartedText,
  outOfTimeText,
  type Probe,
  type ReadIo,
  type RunRef,
  visible,
} from "@rdump/core/provider";
import { RSURE } from "./codes.ts";
import { listCommand, type Place, type RsureCommand, type Surefile, VOLUME_TAG } from "./command.ts";

/** A revision of a surefile, as far as a volume's runs are concerned. */
export interface Revision {
  readonly number: number;
  readonly name: string;
  /** The volume that it was made for; null when it was not made by rdump. */
  readonly volume: string | null;
  /** When it was captured, in milliseconds since the epoch. */
  readonly time: number;
}

/** `ofRoot`: only root can read it. `absent` also for a file that another user can have planted: its content is not trusted. */
export type Revisions =
  | { readonly state: "absent" }
  | { readonly state: "present"; readonly revisions: readonly Revision[]; readonly ofRoot: boolean }
  | { readonly state: "unreadable"; readonly diagnostic: Diagnostic };

/** The revisions of a surefile, the newest first. `root`: it lies where only root may go. */
export async function revisionsIn(rsure: RsureCommand, place: Place, io: ReadIo, root = false): Promise<Revisions> {
  const { file } = place;
  const facts = await io.lstat(file);
  if (facts === null || facts.kind !== "file") return { state: "absent" };
  const isOfRootAlone = facts.uid === 0 && (facts.mode & 0o004) === 0;
  const ofRoot = root || isOfRootAlone;
  const result = await io.query(listCommand(rsure, place, ofRoot));
  const lines = result.stdout.toString("utf8").split("\n");
  if (lines.some((line) => parseObject(line).type === "untrusted")) return { state: "absent" };
  if (result.exitCode !== 0) return unreadable(file, whyNot(result));
  const revisions: Revision[] = [];
  for (const line of lines) {
    if (line === "") continue;
    const revision = parseRevision(line);
    if (revision === null) return unreadable(file, "its list is not valid output of rsure");
    revisions.push(revision);
  }
  return { state: "present", revisions, ofRoot };
}

/** Whether a surefile has the revision of a run: then the update is done. */
export async function probeRevision(
  { rsure, directory, file, volume, root }: Pick<Surefile, "rsure" | "directory" | "file" | "volume" | "root">,
  run: RunRef,
  io: ReadIo,
): Promise<Probe> {
  const found = await revisionsIn(rsure, { directory, file }, io, root);
  if (found.state === "unreadable") throw new Failure(found.diagnostic);
  if (found.state === "absent") return { state: "absent" };
  const done = found.revisions.some((revision) => revision.name === run.stamp && revision.volume === volume);
  return { state: done ? "done" : "absent" };
}

export function parseRevision(line: string): Revision | null {
  const fields = parseObject(line);
  const { number, name, time } = fields;
  if (
    !Number.isSafeInteger(number) ||
    typeof name !== "string" ||
    typeof time !== "string" ||
    Number.isNaN(Date.parse(time))
  )
    return null;
  const tags =
    typeof fields.tags === "object" && fields.tags !== null ? (fields.tags as { [key: string]: unknown }) : {};
  const volume = tags[VOLUME_TAG];
  return { number: Number(number), name, time: Date.parse(time), volume: typeof volume === "string" ? volume : null };
}

export function parseObject(line: string): { readonly [key: string]: unknown } {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as { [key: string]: unknown }) : {};
  } catch {
    return {};
  }
}

/** Why rsure failed. */
export function whyNot(result: CommandResult): string {
  const { notStarted, signal, stderr, stopped } = result;
  const late = outOfTimeText(result);
  if (late !== null) return `rsure ${late}`;
  if (notStarted !== null) return `rsure could not be started: ${notStartedText(notStarted)}`;
  if (stopped) return "the run was interrupted";
  return signal === null ? lastOutput(stderr) : `rsure was ended by ${signal}`;
}

/** The last thing that a command said on standard error, made fit to be shown. */
export function lastOutput(stderr: Buffer): string {
  const lines = stderr
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("{"));
  return visible((lines.at(-1) ?? "rsure printed no reason").replace(/^rsure: /, "").slice(0, 500));
}

function unreadable(file: string, why: string): Revisions {
  const detail = `${visible(file)}: ${why}. The file is not changed. Restore it from a backup, or move it away: the next run then begins a new surefile.`;
  return { state: "unreadable", diagnostic: RSURE.error("rsure-unreadable", detail) };
}
