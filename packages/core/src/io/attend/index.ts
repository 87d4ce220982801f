import { constants } from "node:os";
import { writeFileAtomically } from "../atomic-file.ts";
import { attendantCallers, type Callers } from "../callers.ts";
import { commandEnvironment } from "../environment.ts";
import { filesFor } from "../files.ts";
import { spawnHere } from "../spawn/spawn-here.ts";
import { Untrusted } from "../untrusted.ts";
import { NOT_STARTED } from "./not-started.ts";
import { parseRequest, type Request } from "./request.ts";
import { readGiven } from "./wire.ts";

/**
 * The attendant. An unprivileged rdump runs it with sudo in the place of a command that must end together with rdump,
 * works within a mount, or gets descriptors. Unlike its caller, it can signal the command, and can open and hold a
 * directory that only root can enter.
 */
export async function attend(argv: readonly string[]): Promise<number> {
  const request = parseRequest(argv);
  if (request === null) return complain("only rdump starts this program");
  const callers = attendantCallers(process.env);
  switch (request.do) {
    case "run":
      return run(request, callers);
    case "write":
      return writeFileAtomically(request.path, request.content, request.mode, { ...request, callers }).then(
        () => 0,
        (error: Error) => complain(error.message),
      );
    case "look":
      return look(request, callers);
  }
}

async function run(request: Extract<Request, { do: "run" }>, callers: Callers): Promise<number> {
  const ending = new AbortController();
  const end = () => ending.abort();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, end);
  const given = await readGiven(process.stdin, end);
  if (given === null) return complain("standard input is empty");
  const env = request.callersEnvironment ? given.env : commandEnvironment(process.env, given.shielded);
  const result = await spawnHere(
    { ...request, expected: given.expected },
    { env, contents: given.descriptors, signal: ending.signal, callers },
  );
  process.stdin.destroy();
  if (result.notStarted !== null) return complain(result.notStarted, NOT_STARTED.status);
  const signal = result.signal as NodeJS.Signals | null;
  return signal === null ? (result.exitCode ?? 1) : 128 + constants.signals[signal];
}

/** Prints what it saw as JSON; bytes as base64. */
async function look(request: Extract<Request, { do: "look" }>, callers: Callers): Promise<number> {
  try {
    process.stdout.write(JSON.stringify(await seen(request, callers)));
    return 0;
  } catch (error) {
    if (error instanceof Untrusted) return complain(`${error.code} ${error.message}`);
    return complain((error as NodeJS.ErrnoException).code ?? (error as Error).message);
  }
}

async function seen({ what, path, most }: Extract<Request, { do: "look" }>, callers: Callers): Promise<unknown> {
  const files = filesFor(callers);
  switch (what) {
    case "lstat":
      return files.lstat(path);
    case "realpath":
      return files.realpath(path);
    case "read":
    case "read-own":
      return (await files.readFile(path, most, { own: what === "read-own" }))?.toString("base64") ?? null;
    case "names":
      return (await files.names(path, most))?.map((name) => name.toString("base64")) ?? null;
  }
}

function complain(why: string, status = 1): number {
  process.stderr.write(NOT_STARTED.line(why));
  return status;
}
