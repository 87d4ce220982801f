import {
  actionHandler,
  type Discovery,
  type DiscoveryRequest,
  type Provider,
  type ReadIo,
  scopeHandler,
  treeVerifier,
} from "@rdump/core/provider";
import { machineAction } from "./machine/record.ts";
import { machineRole } from "./machine/role.ts";
import { mirrorAction } from "./mirror/action.ts";
import { directoryKeeper, rsyncSink } from "./mirror/keeper.ts";
import { observeMirror } from "./mirror/observe.ts";
import { retireAction } from "./mirror/retire.ts";
import { retiredMirror } from "./mirror/retired.ts";
import { uuidsByDevice } from "./mounts/disk.ts";
import { copyOutAction } from "./restore/copy-out.ts";
import { finishAction } from "./restore/finish.ts";
import { mirrorReader, mirrorVerifier } from "./restore/mirror-reader.ts";
import { placeAction } from "./restore/place.ts";
import { provingScope } from "./restore/proving.ts";
import { directoryPlacer } from "./restore/role.ts";
import { stageAction } from "./restore/stage.ts";
import type { SourceFacts } from "./source/facts.ts";
import { observeSource } from "./source/observe.ts";
import { plainSource, plainVerifier } from "./source/role.ts";

/** Plain file systems as sources, and directories kept equal to a volume by rsync. */
export function fsProvider(): Provider {
  return {
    name: "fs",
    shielded: ["RSYNC_*"],
    sources: { plain: plainSource },
    keepers: { "mirrors/directory": directoryKeeper },
    sink: rsyncSink,
    readers: { "mirrors/directory": mirrorReader },
    placer: directoryPlacer,
    machine: machineRole,
    actions: [
      actionHandler(mirrorAction),
      actionHandler(stageAction),
      actionHandler(copyOutAction),
      actionHandler(placeAction),
      actionHandler(finishAction),
      actionHandler(machineAction),
      actionHandler(retireAction),
    ],
    scopes: [scopeHandler(provingScope)],
    verifiers: [treeVerifier(plainVerifier), treeVerifier(mirrorVerifier)],
    discover,
  };
}

async function discover(request: DiscoveryRequest, io: ReadIo): Promise<Discovery> {
  const { ownership, sources, read, groups, retiring } = request;
  const disks = sources.length + groups.length === 0 ? new Map<string, string>() : await uuidsByDevice(io);
  const retired = retiring === undefined ? null : await retiredMirror(retiring, request, io);
  const observed = await Promise.all(
    sources.flatMap((volume) =>
      volume.source.type === "plain"
        ? [observeSource(volume, volume.source, { io, isRead: read.has(volume.name), disks })]
        : [],
    ),
  );
  const places = new Map(observed.map(({ volume, facts }) => [volume, facts as SourceFacts | null]));
  return {
    sources: observed,
    groups: await Promise.all(
      groups.flatMap(({ target, ...group }) =>
        target.targetType === "mirrors/directory"
          ? [
              observeMirror(
                ownership,
                { ...group, target },
                { io, disks, source: places.get(group.volume.name) ?? null },
              ),
            ]
          : [],
      ),
    ),
    forgotten: retired === null ? [] : [retired],
  };
}
