import {
  type Includes,
  load,
  type Machine,
  openTrustedConfig,
  readConfig,
  readIncludes,
  shellWord,
  type Texts,
  visible,
} from "@rdump/core";
import { CLI } from "./codes.ts";
import { machineFacts } from "./config.ts";
import { rewrite } from "./config-texts.ts";
import type { Context, ExitCode } from "./context.ts";
import { showDiagnostics } from "./failures.ts";

/**
 * Changes the text of a config, if the result is a config without errors, and says so. The change is made in the file
 * that has the changed key, which can be an included one.
 */
export async function changeConfig(
  file: string,
  change: (text: string, tree: NonNullable<ReturnType<typeof load>["tree"]>) => string | null,
  context: Context,
): Promise<ExitCode> {
  const { bytes } = await readConfig(file, context.cwd);
  const includes = await readIncludes({ path: file, bytes }, context.cwd, openTrustedConfig);
  const machine = machineFacts(context);
  const { text, tree, texts } = load(bytes, file, machine, includes);
  const whole = tree === null ? null : change(text, tree);
  const after = whole === null ? null : changedPart(texts, whole);
  if (after === null || !isConfig(after, { file, bytes, includes }, machine)) {
    const detail = `rdump cannot insert the lines into this file. Insert them by hand: the same command without --write prints them.`;
    throw CLI.failure("config-not-written", detail, { file });
  }
  const before = after.file === file ? bytes : includes.get(after.file);
  const own = { path: after.file, bytes: before instanceof Uint8Array ? before : bytes, file: after.file };
  const fault = await context.holding(() => rewrite(own, after.text));
  if (fault !== null) {
    showDiagnostics([fault], context);
    return 1;
  }
  context.terminal.out(
    `${visible(after.file)} was changed. To see the effect: rdump plan --config ${visible(shellWord(file))}`,
  );
  return 0;
}

interface ChangedPart {
  readonly file: string;
  readonly text: string;
}

/** The one file in which a whole text differs; null if the change crosses the border of a file. */
function changedPart({ text: before, parts }: Texts, after: string): ChangedPart | null {
  const longer = after.length - before.length;
  let same = 0;
  while (same < before.length && before[same] === after[same]) same++;
  const part = parts.findLast(({ base }) => base <= same);
  if (part === undefined) return null;
  const end = part.base + part.text.length;
  const isElsewhere =
    before.slice(0, part.base) !== after.slice(0, part.base) || before.slice(end) !== after.slice(end + longer);
  return isElsewhere ? null : { file: part.file, text: after.slice(part.base, end + longer) };
}

interface Original {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly includes: Includes;
}

function isConfig({ file, text }: ChangedPart, original: Original, machine: Machine): boolean {
  const isMain = file === original.file;
  const includes = isMain ? original.includes : new Map([...original.includes, [file, text]]);
  return load(isMain ? text : original.bytes, original.file, machine, includes).config !== null;
}
