import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Machine, RunOptions } from "../machine/machine.ts";

/** Runs a command in a machine, and keeps what it printed and how it ended under a name. */
export type Record = (name: string, argv: readonly string[], env?: RunOptions["env"]) => Promise<void>;

export interface Recorder {
  readonly record: Record;
  /** Writes `commands.json`: the command and the exit code of each name. */
  close(): void;
}

/** Starts again: earlier records in this directory are removed. */
export function openRecorder(machine: Machine, directory: string): Recorder {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const commands: { [name: string]: { argv: readonly string[]; code: number } } = {};
  const write = (name: string, text: string) => {
    if (text !== "") writeFileSync(join(directory, name), text);
  };
  return {
    record: async (name, argv, env = {}) => {
      const { code, stdout, stderr } = await machine.run(argv, { mayFail: true, env });
      commands[name] = { argv, code };
      write(`${name}.stdout`, stdout);
      write(`${name}.stderr`, stderr);
    },
    close: () => write("commands.json", `${JSON.stringify(commands, null, 2)}\n`),
  };
}
