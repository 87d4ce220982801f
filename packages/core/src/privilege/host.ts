import { NOT_STARTED } from "../io/attend/not-started.ts";
import type { Look } from "../io/attend/request.ts";
import type { CommandResult, FileFacts, ReadIo, RunIo } from "../io/capability.ts";
import type { Command } from "../model/command.ts";
import { elevated, elevatedCommand, lookCommand, type Sudo } from "./sudo.ts";

/** An io whose commands get the declared privilege, and which reads files by sudo where the user has no permission. */
export function elevatedReader(
  io: ReadIo,
  sudo: Sudo,
  heard: (program: string, result: CommandResult) => void = () => {},
): ReadIo {
  const query: ReadIo["query"] = async (command, options) => {
    const running = elevatedCommand(command, sudo);
    const result = await io.query(running, options);
    if (running !== command) heard(allowedProgram(running, command.argv[0], sudo), result);
    return result;
  };
  const ask = async (what: Look, path: string, most: number): Promise<unknown> => {
    const command = lookCommand({ do: "look", what, path, most }, sudo);
    const result = await io.query(command, { maxOutput: 2 * most + 65_536 });
    heard(sudo.attendant.join(" "), result);
    if (result.exitCode === 0) return JSON.parse(result.stdout.toString("utf8"));
    const untrusted = NOT_STARTED.untrustedIn(result.stderr);
    if (untrusted !== null) throw untrusted;
    throw new Error(`${path}: ${result.stderr.toString("utf8").trim() || result.notStarted}`);
  };
  return {
    query,
    lstat: (path) => unlessRefused(path, io.lstat(path), () => ask("lstat", path, 0) as Promise<FileFacts | null>),
    realpath: (path) =>
      unlessRefused(path, io.realpath(path), () => ask("realpath", path, 0) as Promise<string | null>),
    readFile: (path, most, options) =>
      unlessRefused(path, io.readFile(path, most, options), async () => {
        const text = (await ask(options?.own ? "read-own" : "read", path, most)) as string | null;
        return text === null ? null : Buffer.from(text, "base64");
      }),
    ...(io.hold === undefined ? {} : { hold: io.hold }),
    names: (path, most) =>
      unlessRefused(path, io.names(path, most), async () => {
        const names = (await ask("names", path, most)) as readonly string[] | null;
        return names?.map((name) => Buffer.from(name, "base64")) ?? null;
      }),
  };
}

export function elevatedHost(
  io: RunIo,
  sudo: Sudo,
  heard: (program: string, result: CommandResult) => void = () => {},
): RunIo {
  const run: RunIo["run"] = async (step, listener) => {
    const running = elevated(step, sudo);
    const result = await io.run(running, listener);
    if (running !== step && step.do !== "pipe" && running.do === "run")
      heard(step.do === "run" ? allowedProgram(running, step.argv[0], sudo) : sudo.attendant.join(" "), result);
    return result;
  };
  return { ...elevatedReader(io, sudo, heard), run };
}

/** What sudoers must allow. */
function allowedProgram(running: Command, program: string, { attendant }: Sudo): string {
  return running.attended ? attendant.join(" ") : program;
}

/** Processes of other users are not queried: there are many, and they are only extra information. */
async function unlessRefused<T>(path: string, seen: Promise<T>, ask: () => Promise<T>): Promise<T> {
  try {
    return await seen;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if ((code !== "EACCES" && code !== "EPERM") || path.startsWith("/proc/")) throw error;
    return ask();
  }
}
