import { type Command, type FileWrite, looseningArgv, mover, type Pipeline, pipeline } from "@rdump/core/provider";
import type { ArchivePlace } from "../../actions/damage.ts";
import { digestQuery, ENV, printCommand } from "../../commands.ts";
import type { WholeRestoreInput } from "./inputs.ts";
import type { WholeProgram } from "./program.ts";

/** An archive of a restore, and the steps for it. */
export interface WholeExtraction {
  readonly place: ArchivePlace;
  readonly digest: Command;
  /** Prints the stream, which is checked before any archive is extracted. */
  readonly print: Command;
  /** Before a difference: removes what it does not have any more, or has in another form. Null: it is the first archive. */
  readonly removal: { readonly list: FileWrite; readonly remove: Command } | null;
  readonly extract: Pipeline;
  /** After it, also if it failed. */
  readonly loosen: Command;
}

/** In the order in which they are extracted. */
export function wholeExtractions(program: WholeProgram, input: WholeRestoreInput): readonly WholeExtraction[] {
  const { format } = program;
  const { access, to, before, directory, archive, base } = input;
  const command = program.restore(input);
  return [...before, { directory, archive, base }].map((place, index): WholeExtraction => {
    const print = printCommand(access, place, format);
    return {
      ...{ place, digest: digestQuery(access, place, format), print },
      removal: index === 0 ? null : removalIn(to, listName(place.archive.id)),
      extract: pipeline([
        { name: "zstd", command: print },
        { name: command.argv[0], command },
      ]),
      loosen: loosening(to),
    };
  });
}

/** Nothing could be moved to its place, and a proof could not be removed. Other formats do not store these attributes. */
function loosening(to: string): Command {
  const condition = "if the archive has immutable or append-only files";
  return mover(looseningArgv("."), { cwd: to, closed: true, env: ENV, condition });
}

/** No volume has it: it is of the archive's identity, which is made after the tree was read. */
function listName(id: string): string {
  return `.rdump-removals-${id.slice(0, 32)}`;
}

function removalIn(to: string, name: string): WholeExtraction["removal"] {
  const found = "paths that the archive does not have any more, or has in another form";
  const words = [
    "xargs",
    "--null",
    "--no-run-if-empty",
    `--arg-file=${name}`,
    "rm",
    "--recursive",
    "--force",
    "--",
  ] as const;
  return {
    list: { do: "write", path: `${to}/${name}`, content: "", mode: 0o600, found, bulk: true },
    remove: mover(words, { cwd: to, closed: true }),
  };
}

/** The content of the list, which is on the list itself. */
export function removalText(list: FileWrite, removals: readonly string[]): string {
  const own = `.${list.path.slice(list.path.lastIndexOf("/"))}`;
  return [...removals, own].map((path) => `${path}\0`).join("");
}
