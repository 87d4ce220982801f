import {
  appendHistory,
  applyPlan,
  beginJournal,
  openLocalHost,
  ownIdentity,
  type Plan,
  RDUMP_VERSION,
  type Report,
  runAt,
  watchChangers,
} from "@rdump/core";
import type { Context } from "../context.ts";
import type { Listener } from "../listener.ts";
import { type Session, wholeSeconds } from "../session.ts";
import { inState } from "./state-directory.ts";

export interface CarryOut {
  readonly session: Session;
  readonly context: Context;
  readonly listen: Listener;
  readonly allowDestroy: boolean;
}

const BETWEEN_WORDS = 30_000;
/** How long a hook may take to close something when there is hurry, in milliseconds. */
const TO_CLOSE = 10_000;

/** Carries a plan out as one run, with a journal of its own. */
export async function carryOut(plan: Plan, run: string, how: CarryOut): Promise<Report> {
  const { session, context, listen } = how;
  const { stateDir } = session.config;
  const journal = await inState(stateDir, () => beginJournal(stateDir, run, context.clock));
  const slow = setInterval(() => {
    for (const line of context.atWork.slow()) context.terminal.error(line);
  }, BETWEEN_WORDS);
  try {
    const ref = runAt(run, wholeSeconds(context.clock()));
    await inState(stateDir, () => journal.append(headOf(plan, run, ref.time, session)));
    const { env, signal, hurry } = context;
    const longest = session.config.limits.time ?? undefined;
    const changers = watchChangers(journal, listen.event);
    return await applyPlan({
      plan,
      run: ref,
      providers: session.providers,
      io: openLocalHost({ env, signal, hurry, longest, changers }),
      closing: {
        // What is asked in order to take something down is asked to the end; a hook that hangs ends after the second signal.
        ...openLocalHost({ env, signal: new AbortController().signal, changers }),
        run: openLocalHost({ env, signal: hurry, hurry, longest, grace: TO_CLOSE, changers }).run,
      },
      journal,
      remember: (entry) => appendHistory(stateDir, entry, context.clock),
      allowDestroy: how.allowDestroy,
      signal,
      report: listen.event,
      atWork: () => changers.atWork(),
    });
  } finally {
    clearInterval(slow);
    await journal.close();
  }
}

function headOf(plan: Plan, run: string, time: string, { config, file, digest }: Session) {
  const { host, bootId, pidNamespace, pid } = ownIdentity();
  const { length: actions } = plan.actions;
  const whose = { owner: config.id, host, bootId, pidNamespace, pid, rdump: RDUMP_VERSION };
  return { type: "run" as const, run, time, ...whose, config: { file, digest }, actions };
}
