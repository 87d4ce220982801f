import { constants } from "node:os";
import { writeFileAtomically } from "../atomic-file.ts";
import { cleanEnvironment } from "../environment.ts";
import { localFiles } from "../files.ts";
import { spawnHere } from "../spawn.ts";
import { NOT_STARTED } from "./not-started.ts";
import { parseRequest, type Request } from "./request.ts";
import { readGiven } from "./wire.ts";

/**
 * The attendant: what an unprivileged rdump has sudo run in the place of a command that has to end with rdump, works
 * within a mount, or is handed something. It can do what its caller could not: signal the command, and enter a directory
 * of root's alone and hold it.
 */
export async function attend(argv: readonly string[]): Promise<number> {
  const request = parseRequest(argv);
  if (request === null) return complain("it is called by rdump, and not by hand");
  switch (request.do) {
    case "run":
      return run(request);
    case "write":
      return writeFileAtomically(request.path, request.content, request.mode, request).then(
        () => 0,
        (error: Error) => complain(error.message),
      );
    case "look":
      return look(request);
  }
}

async function run(request: Extract<Request, { do: "run" }>): Promise<number> {
  const ending = new AbortController();
  const end = () => ending.abort();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, end);
  const given = await readGiven(process.stdin, end);
  if (given === null) return complain("nothing was given over standard input");
  const env = request.callersEnvironment ? given.env : cleanEnvironment(process.env);
  const result = await spawnHere(request, { env, contents: given.descriptors, signal: ending.signal });
  process.stdin.destroy();
  if (result.notStarted !== null) return complain(result.notStarted, NOT_STARTED.status);
  const signal = result.signal as NodeJS.Signals | null;
  return signal === null ? (result.exitCode ?? 1) : 128 + constants.signals[signal];
}

/** Prints what it saw as JSON; bytes as base64. */
async function look({ what, path, most }: Extract<Request, { do: "look" }>): Promise<number> {
  try {
    process.stdout.write(JSON.stringify(await seen(what, path, most)));
    return 0;
  } catch (error) {
    return complain((error as NodeJS.ErrnoException).code ?? (error as Error).message);
  }
}

async function seen(what: string, path: string, most: number): Promise<unknown> {
  if (what === "lstat") return localFiles.lstat(path);
  if (what === "realpath") return localFiles.realpath(path);
  if (what === "read") return (await localFiles.readFile(path, most))?.toString("base64") ?? null;
  return (await localFiles.names(path, most))?.map((name) => name.toString("base64")) ?? null;
}

function complain(why: string, status = 1): number {
  process.stderr.write(NOT_STARTED.line(why));
  return status;
}
