import { visible } from "@rdump/core";
import type { Command, Option } from "commander";
import { commandFirst } from "../command-first.ts";
import { addressesIn, entriesIn, forgottenIn, namesOf, pointsIn, runsIn, volumesIn } from "../completions.ts";
import type { Context, ExitCode } from "../context.ts";
import { everyCode } from "./explain.ts";

/** The answer that lets the shell complete file names itself. */
const FILES = [":files"];

/** The completions of the last word, one a line, for the scripts of `rdump completion`. */
export async function runComplete(words: readonly string[], program: Command, context: Context): Promise<ExitCode> {
  const last = words.at(-1) ?? "";
  const found = await candidates(commandFirst(words.slice(0, -1)), last, program, context);
  // A name with a line break would be two completions, and a control character would reach the terminal.
  const wanted = found === FILES ? found : found.filter((each) => each.startsWith(last) && visible(each) === each);
  if (wanted.length > 0) context.terminal.out(wanted.join("\n"));
  return 0;
}

async function candidates(
  before: readonly string[],
  last: string,
  program: Command,
  context: Context,
): Promise<readonly string[]> {
  const named = program.commands.find((each) => each.name() === before[0]);
  const command = named?.commands.find((each) => each.name() === before[1]) ?? named;
  if (command === undefined) return before.length > 0 ? [] : [...commandNames(program), ...optionNames(program, last)];
  const option = optionBefore(before.slice(1), command);
  if (last.startsWith("-")) return optionNames(command, last);
  if (option !== null) return valuesOf(option, before, context);
  if (command.commands.length > 0) return commandNames(command).filter((name) => name !== "help");
  return argumentsOf(command, { before, last }, context);
}

function commandNames(program: Command): readonly string[] {
  const shown = program.createHelp().visibleCommands(program);
  return shown.map((each) => each.name());
}

/** Options are completed only after a dash. */
function optionNames(command: Command, last: string): readonly string[] {
  if (!last.startsWith("-")) return [];
  const options = command.createHelp().visibleOptions(command);
  return options.flatMap(({ short, long }) => [long ?? "", last.startsWith("--") ? "" : (short ?? "")]).filter(Boolean);
}

/** The option that takes the next word as its value. */
function optionBefore(words: readonly string[], command: Command): Option | null {
  for (let at = words.length - 1; at >= 0; at--) {
    const word = words[at] ?? "";
    if (!word.startsWith("-")) continue;
    const option = command.options.find(({ short, long }) => word === short || word === long);
    if (option === undefined || !(option.required || option.optional)) return null;
    return option.variadic || at === words.length - 1 ? option : null;
  }
  return null;
}

async function valuesOf(option: Option, before: readonly string[], context: Context): Promise<readonly string[]> {
  if (option.argChoices !== undefined) return option.argChoices;
  switch (option.long) {
    case "--only":
    case "--extra":
      return namesOf(before, context);
    case "--at":
    case "--point":
      return pointsIn(before, context);
    case "--from":
      return addressesIn(before, "", context);
    case "--now":
      return before[0] === "apply" ? namesOf(before, context) : [];
    case "--config":
    case "--out":
    case "--sign":
      return FILES;
    default:
      return [];
  }
}

/** The arguments before the last word, without the names of commands, options and their values. */
function argumentsIn(before: readonly string[], command: Command): readonly string[] {
  const start = command.parent?.parent == null ? 1 : 2;
  return before.filter((word, at) => {
    if (at < start || word.startsWith("-")) return false;
    return optionBefore(before.slice(start, at), command) === null;
  });
}

interface Line {
  readonly before: readonly string[];
  readonly last: string;
}

function argumentsOf(
  command: Command,
  { before, last }: Line,
  context: Context,
): readonly string[] | Promise<readonly string[]> {
  const given = argumentsIn(before, command);
  const argument = command.registeredArguments[given.length] ?? command.registeredArguments.at(-1);
  if (argument?.argChoices !== undefined) return argument.argChoices;
  switch (argument?.name()) {
    case undefined:
      return [];
    case "code":
      return everyCode().map(({ code }) => code);
    case "address":
      return command.name() === "retire" ? forgottenIn(before, context) : addressesIn(before, last, context);
    case "point":
    case "older":
    case "newer":
      return pointsIn(before, context);
    case "volume":
      return volumesIn(before, context);
    case "path":
      return entriesIn(before, given[0] ?? "", last, context);
    case "glob":
      return [];
    case "run":
      return runsIn(before, context);
    default:
      return FILES;
  }
}
