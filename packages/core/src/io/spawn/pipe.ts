import { closeSync, constants, mkdtempSync, openSync, rmdirSync, unlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "./launch.ts";

/** The file descriptors that one stage of a pipeline gets; null: it has no neighbour on that side. */
export interface PipeEnds {
  readonly stdin: number | null;
  readonly stdout: number | null;
  /** Idempotent. While rdump holds an end, the neighbour is not told that the stage has ended. */
  close(): void;
}

interface Pipe {
  readonly read: number;
  readonly write: number;
}

/** In memory first: a pool that is suspended can have the temporary directory. */
const PLACES = ["/dev/shm", "/run", tmpdir()];

/**
 * Opens a pipe of the kernel. Node makes only sockets, which zfs copies through a pipe of its own. So this is a FIFO, which
 * has no name any more when this returns. Both ends are blocking and are not inherited by other processes.
 *
 * @returns an error code if no FIFO can be made
 */
async function openPipe(env: { readonly [name: string]: string }): Promise<Pipe | { readonly error: string }> {
  const directory = privateDirectory();
  if (directory === null) return { error: "EACCES" };
  const path = join(directory, "pipe");
  try {
    const made = await run(["mkfifo", "--mode=600", "--", path], env);
    if (made !== null) return { error: made };
    try {
      return openBothEnds(path);
    } finally {
      unlinkSync(path);
    }
  } finally {
    rmdirSync(directory);
  }
}

/** To open one end of a FIFO waits for the other end, except to open it for both, which the kernel of Linux permits. */
function openBothEnds(path: string): Pipe {
  const both = openSync(path, constants.O_RDWR);
  try {
    return { read: openSync(path, constants.O_RDONLY), write: openSync(path, constants.O_WRONLY) };
  } finally {
    closeSync(both);
  }
}

function privateDirectory(): string | null {
  for (const place of PLACES) {
    try {
      return mkdtempSync(join(place, "rdump-pipe-"));
    } catch {
      // The next place may do.
    }
  }
  return null;
}

/** Null: it ended with status 0. */
async function run(argv: readonly string[], env: { readonly [name: string]: string }): Promise<string | null> {
  const output = ["ignore", "ignore"] as const;
  const child = launch({ argv, cwd: null, env, stdin: "ignore", output, files: [], directories: [] });
  if (child.pid === undefined) return child.startError();
  await child.exit;
  return child.ending().exitCode === 0 ? null : "EIO";
}

/** The ends for each of so many stages. */
export async function openPipes(
  stages: number,
  env: { readonly [name: string]: string },
): Promise<readonly PipeEnds[] | { readonly error: string }> {
  const pipes: Pipe[] = [];
  while (pipes.length < stages - 1) {
    const pipe = await openPipe(env);
    if ("error" in pipe) {
      for (const { read, write } of pipes) for (const end of [read, write]) closeSync(end);
      return pipe;
    }
    pipes.push(pipe);
  }
  return Array.from({ length: stages }, (_, index) =>
    endsOf(pipes[index - 1]?.read ?? null, pipes[index]?.write ?? null),
  );
}

function endsOf(stdin: number | null, stdout: number | null): PipeEnds {
  const open = new Set([stdin, stdout].filter((end) => end !== null));
  return {
    stdin,
    stdout,
    close() {
      for (const end of open) closeSync(end);
      open.clear();
    },
  };
}
