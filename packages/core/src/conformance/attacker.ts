import { existsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { shellWord } from "../diagnostics/shell-word.ts";
import { openLocalHost } from "../io/local-host.ts";
import { type Command, mover } from "../model/command.ts";

/** User and group without files on a usual system. */
export const ATTACKER = 65534;

/** The number of rounds of a race; `RDUMP_ATTACK_ROUNDS` overrides it. */
export const ATTACK_ROUNDS = Number(process.env.RDUMP_ATTACK_ROUNDS ?? 20);

/** Directories on the file systems of a race, a disk and memory; `RDUMP_ATTACK_DIRS` (`/a:/b`) overrides them. */
export const ATTACK_PLACES: readonly string[] =
  process.env.RDUMP_ATTACK_DIRS?.split(delimiter) ?? [tmpdir(), "/dev/shm"].filter((path) => existsSync(path));

/** Becomes a user, and dies with the test: a change of the user clears the signal that the process was started with. */
const BECOME = `
import ctypes, os, random, sys, time
libc = ctypes.CDLL(None, use_errno=True)
user = int(sys.argv[1])
os.setgroups([])
os.setresgid(user, user, user)
os.setresuid(user, user, user)
libc.prctl(1, 9, 0, 0, 0)
if os.getppid() == 1: sys.exit("the test ended")
`;

/**
 * Exchanges two names and exchanges them back after up to so many microseconds, with a pause before the next time; each is
 * always one of the two things.
 */
const EXCHANGE = `
one, other = sys.argv[2].encode(), sys.argv[3].encode()
held, pause = float(sys.argv[4]) / 1e6, float(sys.argv[5]) / 1e6
def exchange():
    if libc.renameat2(-100, one, -100, other, 2) != 0: sys.exit("renameat2: errno %d" % ctypes.get_errno())
print("attacking", flush=True)
while True:
    exchange()
    time.sleep(random.random() * held)
    exchange()
    time.sleep(random.random() * pause)
`;

interface Attack {
  stop(): Promise<void>;
}

/**
 * An unprivileged process that exchanges two names in a directory of its own (`renameat2`, `RENAME_EXCHANGE`) until it is
 * stopped; `held` and `pause` are in microseconds. Needs root, to become that user, and Python.
 */
export function attack(one: string, other: string, { pause = 300, held = 300 } = {}): Promise<Attack> {
  return attackWith(EXCHANGE, one, other, String(held), String(pause));
}

/** As `attack`, with Python code that prints when it has begun. Its arguments are `sys.argv[2]` and so on. */
export async function attackWith(code: string, ...argv: readonly string[]): Promise<Attack> {
  const stopping = new AbortController();
  const io = openLocalHost({ env: process.env, signal: stopping.signal });
  let ended: Promise<void> = Promise.resolve();
  await new Promise<void>((resolve, reject) => {
    const command = mover(["python3", "-c", `${BECOME}${code}`, String(ATTACKER), ...argv]);
    ended = io.run(command, { stdout: () => resolve() }).then(({ stopped, stderr, notStarted }) => {
      if (!stopped) reject(new Error(`the attacker ended: ${notStarted ?? stderr.toString()}`));
    });
  });
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

/** Exchanges two names again and again while a command runs. Afterwards each is what it was. */
const WHILE_EXCHANGED = `
import ctypes, subprocess, sys, threading
libc = ctypes.CDLL(None, use_errno=True)
one, other, *argv = sys.argv[1:]
ended = threading.Event()
def exchange():
    while not ended.is_set():
        for _ in range(2): libc.renameat2(-100, one.encode(), -100, other.encode(), 2)
attacker = threading.Thread(target=exchange)
attacker.start()
code = subprocess.run(argv, close_fds=False).returncode
ended.set()
attacker.join()
sys.exit(code)
`;

/**
 * The same command, during which two names are exchanged again and again: as a user would who met each of its moments. It
 * starts after rdump has opened the directories.
 */
export function whileExchanged(command: Command, one: string, other: string): Command {
  return { ...command, argv: ["python3", "-c", WHILE_EXCHANGED, one, other, ...command.argv], batch: null };
}

/**
 * Puts a command into a directory for each of these programs. With the directory first in `PATH`, the programs run as by
 * `whileExchanged`.
 */
export function exchangeWhileRunning(directory: string, programs: readonly string[], one: string, other: string): void {
  const code = join(directory, "exchange.py");
  writeFileSync(code, WHILE_EXCHANGED);
  for (const program of programs) {
    const attack = ["python3", code, one, other, program].map(shellWord).join(" ");
    const path = `PATH=\${PATH#${shellWord(`${directory}:`)}}`;
    writeFileSync(join(directory, program), `#!/bin/sh\n${path}\nexec ${attack} "$@"\n`, { mode: 0o755 });
  }
}
