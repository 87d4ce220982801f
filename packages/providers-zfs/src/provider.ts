import { actionHandler, type Provider, scopeHandler, treeVerifier } from "@rdump/core/provider";
import { cloneHandler } from "./actions/clone.ts";
import { companionHandler } from "./actions/companion.ts";
import { createHandler } from "./actions/create.ts";
import { destroyHandler } from "./actions/destroy.ts";
import { discardHandler } from "./actions/discard.ts";
import { holdHandler } from "./actions/hold.ts";
import { pinHandler } from "./actions/pin.ts";
import { pointHandler } from "./actions/point.ts";
import { propertiesHandler } from "./actions/properties.ts";
import { retireHandler } from "./actions/retire.ts";
import { rollbackHandler } from "./actions/rollback.ts";
import { sendHandler } from "./actions/send.ts";
import { settleHandler } from "./actions/settle.ts";
import { snapshotHandler } from "./actions/snapshot.ts";
import { discover } from "./discovery/discover.ts";
import { clonesKeeper } from "./keepers/clones.ts";
import { mirrorsKeeper } from "./keepers/mirrors.ts";
import { replicasKeeper } from "./keepers/replicas.ts";
import { snapshotsKeeper } from "./keepers/snapshots.ts";
import { mirrorsReader, replicasReader, snapshotsReader } from "./reader.ts";
import { momentScope } from "./scopes/moment.ts";
import { mountScope } from "./scopes/mount.ts";
import { readOnlyScope } from "./scopes/read-only.ts";
import { readPointScope } from "./scopes/read-point.ts";
import { readmeScope } from "./scopes/readme.ts";
import { scanScope } from "./scopes/scan.ts";
import { Taken } from "./scopes/taken.ts";
import { zfsServe } from "./serve/serve.ts";
import { zfsSource } from "./source.ts";
import { mountVerifier } from "./tree.ts";

/** Datasets of OpenZFS: as sources, by snapshots that stay, as mirrors with a history, as declared clones, and as replicas. */
export function zfsProvider(): Provider {
  const taken = new Taken();
  return {
    name: "zfs",
    shielded: ["ZFS_*", "ZPOOL_*"],
    sources: { zfs: zfsSource },
    keepers: {
      "snapshots/zfs": snapshotsKeeper,
      "mirrors/dataset": mirrorsKeeper,
      "clones/zfs": clonesKeeper,
      "replicas/zfs": replicasKeeper,
    },
    readers: {
      "snapshots/zfs": snapshotsReader,
      "mirrors/dataset": mirrorsReader,
      "replicas/zfs": replicasReader,
    },
    actions: [
      actionHandler(pointHandler(taken)),
      actionHandler(snapshotHandler),
      actionHandler(createHandler),
      actionHandler(holdHandler),
      actionHandler(pinHandler),
      actionHandler(propertiesHandler),
      actionHandler(destroyHandler),
      actionHandler(companionHandler),
      actionHandler(cloneHandler),
      actionHandler(discardHandler),
      actionHandler(retireHandler),
      actionHandler(rollbackHandler),
      actionHandler(sendHandler),
      actionHandler(settleHandler),
    ],
    scopes: [
      scopeHandler(momentScope(taken)),
      scopeHandler(scanScope),
      scopeHandler(mountScope),
      scopeHandler(readPointScope),
      scopeHandler(readmeScope),
      scopeHandler(readOnlyScope),
    ],
    serve: zfsServe,
    verifiers: [treeVerifier(mountVerifier)],
    discover,
  };
}
