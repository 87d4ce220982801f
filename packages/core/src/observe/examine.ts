import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { Failure } from "../diagnostics/failure.ts";
import { shellWord } from "../diagnostics/shell-word.ts";
import { visible } from "../diagnostics/visible.ts";
import type { ReadIo } from "../io/capability.ts";
import type { DeadRun, OpenIntent, OpenScope } from "../model/dead-run.ts";
import { deadRunRef } from "../model/run.ts";
import type { Probe } from "../provider/handler.ts";
import type { Providers } from "../provider/providers.ts";
import { intentFault, scopeFault } from "../provider/read-back.ts";
import { OBSERVE } from "./codes.ts";

/**
 * The state of an action that a dead run had begun. `unknown`: the query failed, or no provider knows the kind of
 * action; `foreign` and `unknown` have a diagnostic.
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
  /** Runs with open scopes that no provider can close: errors. */
  readonly remarks: readonly Diagnostic[];
}

/** Determines the result of each action that dead runs had begun, by its handler. Only queries. */
export async function examine(dead: readonly DeadRun[], providers: Providers, io: ReadIo): Promise<Examination> {
  const examined: ExaminedRun[] = [];
  const remarks: Diagnostic[] = [];
  for (const run of dead) {
    const strange = run.scopes.flatMap((scope) => {
      const fault = scopeFault(scope, providers);
      return fault === null ? [] : [unknownScope(run, scope, fault)];
    });
    if (strange.length > 0) {
      remarks.push(...strange);
      continue;
    }
    const intents: ExaminedIntent[] = [];
    for (const intent of run.intents) intents.push({ ...intent, found: await lookAt(intent, run, providers, io) });
    examined.push({ ...run, intents });
  }
  return { runs: examined, remarks };
}

function unknownScope({ run, path }: DeadRun, { scope, kind }: OpenScope, fault: string): Diagnostic {
  const detail = `Run ${visible(run)} was killed while "${visible(scope)}" (${visible(kind)}) was open, and ${visible(fault)}. Nothing from its journal is executed. Use the version of rdump that wrote the journal. Or clean up by hand, and move the journal away:\nmv ${shellWord(path)} /root/`;
  return OBSERVE.error("recover-unknown", detail);
}

async function lookAt(
  intent: OpenIntent,
  { run, began }: DeadRun,
  providers: Providers,
  io: ReadIo,
): Promise<Examined> {
  const fault = intentFault(intent, providers);
  if (fault !== null) return { state: "unknown", diagnostic: unseen(intent, run, fault) };
  try {
    const probe: Probe = await providers.action(intent.kind).probe(intent.input, deadRunRef(run, began), io);
    return probe.state === "foreign" ? { state: "foreign", diagnostic: withRun(probe.diagnostic, intent, run) } : probe;
  } catch (error) {
    const why = error instanceof Failure ? error.diagnostics[0] : undefined;
    return {
      state: "unknown",
      diagnostic: why === undefined ? unseen(intent, run, messageOf(error)) : withRun(why, intent, run),
    };
  }
}

function withRun(why: Diagnostic, { action, address }: OpenIntent, run: string): Diagnostic {
  const detail = `${why.detail} (Run ${run} was killed during "${action}".)`;
  return { ...why, severity: "error", address, detail };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function unseen({ action, kind, address }: OpenIntent, run: string, why: string): Diagnostic {
  const detail = `Run ${visible(run)} was killed during "${visible(action)}" (${visible(kind)}), and its result cannot be determined: ${visible(why)}. The volume is not backed up, and nothing of it is removed, until the result is known. If another version of rdump began the run, use that version.`;
  return OBSERVE.error("recover-unknown", detail, { address });
}
