import {
  type ActionHandler,
  boundedText,
  type CommandResult,
  type Diagnostic,
  effectiveUser,
  FirstMessages,
  failed,
  type Outcome,
  type ReadIo,
  type RunIo,
  visible,
} from "@rdump/core/provider";
import { whyDamaged } from "../../actions/damage.ts";
import { DIRECTORY } from "../../codes/index.ts";
import { explain } from "../../errors/explain.ts";
import { inputSchemas } from "../../inputs.generated.ts";
import { DifferenceCheck } from "./difference.ts";
import { type Extraction, extractionsOf } from "./extraction.ts";
import type { RestoreInput } from "./inputs.ts";

/**
 * Extracts an archive, or some of its paths, into an existing directory, after the digests of all files that it needs were
 * compared, and the entries of differences were checked.
 */
export const extractHandler: ActionHandler<RestoreInput> = {
  kind: "directory/extract",
  version: 2,
  schema: inputSchemas.actions["directory/extract"],
  commands: (input) =>
    extractionsOf(input).flatMap(({ print, extract }) => (print === null ? [extract] : [print, extract])),
  // An interrupted restore is begun again by a person: it never blocks a backup.
  probe: () => Promise.resolve({ state: "absent" }),

  async run({ input, io }) {
    const extractions = extractionsOf(input);
    const damage = await whyDamaged(input.access, extractions, io, input.archive);
    if (damage !== null) return damage;
    for (const extraction of extractions) {
      const fault = await whyUnsafe(input, extraction, io);
      if (fault !== null) return failed(fault);
    }
    const heard = new Heard(extractions.length > 1 ? null : input.also);
    for (const { place, extract } of extractions) {
      const result = await io.run(extract, { stderr: (line) => heard.hear(line.toString("utf8")) });
      const fault = whyFailed({ ...input, ...place }, result, heard);
      if (fault !== null) return failed(fault);
    }
    const missing = await whatIsMissing(input, io, heard);
    return missing === null ? extracted(heard) : failed(missing);
  },
};

/** Null: tar can extract the difference over the archives before. */
async function whyUnsafe(
  { access }: RestoreInput,
  { place, print }: Extraction,
  io: RunIo,
): Promise<Diagnostic | null> {
  if (print === null) return null;
  const check = new DifferenceCheck(effectiveUser() === 0);
  const result = await io.run(print, { output: (chunk) => check.push(chunk) });
  if (result.exitCode !== 0) return explain(access, result);
  const why = check.end();
  if (why === null) return null;
  const detail = `The archive ${visible(place.archive.name)} of the repository "${access.name}" cannot be extracted safely over the earlier archives of its chain: ${boundedText(why)}. Nothing was restored.`;
  return DIRECTORY.error("directory-archive-outside", detail);
}

/** About an extended attribute, an ACL or a label of one entry. The name of the call that failed comes first. */
const ATTRIBUTE = /^\w+: Cannot (?:set|drop) .+ for file '\.\//s;

/** Messages of tar while it extracts. */
class Heard {
  readonly #also: ReadonlySet<string> | null;
  readonly #messages = new FirstMessages();
  /** An entry that leads out of the directory. */
  outside: string | null = null;
  /** The first entry without space. tar goes on after it. */
  full: string | null = null;
  /** A message that is about no entry. */
  isBroken = false;

  /** `also`: paths that can be missing; null: any, since a difference has only what changed. */
  constructor(also: readonly string[] | null) {
    this.#also = also === null ? null : new Set(also);
  }

  hear(line: string): void {
    const said = line.replace(/^tar: /, "");
    if (said.trim() === "" || said.startsWith("Exiting with failure status")) return;
    const absent = /^\.\/(.*): Not found in archive$/s.exec(said)?.[1];
    if (absent !== undefined && this.#also?.has(unescaped(absent)) !== false) return;
    if (/: Member name contains '\.\.'$|^Removing leading /.test(said)) this.outside ??= said;
    else if (!line.startsWith("tar: ./") && !ATTRIBUTE.test(said)) this.isBroken = true;
    if (/: (?:No space left on device|Disk quota exceeded)$/.test(said)) this.full ??= said;
    this.#messages.add(boundedText(said));
  }

  get count(): number {
    return this.#messages.count;
  }

  get text(): string {
    return this.#messages.text;
  }
}

/** The names of integrity data are ASCII: of these, tar escapes colons and backslashes. */
function unescaped(name: string): string {
  return name.replace(/\\([:\\])/g, "$1");
}

function whyFailed({ access, archive, to }: RestoreInput, result: CommandResult, heard: Heard): Diagnostic | null {
  if (heard.outside !== null) {
    const detail = `In the archive ${visible(archive.name)} of the repository "${access.name}": ${boundedText(heard.outside)}. tar left the entry out. Nothing was moved to the destination.`;
    return DIRECTORY.error("directory-archive-outside", detail);
  }
  if (heard.full !== null) {
    const detail = `${visible(to)} has no space for the archive ${visible(archive.name)} of the repository "${access.name}". tar reports: ${boundedText(heard.full)}. Nothing was moved to the destination.`;
    return DIRECTORY.error("directory-restore-full", detail);
  }
  const [zstd, tar] = result.stages ?? [];
  const isNamed = zstd?.exitCode === 0 && tar?.exitCode === 2 && heard.count > 0 && !heard.isBroken;
  const isRestored = result.exitCode === 0 || isNamed || onlyAbsent(result, heard);
  return isRestored ? null : explain(access, result);
}

async function whatIsMissing(
  { access, archive, to, paths }: RestoreInput,
  io: ReadIo,
  heard: Heard,
): Promise<Diagnostic | null> {
  for (const path of paths) {
    if ((await io.lstat(`${to}/${path}`)) !== null) continue;
    const why = heard.count === 0 ? "" : ` tar reports: ${heard.text}.`;
    const detail = `The archive ${visible(archive.name)} in the repository "${access.name}" does not contain ${visible(path)}.${why}`;
    return DIRECTORY.error("directory-path-missing", detail);
  }
  return null;
}

/** tar ends with 2 also where only paths are missing that the archive need not have. */
function onlyAbsent({ stages = [] }: CommandResult, { count }: Heard): boolean {
  const [zstd, tar] = stages;
  return (
    zstd?.exitCode === 0 && tar?.exitCode === 2 && count === 0 && /Not found in archive/.test(tar.stderr.toString())
  );
}

function extracted(heard: Heard): Outcome {
  const warnings =
    heard.count === 0 ? [] : [DIRECTORY.warning("directory-restore-warned", `tar reports: ${heard.text}.`)];
  return { status: "done", made: null, moved: {}, warnings };
}
