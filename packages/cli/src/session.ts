import { allGroups, type Listener, type Session } from "@rdump/core";
import { allProviders } from "./compose.ts";
import { type LoadOptions, loadConfig } from "./config.ts";
import type { Context } from "./context.ts";
import { showDiagnostics } from "./failures.ts";
import { inhibitingSleep } from "./run/inhibit.ts";

export interface SessionOptions {
  readonly config?: string;
  readonly only?: readonly string[];
  /** The volumes of which one more point is wanted now. Without `only`, the command is about these volumes. */
  readonly extra?: readonly string[];
  /** New archives are full. */
  readonly full?: boolean;
  /** False: a repository that another process has locked is a gap at once. */
  readonly waitForLocks?: boolean;
}

/** Reads and checks the config. Its warnings are shown at once, an error ends the command. */
export async function openSession(
  { extra, full, waitForLocks = true, ...options }: SessionOptions & LoadOptions,
  context: Context,
  event: Listener["event"] = () => {},
): Promise<Session> {
  const { host, stop } = context;
  const only = options.only ?? extra;
  const loaded = await loadConfig(
    { ...options, ...(only === undefined ? {} : { only: [...only, ...(extra ?? [])] }) },
    context,
  );
  return {
    ...loaded,
    host,
    stop,
    providers: allProviders(loaded.config, context, waitForLocks),
    only: only ?? null,
    ...(extra === undefined ? {} : { extra }),
    ...(full === undefined ? {} : { full }),
    listener: { event, warn: (diagnostics) => showDiagnostics(diagnostics, context) },
    whileActing: (actions) => inhibitingSleep(context, actions),
  };
}

/** The same session for the volume of one group; all volumes where the config itself does not declare the group. */
export function sessionFor(session: Session, address: string): Session {
  const declared = allGroups(session.config).find(({ group }) => group.address === address);
  return declared === undefined ? session : { ...session, only: [declared.group.volume.name] };
}
