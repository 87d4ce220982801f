import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";

/** A directory of its own for everything that the demonstration makes: files, repository, mirror, borg's own files. */
export interface Stage {
  readonly root: string;
  readonly source: string;
  readonly repository: string;
  readonly mirror: string;
  readonly restored: string;
  readonly passphrase: string;
  /** All that the tools see of the user's environment: nothing is read from or left in the home directory. */
  readonly env: NodeJS.ProcessEnv;
  /** Aborted by the first signal to stop. */
  readonly signal: AbortSignal;
}

/** Ended by a signal. */
export class Stopped extends Error {
  readonly exitCode: number;

  constructor(name: NodeJS.Signals) {
    super(`${name}: stopped`);
    this.exitCode = 128 + constants.signals[name];
  }
}

/** Plays on a new stage, and takes the stage away however the play ends. */
export async function onStage(play: (stage: Stage) => Promise<void>): Promise<void> {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => controller.abort(new Stopped(name)));
  }
  const root = mkdtempSync(join(tmpdir(), "rdump-demo-"));
  try {
    await play(furnish(root, controller.signal));
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  }
}

function furnish(root: string, signal: AbortSignal): Stage {
  const path = (name: string) => join(root, name);
  const home = path("home");
  for (const directory of ["source", "mirror", "restored", "home"]) mkdirSync(path(directory), { mode: 0o700 });
  writeFileSync(path("passphrase"), "correct horse battery staple\n", { mode: 0o600 });
  return {
    root,
    source: path("source"),
    repository: path("repository"),
    mirror: path("mirror"),
    restored: path("restored"),
    passphrase: path("passphrase"),
    env: { PATH: process.env.PATH, HOME: home, ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : {}) },
    signal,
  };
}
