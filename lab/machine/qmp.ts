import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { within } from "./patience.ts";

/** QEMU's monitor. */
export interface Monitor {
  /** Runs one of QEMU's own commands, such as `device_add`. */
  execute(command: string, args?: { readonly [name: string]: unknown }): Promise<unknown>;
  /** Runs a command of the monitor for people; gives what it prints. */
  human(line: string): Promise<string>;
}

interface Answer {
  readonly id?: number;
  readonly return?: unknown;
  readonly error?: { readonly desc: string };
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

const PATIENCE = 60;

export async function openMonitor(from: Readable, to: Writable): Promise<Monitor> {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  const lines = createInterface({ input: from });
  lines.on("line", (line) => {
    const { id, error, return: value } = JSON.parse(line) as Answer;
    const asked = id === undefined ? undefined : waiting.get(id);
    if (asked === undefined) return;
    if (error === undefined) asked.resolve(value);
    else asked.reject(new Error(`QEMU: ${error.desc}`));
  });
  lines.on("close", () => {
    for (const { reject } of waiting.values()) reject(new Error("QEMU has ended"));
  });
  to.on("error", () => {});

  const execute = (command: string, args: { readonly [name: string]: unknown } = {}) => {
    const id = ++last;
    const answer = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }));
    to.write(`${JSON.stringify({ execute: command, arguments: args, id })}\n`);
    const complaint = () => `QEMU did not answer ${command} within ${PATIENCE} s`;
    return within(PATIENCE, answer, complaint).finally(() => waiting.delete(id));
  };
  await execute("qmp_capabilities");
  const human = async (line: string) => String(await execute("human-monitor-command", { "command-line": line }));
  return { execute, human };
}
