import {
  type ActionContext,
  type ActionHandler,
  type CommandResult,
  type Diagnostic,
  damageProof,
  FirstMessages,
  failed,
  visible,
} from "@rdump/core/provider";
import { isDiskFull } from "../answers/full.ts";
import { Items, Outside } from "../answers/items.ts";
import { parseLogLine } from "../answers/log.ts";
import { NamesOfArchive } from "../answers/names.ts";
import { BORG } from "../codes/index.ts";
import { extractCommand, itemsCommand } from "../commands.ts";
import { explainWell, type Look } from "../discovery/look.ts";
import { GONE } from "../errors/causes.ts";
import { repositoryError } from "../errors/explain.ts";
import { inputSchemas } from "../inputs.generated.ts";
import type { ExtractInput } from "./inputs.ts";
import { sampleWrites, writeSample } from "./sample.ts";

/** Extracts an archive, or some of its paths, into an existing directory. */
export const extractHandler = (look: Look): ActionHandler<ExtractInput> => ({
  kind: "borg/extract",
  version: 1,
  schema: inputSchemas.actions["borg/extract"],
  commands: (input) => [
    itemsCommand(input),
    ...(input.sample === undefined ? [] : sampleWrites(input.sample)),
    extractCommand(input),
  ],
  // An interrupted restore is begun again by a person: it never blocks a backup.
  probe: () => Promise.resolve({ state: "absent" }),

  async run(context) {
    const { input, io } = context;
    const { access, archive, to, paths } = input;
    const heard = new Heard();
    const stderr = (line: Buffer) => heard.line(line, context);
    // Before borg extracts anything: it would write as root outside of the destination.
    const outside = new Outside();
    const names = input.sample === undefined ? null : new NamesOfArchive();
    const items = new Items(archive.id, (item) => {
      outside.take(item);
      names?.take(item);
    });
    const listed = await io.run(itemsCommand(input), { stderr, stdout: (line) => items.line(line) });
    // Without an item, the name alone says nothing.
    if (items.isOther !== false) {
      const changed = await whyNotListed(look, context, items);
      if (changed !== null) return failed(changed);
    }
    if (listed.exitCode === 0 && outside.found !== null) return failed(writesOutside(input, outside.found));
    const unwritten =
      names !== null && input.sample !== undefined && listed.exitCode === 0
        ? await writeSample(input.sample, names, io)
        : null;
    if (unwritten !== null) return failed(unwritten);
    const result = listed.exitCode === 0 ? await io.run(extractCommand(input), { stderr }) : listed;
    if (heard.isFull) return failed(noSpace(input, heard));
    if (listed.exitCode !== 0 || (result.exitCode !== 0 && result.exitCode !== 1)) {
      const diagnostic = await whyFailed(context, result, heard);
      return {
        ...failed(diagnostic),
        ...(diagnostic.code === "borg-archive-damaged" ? { proof: damageProof(archive) } : {}),
      };
    }
    for (const path of paths) {
      if ((await io.lstat(`${to}/${path}`)) !== null) continue;
      const detail = `The archive ${visible(archive.name)} in the repository "${access.name}" does not contain ${visible(path)}.`;
      return failed(BORG.error("borg-path-missing", detail));
    }
    return { status: "done", made: null, moved: {}, warnings: result.exitCode === 1 ? [withWarnings(heard)] : [] };
  },
});

class Heard {
  readonly #messages = new FirstMessages();
  /** The file that borg named last. */
  current: string | null = null;
  /** The disk or the quota of the destination is full. Then borg goes on, and can end with status 1. */
  isFull = false;

  line(line: Buffer, { progress }: Pick<ActionContext<ExtractInput>, "progress">): void {
    const entry = parseLogLine(line);
    if (entry?.kind === "progress") {
      this.current = entry.progress.current ?? this.current;
      progress(entry.progress);
    } else if (entry?.kind === "message" && entry.level !== "info") {
      // Errors of borg itself can be about the disk of its cache.
      this.isFull ||= entry.level === "warning" && isDiskFull(entry.text);
      this.#add(entry.text);
    }
  }

  #add(text: string): void {
    const [line = ""] = text.split("\n");
    this.#messages.add(visible(line.slice(0, 300)));
  }

  get text(): string {
    return this.#messages.text;
  }
}

function noSpace({ archive, to }: ExtractInput, heard: Heard): Diagnostic {
  const detail = `The archive ${visible(archive.name)} does not fit into ${visible(to)}. borg reports: ${heard.text}`;
  return BORG.error("borg-restore-full", detail);
}

/** Null: the name still belongs to the planned archive. */
async function whyNotListed(
  look: Look,
  { input: { access, archive }, io }: ActionContext<ExtractInput>,
  { isOther }: Items,
): Promise<Diagnostic | null> {
  if (isOther === true) return archiveChanged(access, archive, OTHER);
  const view = await look(io, access, { glob: archive.name, fields: [] });
  if (view.state === "hidden") return view.diagnostic;
  if (view.state === "absent") return repositoryError(access, GONE);
  const found = view.listing.archives.find(({ name }) => name === archive.name);
  if (found?.id === archive.id) return null;
  return archiveChanged(access, archive, found === undefined ? "does not exist any more" : OTHER);
}

const OTHER = "belongs to another archive than when the plan was made";

function archiveChanged({ name }: ExtractInput["access"], archive: ExtractInput["archive"], how: string): Diagnostic {
  const detail = `In the repository "${name}", the name ${visible(archive.name)} ${how}. Nothing was restored. Repeat the command.`;
  return BORG.error("borg-archive-changed", detail);
}

function writesOutside({ access, archive }: ExtractInput, found: string): Diagnostic {
  const detail = `In the archive ${visible(archive.name)} of the repository "${access.name}": ${visible(found.slice(0, 1000))}. borg would write outside of the destination. Nothing was restored.`;
  return BORG.error("borg-archive-outside", detail);
}

/** borg ends at the first damaged chunk. */
async function whyFailed(
  { input: { access, archive }, io }: ActionContext<ExtractInput>,
  result: CommandResult,
  heard: Heard,
): Promise<Diagnostic> {
  if (result.stopped || !/integrity/i.test(heard.text)) return explainWell(io, access, result);
  const at = heard.current === null ? "" : ` It was at ${visible(heard.current)}.`;
  const detail = `The archive ${visible(archive.name)} in the repository "${access.name}" is damaged, and borg ended before everything was restored.${at} borg reports: ${heard.text}. Restore an older point with \`--at\`, or a point of another target with \`--from\`. To restore undamaged files of this archive, name their paths.`;
  return BORG.error("borg-archive-damaged", detail);
}

function withWarnings(heard: Heard): Diagnostic {
  return BORG.warning("borg-extract-warned", `borg reports: ${heard.text}`);
}
