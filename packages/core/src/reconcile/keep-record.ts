import { notRemembered } from "../apply/remember.ts";
import { isoOf } from "../model/instant.ts";
import { linesOf } from "../record/fold.ts";
import { newsOf, withoutSettled, withoutUnlisted } from "../record/news.ts";
import type { Look } from "./look.ts";
import { type Session, secondOf } from "./session.ts";
import type { StateDirectory } from "./state-directory.ts";

/** A record of so few lines is never worth a rewrite. */
const FEW = 1000;

/**
 * Adds what a look found to the record, or rewrites the record when more than half of its lines say nothing any more. The
 * caller holds the lock. A failed write is a warning: the next run finds the same again.
 */
export async function keepRecord(session: Session, seen: Look): Promise<void> {
  const { host, config, listener } = session;
  if (seen.record.history.gap !== null) return;
  try {
    await write(host.state(config.stateDir), seen, isoOf(secondOf(host)));
  } catch (error) {
    listener.warn([notRemembered(error, config.stateDir)]);
  }
}

async function write(state: StateDirectory, { record, observed, desired }: Look, now: string): Promise<void> {
  const news = newsOf(record, observed, desired);
  if (record.begun === null) {
    await state.rewriteRecord(withoutSettled({ ...record, begun: now }, desired.config, news));
    return state.appendRecord(news);
  }
  const current = withoutSettled(withoutUnlisted(record, observed), desired.config, news);
  if (record.lines > 2 * linesOf(current).length + FEW) await state.rewriteRecord(current);
  await state.appendRecord(news);
}
