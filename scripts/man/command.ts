import type { buildProgram } from "../../packages/cli/src/program.ts";
import { escaped, filled, item, pageText, type Title, titleLines, verbatim } from "./roff.ts";

type Command = ReturnType<typeof buildProgram>;

/** The page of a command and its subcommands, from the objects that print the help. */
export function commandPage(program: Command, title: Title): string {
  const lines = [
    ...titleLines(program.name(), 1, program.description().replace(/\.$/, ""), title),
    ".SH SYNOPSIS",
    `.B ${escaped(program.name())}`,
    escaped("COMMAND [OPTION]... [ARGUMENT]..."),
    ".SH OPTIONS",
    ...optionLines(program),
    ".SH COMMANDS",
    ...visibleCommands(program).flatMap((command) => sectionOf(command, program.name())),
    ".SH FILES",
    ...item("/etc/rdump/rdump.json5", "The config, if the current directory has no rdump.json5."),
    ...item("/var/lib/rdump", "Journals and records of root. Without root: $XDG_STATE_HOME/rdump."),
    ".SH SEE ALSO",
    escaped("rdump.json5(5), rsure(1), borg(1), rsync(1), lvm(8), zfs(8)"),
  ];
  return pageText(lines);
}

function sectionOf(command: Command, before: string): readonly string[] {
  const name = `${before} ${command.name()}`;
  const subcommands = visibleCommands(command);
  return [
    `.SS "${escaped(`${name} ${command.usage()}`.trim())}"`,
    ...filled(sentence(command.description())),
    ...command.registeredArguments
      .filter(({ description }) => description !== "")
      .flatMap((argument) => item(argument.name(), sentence(argument.description))),
    ...optionLines(command),
    ...verbatim(afterHelp(command)),
    ...subcommands.flatMap((each) => sectionOf(each, name)),
  ];
}

function optionLines(command: Command): readonly string[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .flatMap((option) => item(option.flags, sentence(command.createHelp().optionDescription(option))));
}

function visibleCommands(command: Command): readonly Command[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .filter((each) => each.name() !== "help");
}

/** The examples and exit statuses that are printed below the options. */
function afterHelp(command: Command): readonly string[] {
  let printed = "";
  command.configureOutput({
    writeOut: (text) => {
      printed += text;
    },
  });
  command.outputHelp();
  const text = printed.slice(command.helpInformation().length).trim();
  return text.split("\n");
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.:]$/.test(text) ? "" : "."}`;
}
