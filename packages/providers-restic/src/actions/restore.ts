import {
  type ActionContext,
  type ActionHandler,
  boundedText,
  type CommandResult,
  type Diagnostic,
  damageProof,
  FirstMessages,
  failed,
  type Outcome,
  visible,
} from "@rdump/core/provider";
import { Duplicates, SameBytes } from "../answers/items.ts";
import { parseMessage } from "../answers/messages.ts";
import { RESTIC } from "../codes/index.ts";
import { itemsCommand, namesCommand, restoreCommand } from "../commands.ts";
import { look } from "../discovery/look.ts";
import { DAMAGE, GONE } from "../errors/causes.ts";
import { explain, repositoryError } from "../errors/explain.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { runPatiently } from "../patient.ts";
import type { RestoreInput } from "./inputs.ts";

/** Restores a snapshot, or some of its paths, into an existing directory. */
export const restoreHandler: ActionHandler<RestoreInput> = {
  kind: "restic/restore",
  version: 1,
  schema: inputSchemas.actions["restic/restore"],
  commands: (input) => [itemsCommand(input), namesCommand(input), restoreCommand(input)],
  // An interrupted restore is begun again by a person: it never blocks a backup.
  probe: () => Promise.resolve({ state: "absent" }),

  async run({ input, io }) {
    const { access, snapshot, to, paths } = input;
    const gone = await whyNotListed(input, io);
    if (gone !== null) return failed(gone);
    const refusal = await whyNotRestored(input, io);
    if (refusal !== null) return refusal;
    const heard = new Heard();
    const result = await runPatiently(io, access, restoreCommand(input), { stderr: (line) => heard.hear(line) });
    if (heard.isFull && !heard.isDamage) return failed(noSpace(input, heard.text));
    if (result.exitCode !== 0 && heard.isDamage) return damaged(input, heard.text);
    if (result.exitCode !== 0 && !heard.namesFiles) return whyFailed(input, result);
    for (const path of paths) {
      if ((await io.lstat(`${to}/${path}`)) !== null) continue;
      const detail = `The archive ${visible(snapshot.name)} in the repository "${access.name}" does not contain ${visible(path)}.`;
      return failed(RESTIC.error("restic-path-missing", detail));
    }
    const warnings = heard.namesFiles ? [withErrors(heard)] : [];
    return { status: "done", made: null, moved: {}, warnings };
  },
};

/** Errors of files, which restic prints and then goes on. */
class Heard {
  readonly #messages = new FirstMessages();
  isDamage = false;
  /** The disk or the quota of the destination is full. */
  isFull = false;

  hear(line: Buffer): void {
    const message = parseMessage(line);
    const text = message?.kind === "unread" ? `${message.item}: ${message.why}` : fileError(message);
    if (text === null) return;
    this.isDamage ||= DAMAGE.test(text);
    this.isFull ||= FULL.test(text);
    this.#messages.add(boundedText(text));
  }

  get namesFiles(): boolean {
    return this.#messages.count > 0;
  }

  get text(): string {
    return this.#messages.text;
  }
}

/** The end of a message, in which the name of the file comes before. */
const FULL = /: (?:no space left on device|disk quota exceeded)$/;

function noSpace({ snapshot, to }: RestoreInput, said: string): Diagnostic {
  const detail = `The archive ${visible(snapshot.name)} does not fit into ${visible(to)}. restic reports: ${said}`;
  return RESTIC.error("restic-restore-full", detail);
}

function fileError(message: ReturnType<typeof parseMessage>): string | null {
  if (message?.kind !== "text") return null;
  return /^ignoring error for (.*)$/s.exec(message.text)?.[1] ?? null;
}

async function whyNotListed(
  { access, snapshot }: RestoreInput,
  io: ActionContext<RestoreInput>["io"],
): Promise<Diagnostic | null> {
  const view = await look(io, access);
  if (view.state === "hidden") return view.diagnostic;
  if (view.state === "absent") return repositoryError(access, GONE);
  if (view.snapshots.some(({ id }) => id === snapshot.id)) return null;
  const detail = `The repository "${access.name}" does not have the archive ${visible(snapshot.name)} any more. Nothing was restored. Repeat the command.`;
  return RESTIC.error("restic-snapshot-gone", detail);
}

/** Before restic restores anything: it would change a file outside of the destination, as root. Null: it would not. */
async function whyNotRestored(input: RestoreInput, io: ActionContext<RestoreInput>["io"]): Promise<Outcome | null> {
  const duplicates = new Duplicates();
  const items = await io.run(itemsCommand(input), { stdout: (line) => duplicates.take(line) });
  const names = new SameBytes(duplicates.alike);
  const isUnsure = items.exitCode === 0 && duplicates.found === null && duplicates.alike.size > 0;
  const listed = isUnsure ? await io.run(namesCommand(input), { stdout: (line) => names.take(line) }) : items;
  if (listed.exitCode !== 0) return whyFailed(input, listed);
  const found = duplicates.found ?? names.found;
  if (found === null) return null;
  const { access, snapshot } = input;
  const detail = `In the archive ${visible(snapshot.name)} of the repository "${access.name}": ${boundedText(found)}. restic would write outside of the destination. Nothing was restored.`;
  return failed(RESTIC.error("restic-snapshot-outside", detail));
}

/** restic can end with a trace of its calls below the reason. */
function whyFailed(input: RestoreInput, result: CommandResult): Outcome {
  const lines = result.stderr.toString("utf8").split("\n");
  const said = result.stopped ? undefined : lines.find((line) => DAMAGE.test(line));
  return said === undefined ? failed(explain(input.access, result)) : damaged(input, boundedText(said.trim()));
}

function damaged({ access, snapshot }: RestoreInput, said: string): Outcome {
  const detail = `The archive ${visible(snapshot.name)} in the repository "${access.name}" is damaged. restic reports: ${said}. Restore an older point with \`--at\`, or a point of another target with \`--from\`. To restore undamaged files of this archive, name their paths.`;
  return { ...failed(RESTIC.error("restic-snapshot-damaged", detail)), proof: damageProof(snapshot) };
}

function withErrors(heard: Heard): Diagnostic {
  return RESTIC.warning("restic-restore-warned", `restic reports: ${heard.text}.`);
}
