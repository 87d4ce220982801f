import type { Action } from "../model/action.ts";
import { NONE_DECAYED } from "../model/decay.ts";
import type { Json } from "../model/json.ts";
import type { Tree } from "../model/scope.ts";
import type { ActionContext, Batching, Outcome, Unconfirmed } from "../provider/handler.ts";
import { errorDiagnostics } from "./error-diagnostics.ts";
import { fileWritten } from "./found-content.ts";
import { onlyPlanned } from "./only-planned.ts";
import type { ApplyRequest } from "./request.ts";
import type { RunState } from "./run-state.ts";
import { unlessStuck, whyStuck } from "./watch.ts";

/** Performs an action. Abandons it when the kernel has suspended its device or pool. */
export async function performWatched(
  action: Action,
  tree: Tree | null,
  state: RunState,
): Promise<Outcome | Unconfirmed> {
  const { request, scopes } = state;
  const { providers, io, report } = request;
  const work = () => perform(action, tree, state).catch((error: unknown) => failedBy(error, action.address));
  const under = scopes.named([...(tree?.scopes ?? []), ...action.scopes]);
  const ended = await unlessStuck(work, () => whyStuck(action, under, providers, io));
  if ("done" in ended) return ended.done;
  report({ type: "left-behind", what: action.id, diagnostic: ended.stuck });
  return { status: "failed", diagnostic: { ...ended.stuck, address: action.address }, warnings: [] };
}

async function perform(
  action: Action,
  tree: Tree | null,
  { request, recorder, findings, points, machineRecords }: RunState,
): Promise<Outcome | Unconfirmed> {
  const { providers, report } = request;
  const run = { ...request.run, machineRecords };
  const handler = providers.action(action.kind);
  // A cleanup is never interrupted.
  const io = action.verb === "recover" ? request.closing : request.io;
  if (handler.probesItself !== true) {
    const probe = await handler.probe(action.input, run, io);
    if (probe.state === "foreign") return { status: "failed", diagnostic: probe.diagnostic, warnings: [] };
    if (probe.state === "done") return { status: "done", made: probe.made ?? null, moved: {}, warnings: [] };
  }
  const { joint } = handler;
  const work = (context: ActionContext<Json>) =>
    joint?.kind === "confirmation" ? joint.begin(context) : handler.run(context);
  return work({
    input: action.input,
    run,
    io: onlyPlanned(io, handler.commands(action.input, run), (written) =>
      recorder.write(fileWritten(action.id, written)),
    ),
    verifyTree: async (when) => {
      if (tree === null) throw new Error(`${action.id} has no tree that could be verified`);
      return providers.verifier(tree.verifier).verify({ ...tree, run }, when, io);
    },
    counted: async (count) => {
      if (tree === null) throw new Error(`${action.id} has no tree whose files could be counted`);
      return findings.counted(action, tree.volume, count);
    },
    decayed: async (found) => {
      if (tree === null) throw new Error(`${action.id} has no tree whose files could decay`);
      return findings.decayed(action, tree.volume, found);
    },
    decayedPaths: () => (tree === null ? NONE_DECAYED : findings.decayedPaths(tree.volume)),
    leavingOut: () => points.leavingOut(action, tree?.volume ?? null),
    recorded: (digest) => void (tree !== null && machineRecords.set(tree.volume, digest)),
    progress: (progress) => report({ type: "progress", action: action.id, progress }),
  });
}

/** Performs several actions by one command. `seen`: the view of their place; null: it was not queried. */
export async function performBatch(
  actions: readonly Action[],
  joint: Batching<Json>,
  seen: unknown,
  { io, run }: Pick<ApplyRequest, "io" | "run">,
): Promise<readonly Outcome[]> {
  const [first, ...rest] = actions.map(({ input }) => input);
  if (first === undefined) return [];
  try {
    const view = seen ?? (await joint.look([first, ...rest], io));
    return await joint.run([first, ...rest], onlyPlanned(io, joint.commands([first, ...rest], run)), view, run);
  } catch (error) {
    return actions.map(({ address }) => failedBy(error, address));
  }
}

function failedBy(error: unknown, address: string): Outcome {
  const [diagnostic, ...warnings] = errorDiagnostics(error, address);
  return { status: "failed", diagnostic, warnings };
}
