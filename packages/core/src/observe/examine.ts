import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { Failure } from "../diagnostics/failure.ts";
import { visible } from "../diagnostics/visible.ts";
import type { ReadIo } from "../io/capability.ts";
import type { DeadRun, OpenIntent, OpenScope } from "../model/dead-run.ts";
import { deadRunRef } from "../model/run.ts";
import type { Probe } from "../provider/handler.ts";
import type { Providers } from "../provider/providers.ts";
import { OBSERVE } from "./codes.ts";

/**
 * What the system says of an action that a dead run had begun. `unknown`: it could not be seen, or nobody here knows such
 * actions; `foreign` and `unknown` come with why.
 */
export type Examined =
  | { readonly state: "absent" | "done" | "partial" }
  | { readonly state: "foreign" | "unknown"; readonly diagnostic: Diagnostic };

export interface ExaminedIntent extends OpenIntent {
  readonly found: Examined;
}

export interface ExaminedRun extends DeadRun {
  readonly intents: readonly ExaminedIntent[];
}

export interface Examination {
  readonly runs: readonly ExaminedRun[];
  /** Runs that opened what nobody here knows how to close: errors. */
  readonly remarks: readonly Diagnostic[];
}

/** Asks the handler of each action that dead runs had begun what became of it. Looks, and changes nothing. */
export async function examine(dead: readonly DeadRun[], providers: Providers, io: ReadIo): Promise<Examination> {
  const examined: ExaminedRun[] = [];
  const remarks: Diagnostic[] = [];
  for (const run of dead) {
    const strange = run.scopes.find(({ kind }) => !isKnown(kind, providers));
    if (strange !== undefined) {
      remarks.push(unknownScope(run, strange));
      continue;
    }
    const intents: ExaminedIntent[] = [];
    for (const intent of run.intents) intents.push({ ...intent, found: await lookAt(intent, run, providers, io) });
    examined.push({ ...run, intents });
  }
  return { runs: examined, remarks };
}

function isKnown(kind: string, providers: Providers): boolean {
  try {
    providers.scope(kind);
    return true;
  } catch {
    return false;
  }
}

function unknownScope({ run, path }: DeadRun, { scope, kind }: OpenScope): Diagnostic {
  const detail = `Run ${visible(run)} was killed while "${visible(scope)}" (${visible(kind)}) was open, and this rdump does not know this kind. Use the version of rdump that made it, or remove it by hand and move ${visible(path)} away.`;
  return OBSERVE.error("recover-unknown", detail);
}

async function lookAt(
  intent: OpenIntent,
  { run, began }: DeadRun,
  providers: Providers,
  io: ReadIo,
): Promise<Examined> {
  try {
    const probe: Probe = await providers.action(intent.kind).probe(intent.input, deadRunRef(run, began), io);
    return probe.state === "foreign" ? { state: "foreign", diagnostic: told(probe.diagnostic, intent, run) } : probe;
  } catch (error) {
    const why = error instanceof Failure ? error.diagnostics[0] : undefined;
    return { state: "unknown", diagnostic: why === undefined ? unseen(intent, run, error) : told(why, intent, run) };
  }
}

function told(why: Diagnostic, { action, address }: OpenIntent, run: string): Diagnostic {
  const detail = `${why.detail} (Run ${run} was killed during "${action}".)`;
  return { ...why, severity: "error", address, detail };
}

function unseen({ action, address }: OpenIntent, run: string, error: unknown): Diagnostic {
  const why = error instanceof Error ? error.message : String(error);
  const detail = `Run ${run} was killed during "${action}", and its result cannot be determined: ${why}. The volume is not touched until it can. If a newer rdump began the run, use that version.`;
  return OBSERVE.error("recover-unknown", detail, { address });
}
