import { openLocalHost } from "../io/local-host.ts";
import { mover } from "../model/command.ts";

/** User and group without files on a usual system. */
export const ATTACKER = 65534;

/** The number of rounds of a race; `RDUMP_ATTACK_ROUNDS` overrides it. */
export const ATTACK_ROUNDS = Number(process.env.RDUMP_ATTACK_ROUNDS ?? 20);

/** Becomes a user, and exchanges two names, pausing up to so many microseconds; each is always one of the two things. */
const EXCHANGE = `
import ctypes, os, random, sys, time
libc = ctypes.CDLL(None, use_errno=True)
one, other, pause, user = sys.argv[1].encode(), sys.argv[2].encode(), float(sys.argv[3]) / 1e6, int(sys.argv[4])
os.setgroups([])
os.setresgid(user, user, user)
os.setresuid(user, user, user)
def exchange():
    if libc.renameat2(-100, one, -100, other, 2) != 0: sys.exit("renameat2: errno %d" % ctypes.get_errno())
exchange()
print("attacking", flush=True)
while True:
    exchange()
    time.sleep(random.random() * pause)
`;

/**
 * An unprivileged process that exchanges two names in a directory of its own (`renameat2`, `RENAME_EXCHANGE`) until it is
 * stopped. Needs root, to become that user, and Python.
 */
export async function attack(one: string, other: string, { pause = 300 } = {}): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController();
  const io = openLocalHost({ env: process.env, signal: stopping.signal });
  let ended: Promise<void> = Promise.resolve();
  await new Promise<void>((resolve, reject) => {
    const command = mover(["python3", "-c", EXCHANGE, one, other, String(pause), String(ATTACKER)]);
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
