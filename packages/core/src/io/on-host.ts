import { commandOn, type Step } from "../model/command.ts";
import type { ReadIo, RunIo } from "./capability.ts";

/**
 * The io of a host; null: this host, the io itself. Queries run on that host. Files of this host say nothing about another
 * one: there, each path is missing.
 */
export function onHost(host: string | null, io: ReadIo): ReadIo {
  if (host === null) return io;
  const missing = () => Promise.resolve(null);
  return {
    query: (command, options) => io.query(commandOn(host, command), options),
    lstat: missing,
    realpath: missing,
    readFile: missing,
    names: missing,
  };
}

/** The same for an io that runs steps. A file cannot be written on another host. */
export function workOnHost(host: string | null, io: RunIo): RunIo {
  if (host === null) return io;
  const placed = (step: Step): Step => {
    if (step.do === "write") throw new Error(`no file is written on another host: ${step.path}`);
    if (step.do === "move") throw new Error(`no file is moved on another host: ${step.from}`);
    return step.do === "run" ? commandOn(host, step) : step;
  };
  return { ...onHost(host, io), run: (step, listener) => io.run(placed(step), listener) };
}
