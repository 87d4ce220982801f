import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "../model/command.ts";

/** Shared connections to other hosts: one for each host, which all commands of this process use. */
export interface Connections {
  /** The command through the shared connection of its host, which the first command opens. A command of this host is unchanged. */
  through(command: Command, env: Environment): Promise<Command>;
  /** Ends all of them. */
  close(): Promise<void>;
}

type Environment = { readonly [name: string]: string };
type Words = readonly [string, ...string[]];

interface Shared {
  readonly connection: Words;
  readonly socket: string;
  readonly env: Environment;
  opened: Promise<boolean>;
}

/** The longest time without a command, in seconds: then the connection of a killed process ends by itself. */
const IDLE = 600;

/**
 * A connection is a process of ssh that stays in the background, and has none of the pipes of a command. If it cannot be
 * opened or is lost, each command connects by itself, and reports why it cannot.
 */
export function openConnections(): Connections {
  const all = new Map<string, Shared>();
  let directory: string | null = null;
  const shareFor = (connection: Words, env: Environment): Shared | null => {
    const key = JSON.stringify(connection);
    const known = all.get(key);
    if (known !== undefined) return known;
    directory ??= privateDirectory();
    if (directory === null) return null;
    const socket = join(directory, String(all.size));
    const shared = { connection, socket, env, opened: start(connection, socket, env) };
    all.set(key, shared);
    return shared;
  };
  return {
    async through(command, env) {
      const { connection } = command;
      if (connection === undefined) return command;
      const shared = shareFor(connection, env);
      if (shared === null) return command;
      if ((await shared.opened) && !(await isAlive(shared))) shared.opened = start(connection, shared.socket, env);
      await shared.opened;
      return { ...command, argv: [...withSocket(connection, shared.socket), ...command.argv.slice(connection.length)] };
    },
    async close() {
      for (const { connection, socket, env, opened } of all.values())
        if (await opened) await succeeds(withSocket(connection, socket, ["-O", "exit"]), env);
      all.clear();
      if (directory !== null) rmSync(directory, { recursive: true, force: true });
      directory = null;
    },
  };
}

/** Null: there is no place for it. */
function privateDirectory(): string | null {
  try {
    return mkdtempSync(join(tmpdir(), "rdump-ssh-"));
  } catch {
    return null;
  }
}

function withSocket([ssh, ...rest]: Words, socket: string, first: readonly string[] = []): Words {
  return [ssh, ...first, "-o", `ControlPath=${socket}`, ...rest];
}

function start(connection: Words, socket: string, env: Environment): Promise<boolean> {
  return succeeds(withSocket(connection, socket, ["-M", "-N", "-f", "-o", `ControlPersist=${IDLE}`]), env);
}

function isAlive({ connection, socket, env }: Shared): Promise<boolean> {
  return succeeds(withSocket(connection, socket, ["-O", "check"]), env);
}

async function succeeds(argv: Words, env: Environment): Promise<boolean> {
  const { launch } = await import("./spawn/launch.ts");
  const output = ["ignore", "ignore"] as const;
  const child = launch({ argv, cwd: null, env, stdin: "ignore", output, files: [], directories: [] });
  if (child.pid === undefined) {
    await child.startError();
    return false;
  }
  await child.exit;
  return child.ending().exitCode === 0;
}
