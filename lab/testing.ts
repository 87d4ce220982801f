// What a test in the lab imports: `const lab = await openLab(t)`, then `lab.test(name, async (t, machine) => ...)`.
import { env } from "node:process";
import type { Test } from "tap";
import { buildLab, findLab } from "./build/build-lab.ts";
import { CannotHere, requireHost } from "./build/host.ts";
import type { Lab } from "./build/lab.ts";
import { Machine } from "./machine/machine.ts";
import { openWorkplace } from "./machine/workplace.ts";
import type { Init } from "./recipe/inits.ts";

export { BackupHost, type Declared } from "./backup-host.ts";
export { type ByHand, borgByHand, resticByHand } from "./by-hand.ts";
export { type Chance, chance } from "./chance.ts";
export { failingDisk } from "./faults/failing-disk.ts";
export { fill } from "./faults/full-disk.ts";
export { overflow } from "./faults/full-snapshot.ts";
export { type Cable, cable } from "./machine/cable.ts";
export type { Machine } from "./machine/machine.ts";
export { installRdump } from "./machine/rdump.ts";
export { reach } from "./machine/reach.ts";

/** The tests of one file, and the one machine that they share. */
export interface LabTests {
  /**
   * Runs in order, in the machine that the first of them started; skipped with a reason if the lab is not available.
   */
  test(name: string, body: (t: Test, machine: Machine) => Promise<void>): Promise<unknown>;
  /** One more fresh machine, for tests that need two. */
  another(): Promise<Machine>;
}

/** By this the runner of the tests tells them that, and why, the lab could not be built. */
export const CANNOT = "RDUMP_LAB_CANNOT";

/** A machine whose first process is systemd is built when a test first needs it. */
export async function openLab(t: Test, { init = "script" }: { readonly init?: Init } = {}): Promise<LabTests> {
  const found = await labOrReason(t, init);
  const machines: Promise<Machine>[] = [];
  const another = () => {
    if (typeof found === "string") throw new Error(found);
    const place = openWorkplace(found);
    const machine = place.then((each) => Machine.start(each));
    machines.push(machine);
    t.teardown(async () => {
      const { consoleTail, remove } = await place;
      if (!t.passing()) console.error(`The end of the console of a machine of ${process.argv[1]}:\n${consoleTail()}`);
      await machine.then((each) => each.stop()).catch(() => {});
      remove();
    });
    return machine;
  };
  return {
    another,
    test: (name, body) => {
      if (typeof found === "string") return t.test(name, { skip: found }, async () => {});
      return t.test(name, async (t) => body(t, await (machines[0] ?? another())));
    },
  };
}

/** Where the lab could be built, its absence is no reason to skip anything. */
async function labOrReason(t: Test, init: Init): Promise<Lab | string> {
  const reason = env[CANNOT];
  if (reason !== undefined) return reason;
  const lab = await findLab(init);
  if (lab !== null) return lab;
  try {
    requireHost();
  } catch (error) {
    if (error instanceof CannotHere) return error.message;
    throw error;
  }
  if (init === "systemd") return buildLab((line) => t.comment(line), init);
  throw new Error("the lab is not built: npm run lab:build");
}
