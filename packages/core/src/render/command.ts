import { shellWord } from "../diagnostics/shell-word.ts";
import type { FileWrite, Step } from "../model/command.ts";

/** A step as a line for a shell, to read, or to copy for a manual cleanup. */
export function stepText(step: Step): string {
  if (step.do === "write" && step.found !== undefined)
    return `write ${shellWord(step.path)} (${step.found}${modifiedText(step)})`;
  if (step.do === "write")
    return `write ${shellWord(step.path)} ${shellWord(step.content.trim().replaceAll(/\n\s*/g, " "))}`;
  const environment = Object.entries(step.env)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${shellWord(value)}`);
  const handed = { ...step.descriptors, ...step.directories };
  const descriptors = Object.entries(handed).map(([number, path]) => `${number}<${shellWord(path)}`);
  const line = [...environment, ...step.argv.map(shellWord), ...descriptors].join(" ");
  const placed = step.cwd === null ? line : `(cd ${shellWord(step.cwd)} && ${line})`;
  return step.condition === null ? placed : `${placed}  # ${step.condition}`;
}

function modifiedText({ modified }: FileWrite): string {
  return modified === undefined ? "" : `; modification time ${modified}`;
}
