import {
  type ActionHandler,
  bytesText,
  type Command,
  commandOn,
  DONE,
  failed,
  type Outcome,
  onHost,
  type ReadIo,
} from "@rdump/core/provider";
import { ZFS } from "../codes/index.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { findDataset, known, lookAtHolds, lookAtMoments } from "../look.ts";
import { isOwnDataset } from "../naming/marks.ts";
import { poolOf } from "../naming/names.ts";
import { suspension } from "../pool-state.ts";
import { destroyNewerCommand, releaseCommand, rollbackCommand } from "../replica/commands.ts";
import { BASE_TAG } from "../replica/names.ts";
import { newerThan, shortName } from "../replica/newer.ts";
import { failureIn } from "../scopes/diagnostics.ts";
import type { RollbackInput } from "./inputs.ts";

/**
 * Takes a replica back to its newest common snapshot. What is newer is listed again, and any difference from the plan ends
 * the action. Then each thing is destroyed by its name; the rollback itself is refused by ZFS if anything newer appeared.
 */
export const rollbackHandler: ActionHandler<RollbackInput> = {
  kind: "zfs/rollback",
  version: 2,
  schema: inputSchemas.actions["zfs/rollback"],
  stuck: async (input, io) => (input.host === undefined ? suspension(poolOf(input.target), io) : null),
  commands: commandsFor,

  async probe(input, _run, anyIo) {
    const io = onHost(input.host ?? null, anyIo);
    const found = known(await findDataset(input.target, io));
    const newer = newerThan(input.base.guid, known(await lookAtMoments([input.target], io)));
    if (newer?.length === 0 && found?.written === 0) return { state: "done" };
    return { state: newer?.length === input.newer.length ? "absent" : "partial" };
  },

  async run({ input, io }): Promise<Outcome> {
    const there = onHost(input.host ?? null, io);
    const changed = await whyChanged(input, there);
    if (changed !== null) return fail("zfs-replica-changed", input, `${changed}. Nothing was destroyed`);
    const destroyed: string[] = [];
    for (const command of commandsFor(input)) {
      const result = await io.run(command);
      if (result.exitCode !== 0) {
        const words = await failureIn(poolOf(input.target), result, there);
        return { ...fail("zfs-not-rolled-back", input, words), destroyed };
      }
      const gone = input.newer.find(({ name }) => command.argv[1] === "destroy" && command.argv.at(-1)?.endsWith(name));
      if (gone !== undefined) destroyed.push(gone.guid);
    }
    return DONE;
  },
};

function commandsFor({ target, host, base, newer }: RollbackInput): readonly Command[] {
  const destroys = newer.flatMap(({ name, held }) => [
    ...(held === true ? [releaseCommand(BASE_TAG, [`${target}${name}`])] : []),
    destroyNewerCommand(target, name),
  ]);
  return [...destroys, rollbackCommand(target, base.name)].map((command) => commandOn(host ?? null, command));
}

/** Why the replica is not exactly as the plan saw it; null: it is. */
async function whyChanged({ owner, target, base, newer, written }: RollbackInput, io: ReadIo): Promise<string | null> {
  const found = known(await findDataset(target, io));
  if (!isOwnDataset(target, found?.mark ?? null, [owner])) return `${target} does not have the mark of this config`;
  if (found !== null && found.written > written)
    return `${bytesText(found.written)} of files were written after the newest snapshot of ${target}, and ${bytesText(written)} when the plan was made`;
  const now = newerThan(base.guid, known(await lookAtMoments([target], io)));
  if (now === null) return `${target}@${base.name} is missing`;
  const planned = newer.map(({ name, guid }) => `${name} ${guid}`).join("\n");
  if (now.map((each) => `${shortName(each)} ${each.guid}`).join("\n") !== planned)
    return `${target} has other newer snapshots or bookmarks than in the plan`;
  const snapshots = newer.flatMap(({ name }) => (name.startsWith("@") ? [`${target}${name}`] : []));
  const holds = known(await lookAtHolds(snapshots, io));
  const heldThen = new Set(newer.flatMap(({ name, held }) => (held === true ? [`${target}${name}`] : [])));
  const other = holds.find(({ snapshot, tag }) => tag !== BASE_TAG || !heldThen.has(snapshot));
  return other === undefined ? null : `${other.snapshot} has another hold than in the plan`;
}

function fail(code: "zfs-replica-changed" | "zfs-not-rolled-back", { target }: RollbackInput, words: string) {
  return failed(ZFS.error(code, `${target}: ${words}.`));
}
