import { corrupt, SureError } from "../errors.ts";

/** Free text that belongs to a revision. `name` is never among them: it is the revision's own field. */
export type Tags = { readonly [key: string]: string };

/** One revision, as the header has it. `time` is RFC 3339 in UTC and says when the revision was written. */
export interface Revision {
  readonly name: string;
  readonly number: number;
  readonly tags: Tags;
  readonly time: string;
}

/** The header of a surefile. `raw` keeps what this program does not know, so that it survives a rewrite. */
export interface Header {
  readonly revisions: readonly Revision[];
  readonly raw: Raw;
}

type Raw = { readonly [key: string]: unknown };

const PREFIX = "\x01t";
const VERSION = 1;

const isRecord = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);

function checkRevision(raw: unknown): Revision {
  if (!isRecord(raw)) throw corrupt("the header has a revision that is not an object");
  const { name, number, tags, time } = raw;
  if (typeof name !== "string") throw corrupt("the header has a revision without a name");
  if (typeof number !== "number" || !Number.isSafeInteger(number) || number < 1)
    throw corrupt("the header has a revision without a number");
  if (!isRecord(tags) || Object.values(tags).some((value) => typeof value !== "string"))
    throw corrupt(`revision ${number} has tags that are not text`);
  if (typeof time !== "string" || Number.isNaN(Date.parse(time))) throw corrupt(`revision ${number} has no time`);
  return { name, number, tags: tags as Tags, time };
}

/**
 * @param line the first line of a surefile, without LF, decoded from UTF-8
 * @throws SureError `corrupt`, or `unsupported` for a version that this program does not know
 */
export function parseHeader(line: string): Header {
  if (!line.startsWith(PREFIX)) throw corrupt("the first line is not the header of a surefile");
  let raw: unknown;
  try {
    raw = JSON.parse(line.slice(PREFIX.length));
  } catch (error) {
    throw corrupt("the header is not JSON", error);
  }
  if (!isRecord(raw) || !Array.isArray(raw.deltas)) throw corrupt("the header has no list of revisions");
  if (raw.version !== VERSION)
    throw new SureError(
      "unsupported",
      `the surefile has format version ${JSON.stringify(raw.version)}, not ${VERSION}`,
    );
  const revisions = raw.deltas.map(checkRevision);
  if (revisions.length === 0) throw corrupt("the header has no revision");
  if (new Set(revisions.map((revision) => revision.number)).size !== revisions.length)
    throw corrupt("the header has a revision number twice");
  return { revisions, raw };
}

export const emptyHeader = (): Header => ({ revisions: [], raw: { version: VERSION, deltas: [] } });

/** The largest revision number, 0 when there is none. A new revision is based on it, and numbered one more. */
export const latestNumber = (header: Header): number =>
  header.revisions.reduce((largest, revision) => Math.max(largest, revision.number), 0);

export function addRevision(header: Header, revision: Revision): Header {
  const deltas = [...(header.raw.deltas as unknown[]), revision];
  return { revisions: [...header.revisions, revision], raw: { ...header.raw, deltas } };
}

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Writes the keys of `first` in that order, then the others as they come, so that no unknown field is lost. */
function writeObject(raw: Raw, first: readonly string[], write: (key: string, value: unknown) => string): string {
  const others = Object.keys(raw).filter((key) => !first.includes(key));
  return `{${[...first, ...others].map((key) => `${JSON.stringify(key)}:${write(key, raw[key])}`).join(",")}}`;
}

const writeTags = (tags: Raw): string =>
  writeObject(tags, Object.keys(tags).sort(byBytes), (_, tag) => JSON.stringify(tag));

const writeRevision = (raw: Raw): string =>
  writeObject(raw, ["name", "number", "tags", "time"], (key, value) =>
    key === "tags" ? writeTags(value as Raw) : JSON.stringify(value),
  );

/** The first line of the surefile, without LF. */
export function formatHeader(header: Header): string {
  const text = writeObject(header.raw, ["version", "deltas"], (key, value) =>
    key === "deltas" ? `[${(value as Raw[]).map(writeRevision).join(",")}]` : JSON.stringify(value),
  );
  return PREFIX + text;
}

/**
 * Finds a revision by its number or its name. Of several with one name the newest is meant.
 *
 * @throws SureError `missing` when there is none
 */
export function findRevision(header: Header, wanted: string): Revision {
  const byNumber = header.revisions.find((revision) => String(revision.number) === wanted);
  const found = byNumber ?? header.revisions.findLast((revision) => revision.name === wanted);
  if (!found) throw new SureError("missing", `the surefile has no revision ${JSON.stringify(wanted)}`);
  return found;
}

/** @throws SureError `missing` when the surefile holds no revision at all */
export function latestRevision(header: Header): Revision {
  return findRevision(header, String(latestNumber(header)));
}

/** The revision that came before `revision`, by number; `undefined` for the first. */
export function priorRevision(header: Header, revision: Revision): Revision | undefined {
  return header.revisions
    .filter((other) => other.number < revision.number)
    .reduce<Revision | undefined>((best, other) => (best && best.number > other.number ? best : other), undefined);
}
