import {
  type ActionHandler,
  boundedText,
  type CommandResult,
  type Diagnostic,
  damageProof,
  FirstMessages,
  failed,
  type Outcome,
  type ReadIo,
  visible,
} from "@rdump/core/provider";
import { DIRECTORY } from "../codes/index.ts";
import { digestQuery, extractPipeline } from "../commands.ts";
import type { Stored } from "../discovery/archives.ts";
import { gone, look } from "../discovery/look.ts";
import { explain } from "../errors/explain.ts";
import { inputSchemas } from "../inputs.generated.ts";
import type { RestoreInput } from "./inputs.ts";

/** Extracts an archive, or some of its paths, into an existing directory, after its digest was compared. */
export const extractHandler: ActionHandler<RestoreInput> = {
  kind: "directory/extract",
  version: 1,
  schema: inputSchemas.actions["directory/extract"],
  commands: (input) => [extractPipeline(input)],
  // An interrupted restore is begun again by a person: it never blocks a backup.
  probe: () => Promise.resolve({ state: "absent" }),

  async run({ input, io }) {
    const archive = await findArchive(input, io);
    if ("code" in archive) return failed(archive);
    const digest = await io.query(digestQuery(input));
    if (digest.exitCode !== 0) return failed(explain(input.access, digest));
    if (/^\\?([0-9a-f]{64}) /.exec(digest.stdout.toString("latin1"))?.[1] !== archive.manifest?.sha256) {
      return { ...failed(damaged(input)), proof: damageProof(input.archive) };
    }
    const heard = new Heard(input.also);
    const result = await io.run(extractPipeline(input), { stderr: (line) => heard.hear(line.toString("utf8")) });
    return (await whyFailed(input, io, result, heard)) ?? extracted(heard);
  },
};

/** Messages of tar while it extracts. */
class Heard {
  readonly #also: ReadonlySet<string>;
  readonly #messages = new FirstMessages();
  /** An entry that leads out of the directory. */
  outside: string | null = null;
  /** The first entry without space. tar goes on after it. */
  full: string | null = null;
  /** A message that is about no entry. */
  isBroken = false;

  constructor(also: readonly string[]) {
    this.#also = new Set(also);
  }

  hear(line: string): void {
    const said = line.replace(/^tar: /, "");
    if (said.trim() === "" || said.startsWith("Exiting with failure status")) return;
    const absent = /^\.\/(.*): Not found in archive$/s.exec(said)?.[1];
    if (absent !== undefined && this.#also.has(unescaped(absent))) return;
    if (/: Member name contains '\.\.'$|^Removing leading /.test(said)) this.outside ??= said;
    else if (!line.startsWith("tar: ./")) this.isBroken = true;
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

async function findArchive(
  { access, directory, base, archive }: RestoreInput,
  io: ReadIo,
): Promise<Stored | Diagnostic> {
  const view = await look(io, access, { directory });
  if (view.state === "hidden") return view.diagnostic;
  if (view.state === "absent") return gone(access);
  const found = view.archives.find((each) => each.base === base && each.point.id === archive.id);
  if (found !== undefined) return found;
  const fault = view.faults.find((each) => each.base === base);
  if (fault !== undefined) return { ...fault.diagnostic, severity: "error" };
  const detail = `The repository "${access.name}" does not have the archive ${visible(archive.name)} any more. Nothing was restored. Give the command again.`;
  return DIRECTORY.error("directory-archive-changed", detail);
}

async function whyFailed(
  input: RestoreInput,
  io: ReadIo,
  result: CommandResult,
  heard: Heard,
): Promise<Outcome | null> {
  const { access, archive, to, paths } = input;
  if (heard.outside !== null) {
    const detail = `In the archive ${visible(archive.name)} of the repository "${access.name}": ${boundedText(heard.outside)}. tar left the entry out. Nothing was moved to the destination.`;
    return failed(DIRECTORY.error("directory-archive-outside", detail));
  }
  if (heard.full !== null) {
    const detail = `${visible(to)} has no space for the archive ${visible(archive.name)} of the repository "${access.name}". tar reports: ${boundedText(heard.full)}. Nothing was moved to the destination.`;
    return failed(DIRECTORY.error("directory-restore-full", detail));
  }
  const [zstd, tar] = result.stages ?? [];
  const isNamed = zstd?.exitCode === 0 && tar?.exitCode === 2 && heard.count > 0 && !heard.isBroken;
  const isRestored = result.exitCode === 0 || isNamed || onlyAbsent(result, heard);
  if (!isRestored) return failed(explain(access, result));
  for (const path of paths) {
    if ((await io.lstat(`${to}/${path}`)) !== null) continue;
    const why = heard.count === 0 ? "" : ` tar reports: ${heard.text}.`;
    const detail = `The archive ${visible(archive.name)} in the repository "${access.name}" does not contain ${visible(path)}.${why}`;
    return failed(DIRECTORY.error("directory-path-missing", detail));
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

function damaged({ access, archive }: RestoreInput): Diagnostic {
  const detail = `The file of the archive ${visible(archive.name)} in the repository "${access.name}" does not have the digest in its manifest. Nothing was restored. Restore an older point with \`--at\`, or a point of another target with \`--from\`.`;
  return DIRECTORY.error("directory-archive-damaged", detail);
}
