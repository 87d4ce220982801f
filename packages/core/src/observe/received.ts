import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ReadIo } from "../io/capability.ts";
import { addressOf } from "../model/address.ts";
import type { Config } from "../model/config.ts";
import type { ServedPoints, ServeGrant } from "../model/serve-grant.ts";
import type { Volume } from "../model/volume.ts";
import type { Providers } from "../provider/providers.ts";
import type { Child } from "../provider/roles.ts";

interface Received {
  readonly volumes: readonly Volume[];
  /** Why the replicas of a sender are unknown. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The replicas of the senders for which this host has keep rules. */
export async function receivedIn({ serve = [] }: Config, providers: Providers, io: ReadIo): Promise<Received> {
  const grants = serve.flatMap((grant) => (grant.points === undefined ? [] : [{ ...grant, points: grant.points }]));
  const found = grants.length === 0 ? [] : ((await providers.serve?.received(grants, io)) ?? []);
  const volumes: Volume[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [index, grant] of grants.entries()) {
    const below = found[index];
    if (below === undefined) continue;
    if ("unseen" in below) diagnostics.push({ ...below.unseen, address: grant.name });
    else volumes.push(...below.children.flatMap((child) => volumeOf(grant, child)));
  }
  return { volumes, diagnostics };
}

function volumeOf({ name: sender, points }: ServeGrant & { readonly points: ServedPoints }, child: Child): Volume[] {
  const { source } = child;
  if (source.type !== "zfs") return [];
  const name = `${sender}/${child.name}`;
  const { every, keep } = points;
  const address = addressOf(name, "snapshots", source.dataset);
  return [
    {
      ...{ name, parent: sender, sender, source, exclude: [], excludeCaches: false, integrity: null },
      targets: [{ kind: "snapshots", targetType: "snapshots/zfs", address, every, keep }],
      ...{ hooks: null, verify: null },
    },
  ];
}
