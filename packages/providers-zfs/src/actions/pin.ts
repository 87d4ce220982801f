import {
  type ActionHandler,
  batchOf,
  type Command,
  changer,
  DONE,
  failed,
  narrowed,
  type Outcome,
  type ReadIo,
} from "@rdump/core/provider";
import { ZFS } from "../codes/index.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { groupsOf, known, lookAtHolds, lookAtSnapshots } from "../look.ts";
import { poolOf } from "../naming/names.ts";
import { PIN_TAG } from "../pins.ts";
import { stuckIn } from "../pool-state.ts";
import { failureIn } from "../scopes/diagnostics.ts";
import type { PinInput } from "./inputs.ts";

/**
 * Sets the holds of pins, and releases those of pins that ended: so `zfs destroy` by hand or by another program keeps a
 * pinned snapshot, too. Only snapshots with the guid of the plan are changed.
 */
export const pinHandler: ActionHandler<PinInput> = {
  kind: "zfs/pin",
  version: 1,
  schema: inputSchemas.actions["zfs/pin"],
  stuck: stuckIn(({ dataset }) => dataset),
  commands: (input) => [...holdsOf(input), ...releasesOf(input)],

  async probe(input, _run, io) {
    const { hold, release } = await leftOf(input, io);
    return { state: hold.size + release.size === 0 ? "done" : "absent" };
  },

  async run({ input, io }): Promise<Outcome> {
    const left = await leftOf(input, io);
    for (const [commands, members] of [
      [holdsOf(input), left.hold],
      [releasesOf(input), left.release],
    ] as const) {
      for (const command of commands) {
        const some = narrowed(command, (member) => members.has(member));
        if (some.batch?.members.length === 0) continue;
        const result = await io.run(some);
        if (result.exitCode !== 0) return fail(input, await failureIn(poolOf(input.dataset), result, io));
      }
    }
    const missing = input.hold.filter(({ guid }) => !left.there.has(guid));
    return missing.length === 0 ? DONE : fail(input, `${missing.map(({ name }) => name).join(", ")} is missing`);
  },
};

function holdsOf({ dataset, hold }: PinInput): readonly Command[] {
  return groupsOf(hold.map(({ name }) => `${dataset}@${name}`)).map((names) =>
    batchOf(changer(["zfs", "hold", PIN_TAG], { root: true }), names),
  );
}

function releasesOf({ dataset, release }: PinInput): readonly Command[] {
  return groupsOf(release.map(({ name }) => `${dataset}@${name}`)).map((names) =>
    batchOf(changer(["zfs", "release", PIN_TAG], { root: true }), names),
  );
}

/** The work that is left, by full names, and the guids of all snapshots of the dataset. */
async function leftOf({ dataset, hold, release }: PinInput, io: ReadIo) {
  const found = known(await lookAtSnapshots([dataset], io));
  const there = new Set(found.map(({ guid }) => guid));
  const held = found.filter(({ holds }) => holds > 0).map(({ name }) => `${dataset}@${name}`);
  const tagged = known(await lookAtHolds(held, io)).filter(({ tag }) => tag === PIN_TAG);
  const pinned = new Set(tagged.map(({ snapshot }) => snapshot));
  const names = new Map(found.map(({ name, guid }) => [guid, `${dataset}@${name}`]));
  const present = (snapshots: PinInput["hold"]) =>
    snapshots.map(({ name, guid }) => (names.get(guid) === `${dataset}@${name}` ? `${dataset}@${name}` : ""));
  return {
    there,
    hold: new Set(present(hold).filter((name) => name !== "" && !pinned.has(name))),
    release: new Set(present(release).filter((name) => pinned.has(name))),
  };
}

function fail({ dataset }: PinInput, words: string): Outcome {
  const detail = `${dataset}: ${words}. The keep rules keep pinned points in any case. Apply again.`;
  return failed(ZFS.error("zfs-not-pinned", detail));
}
