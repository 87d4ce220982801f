import {
  countOf,
  fieldsOf,
  isId,
  isIso,
  type Mark,
  parseJson,
  type ReadFrom,
  type RecordedMachine,
  textOf,
} from "@rdump/core/provider";
import { FORMAT_NAMES, type FormatName, isFormatName } from "./formats/names.ts";
import { archiveFile, baseName } from "./naming/files.ts";

/** What `.rdump.json` beside an archive says. It is written last: an archive without it is not complete. */
export interface Manifest {
  readonly format: FormatName;
  readonly owner: string;
  readonly volume: string;
  readonly run: string;
  /** The digest of the machine. */
  readonly machine: string | null;
  /** `2026-11-22T20:06:40Z`. */
  readonly time: string;
  /** The size of the file, and its SHA-256. */
  readonly bytes: number;
  readonly sha256: string;
  /** Files of the volume, without directories, and their size in the archive before compression. */
  readonly files: number;
  readonly sourceBytes: number;
  /** The number of paths that could not be read, and the first of them. */
  readonly missing: number;
  readonly missingPaths: readonly string[];
  /** The machine record in the archive; absent: there is none. */
  readonly record?: RecordedMachine;
  /** Absent: the repository had no `levels`. */
  readonly levels?: ArchiveLevels;
}

/** The place of an archive in its chain, and what the next one needs. */
export interface ArchiveLevels {
  /** The archive that it is a difference to; null: it is full. */
  readonly base: Base | null;
  /** The number of archives that it needs. */
  readonly level: number;
  /** The file that tar reads for the next difference; null: the next archive is full. */
  readonly state: FileDigest | null;
  /** The digest of the excludes: with others, the next archive is full. */
  readonly excludes: string;
  /** What the archive was read from: of something else, the next archive is full. Absent: not known. */
  readonly readFrom?: ReadFrom;
}

export interface FileDigest {
  readonly bytes: number;
  readonly sha256: string;
}

/** `id`: the SHA-256 of its manifest. `name`: of its files. */
export type Base = { readonly id: string; readonly name: string };

/** No manifest that rdump writes is larger: it names few paths. */
export const LARGEST_MANIFEST = 1024 * 1024;

const HEAD = { rdump: "archive", version: 1 } as const;

export function manifestText(manifest: Manifest): string {
  const { levels, format, ...rest } = manifest;
  const file = archiveFile(baseName(manifest.volume, { id: manifest.run, machine: manifest.machine }), format);
  const place = levels === undefined ? { level: 0, base: null } : { level: levels.level, base: levels.base };
  const next = levels === undefined ? {} : nextOf(levels);
  return `${JSON.stringify({ ...HEAD, format, ...place, file, ...rest, ...next }, null, 2)}\n`;
}

function nextOf({ state, excludes, readFrom }: ArchiveLevels) {
  return { state, excludes, ...(readFrom === undefined ? {} : { readFrom }) };
}

/** Null for anything that `manifestText` does not write. */
export function parseManifest(content: Buffer): Manifest | null {
  const fields = fieldsOf(parseJson(content.toString("utf8")));
  const [bytes, files] = [countOf(fields.bytes), countOf(fields.files)];
  const [sourceBytes, missing] = [countOf(fields.sourceBytes), countOf(fields.missing)];
  const time = textOf(fields.time);
  const mark = markIn(fields);
  const { format } = fields;
  if (!isFormatName(format) || mark === null || !isId(fields.sha256) || !isIso(time)) return null;
  if (bytes === undefined || files === undefined || sourceBytes === undefined || missing === undefined) return null;
  const paths = Array.isArray(fields.missingPaths) ? (fields.missingPaths as readonly unknown[]).map(textOf) : [];
  const counts = { bytes, sha256: fields.sha256, files, sourceBytes, missing, missingPaths: paths };
  const manifest = { format, ...mark, time, ...counts, ...recordIn(fields), ...levelsIn(fields) };
  return manifestText(manifest) === content.toString("utf8") ? manifest : null;
}

/** Why no manifest could be parsed. */
export function whyInvalid(content: Buffer): string {
  const { rdump, format } = fieldsOf(parseJson(content.toString("utf8")));
  if (rdump !== HEAD.rdump || typeof format !== "string" || isFormatName(format)) return "its content is not valid";
  return `this version of rdump does not know its format "${format.slice(0, 40)}", and has the formats ${FORMAT_NAMES.join(", ")}`;
}

type Fields = { readonly [name: string]: unknown };

function markIn(fields: Fields): Mark | null {
  const { owner, volume, run, machine } = fields;
  if (typeof owner !== "string" || typeof volume !== "string" || typeof run !== "string") return null;
  if (machine !== null && !(typeof machine === "string" && /^[0-9a-f]{16}$/.test(machine))) return null;
  return owner === "" || volume === "" || !/^[A-Za-z0-9._-]+$/.test(run) ? null : { owner, volume, run, machine };
}

function recordIn(fields: Fields): Pick<Manifest, "record"> {
  const { digest, path } = fieldsOf(fields.record);
  return isId(digest) && typeof path === "string" ? { record: { digest, path } } : {};
}

/** The text of the manifest is compared afterwards, so that unexpected values are refused. */
function levelsIn(fields: Fields): Pick<Manifest, "levels"> {
  if (typeof fields.excludes !== "string") return {};
  const { name, disk } = fieldsOf(fields.readFrom);
  const level = countOf(fields.level) ?? 0;
  const [base, state] = [fieldsOf(fields.base), fieldsOf(fields.state)];
  const bytes = countOf(state.bytes);
  return {
    levels: {
      base: isId(base.id) && typeof base.name === "string" ? { id: base.id, name: base.name } : null,
      level,
      state: bytes !== undefined && isId(state.sha256) ? { bytes, sha256: state.sha256 } : null,
      excludes: fields.excludes,
      ...(typeof name === "string" ? { readFrom: { name, disk: typeof disk === "string" ? disk : null } } : {}),
    },
  };
}
