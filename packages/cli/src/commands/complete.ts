import { allGroups, type Config, findConfig, load } from "@rdump/core";
import type { Command, Option } from "commander";
import { machineFacts } from "../config.ts";
import type { Context, ExitCode } from "../context.ts";
import { everyCode } from "./explain.ts";

/** The answer that lets the shell complete file names itself. */
const FILES = [":files"];

/** The completions of the last word, one a line, for the scripts of `rdump completion`. */
export async function runComplete(words: readonly string[], program: Command, context: Context): Promise<ExitCode> {
  const last = words.at(-1) ?? "";
  const found = await candidates(words.slice(0, -1), last, program, context);
  const wanted = found === FILES ? found : found.filter((each) => each.startsWith(last));
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
  return argumentsOf(command, context);
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
      return namesOf("volumes", before, context);
    case "--now":
      return before[0] === "apply" ? namesOf("volumes", before, context) : [];
    case "--repository":
      return namesOf("repositories", before, context);
    case "--config":
    case "--out":
      return FILES;
    default:
      return [];
  }
}

function argumentsOf(command: Command, context: Context): readonly string[] | Promise<readonly string[]> {
  const [argument] = command.registeredArguments;
  if (argument?.argChoices !== undefined) return argument.argChoices;
  switch (argument?.name()) {
    case undefined:
      return [];
    case "code":
      return everyCode().map(({ code }) => code);
    case "address":
    case "point":
      return namesOf("addresses", [], context);
    case "run":
      return runsOf([], context);
    case "volume":
      return namesOf("volumes", [], context);
    default:
      return FILES;
  }
}

/** The ids of runs that have a journal. */
async function runsOf(words: readonly string[], context: Context): Promise<readonly string[]> {
  const config = await configOf(words, context);
  if (config === null) return [];
  return context.host
    .state(config.stateDir)
    .runs()
    .catch(() => []);
}

/** Names from the config of the command line. A config with errors has names too, and a missing config has none. */
async function namesOf(what: "volumes" | "repositories" | "addresses", words: readonly string[], context: Context) {
  const config = await configOf(words, context);
  if (config === null) return [];
  if (what === "addresses") return allGroups(config).map(({ group }) => group.address);
  return what === "volumes" ? config.volumes.map(({ name }) => name) : Object.keys(config.repositories);
}

async function configOf(words: readonly string[], context: Context): Promise<Config | null> {
  const at = words.findIndex((word) => word === "-c" || word === "--config");
  const found = await findConfig(at < 0 ? null : (words[at + 1] ?? null), context.cwd).catch(() => null);
  return found === null ? null : (load(found.bytes, found.path, machineFacts(context)).resolved?.config ?? null);
}
