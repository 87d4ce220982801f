import { shellWord } from "../diagnostics/shell-word.ts";
import type { Command, FileWrite, Move, Step } from "../model/command.ts";

/** A step as a line for a shell, to read, or to copy for a manual cleanup. */
export function stepText(step: Step): string {
  if (step.do === "run") return commandText(step);
  if (step.do === "pipe") return step.stages.map(({ command }) => commandText(command)).join(" | ");
  if (step.do === "move") return moveText(step);
  if (step.found !== undefined) return `write ${shellWord(step.path)} (${step.found}${modifiedText(step)})`;
  return `write ${shellWord(step.path)} ${shellWord(step.content.trim().replaceAll(/\n\s*/g, " "))}`;
}

function moveText({ from, to, names, but, condition }: Move): string {
  const inside = (directory: string, name: string) => `${directory === "/" ? "" : directory}/${name}`;
  const kept = but.length === 0 ? "" : ` except ${but.map(shellWord).join(" ")}`;
  const what = names === null ? `${shellWord(inside(from, ""))}*${kept}` : shellWord(inside(from, names[0]));
  const line = `rename ${what} to ${shellWord(inside(to, names?.[1] ?? ""))}`;
  return condition === null ? line : `${line}  # ${condition}`;
}

function commandText({ argv, env, cwd, condition, ...command }: Command): string {
  const environment = Object.entries(env)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${shellWord(value)}`);
  const handed = { ...command.descriptors, ...command.directories };
  const descriptors = Object.entries(handed).map(([number, path]) => `${number}<${shellWord(path)}`);
  const line = [...environment, ...argv.map(shellWord), ...descriptors].join(" ");
  const placed = cwd === null ? line : `(cd ${shellWord(cwd)} && ${line})`;
  return condition === null ? placed : `${placed}  # ${condition}`;
}

function modifiedText({ modified }: FileWrite): string {
  return modified === undefined ? "" : `; modification time ${modified}`;
}
