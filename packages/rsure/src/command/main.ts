import { SureError, systemCode } from "../errors.ts";
import { VERSION } from "../version.ts";
import { type Arguments, asksForCompatExit, bytesOfWords, parseArguments } from "./arguments.ts";
import { errorStatus, exitStatus, type Outcome } from "./exit.ts";
import { HELP } from "./help.ts";
import type { CommandIo } from "./io.ts";
import { shown } from "./quote.ts";
import { withThreads } from "./threads.ts";

/**
 * The `rsure` command.
 *
 * @param argv the words behind the program's name; they must be the last ones of the process's command line
 * @returns the exit status: 0 nothing differs, 1 something does, 2 error, 3 some of the tree could not be read
 */
export async function main(argv: readonly string[], io: CommandIo): Promise<number> {
  const compat = asksForCompatExit(argv);
  try {
    const parsed = parseArguments(bytesOfWords(argv));
    if (parsed === "help" || parsed === "version") {
      io.stdout.write(parsed === "help" ? HELP : `rsure ${VERSION}\n`);
      return 0;
    }
    return exitStatus(await run(parsed, io), compat);
  } catch (error) {
    return reportError(error, io, compat);
  }
}

/** Only the code of the requested command is loaded. */
async function run(args: Arguments, io: CommandIo): Promise<Outcome> {
  switch (args.command) {
    case "scan":
    case "update":
      return withThreads(args, io, async (threads) => (await import("./record.ts")).recordCommand(args, io, threads));
    case "check":
      return withThreads(args, io, async (threads) => (await import("./compare.ts")).compareCommand(args, io, threads));
    case "compare":
      return (await import("./metadata.ts")).metadataCommand(args, io);
    case "signoff":
      return (await import("./compare.ts")).compareCommand(args, io, []);
    case "show":
      return (await import("./show.ts")).showCommand(args, io);
    case "find":
      return (await import("./find.ts")).findCommand(args, io);
    case "list":
      return (await import("./list.ts")).listCommand(args, io);
    case "copy-back":
      return (await import("./copy-back.ts")).copyBackCommand(args, io);
  }
}

function reportError(error: unknown, io: CommandIo, compat: boolean): number {
  const status = errorStatus(compat);
  const code = systemCode(error);
  if (code === "EPIPE") return status;
  if (!(error instanceof SureError) && code === undefined) throw error;
  const message = shown((error as Error).message);
  io.stderr.write(`rsure: ${message}\n`);
  if (error instanceof SureError && error.code === "usage") io.stderr.write("for help: rsure --help\n");
  return status;
}
