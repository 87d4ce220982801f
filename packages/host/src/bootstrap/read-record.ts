import { createHash } from "node:crypto";
import {
  type BootstrapIo,
  type BootstrapRole,
  Failure,
  MACHINE_RECORD_LIMIT,
  type MachineRecord,
  type MarkedArchive,
  parseMachineRecord,
  type Repository,
  visible,
} from "@rdump/core/provider";

export interface ReadRecord {
  readonly archive: MarkedArchive;
  readonly record: MachineRecord;
}

/** A record is used only if it is the one that the mark of its archive names. */
export interface RecordSearch {
  /** Null: no archive has a record that can be used. */
  readonly found: ReadRecord | null;
  /** Why newer archives were not used. */
  readonly refused: readonly string[];
}

/** Each attempt reads from the repository. */
const MOST_TRIED = 10;

/** Reads the machine record of the first archive that has an unchanged one. */
export async function readRecord(
  role: BootstrapRole,
  repository: Repository,
  archives: readonly MarkedArchive[],
  io: BootstrapIo,
): Promise<RecordSearch> {
  const refused: string[] = [];
  for (const archive of archives.slice(0, MOST_TRIED)) {
    const read = await recordOf(role, repository, archive, io);
    if (typeof read !== "string") return { found: { archive, record: read }, refused };
    refused.push(`${visible(archive.point.name)}: ${read}`);
  }
  return { found: null, refused };
}

async function recordOf(
  role: BootstrapRole,
  repository: Repository,
  { record, point, mark }: MarkedArchive,
  io: BootstrapIo,
): Promise<MachineRecord | string> {
  if (record === null) return "it has no machine record";
  try {
    const bytes = await role.file(repository, point, record.path, MACHINE_RECORD_LIMIT, io);
    const digest = createHash("sha256").update(bytes).digest("hex");
    if (digest !== record.digest) return `${visible(record.path)} is not the file that the mark of the archive names`;
    const parsed = parseMachineRecord(bytes);
    if (parsed === null) return "its machine record has a format that this version of rdump does not know";
    const isOf = parsed.owner === mark.owner && parsed.volume === mark.volume;
    return isOf ? parsed : "its machine record is about another owner or volume";
  } catch (error) {
    if (error instanceof Failure) return error.diagnostics.map(({ detail }) => detail).join("; ");
    throw error;
  }
}
