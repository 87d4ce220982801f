import { hostname } from "node:os";
import { checkApplicable, checkConfig, checkUnchanged, type PlanHeader, readPlanHeader } from "@rdump/core";
import type { Context } from "./context.ts";
import { readPlanFile } from "./plan-file.ts";
import type { Planned } from "./run/planned.ts";
import { look, openSession, planFor, type Session, type SessionOptions, wholeSeconds } from "./session.ts";

/** A plan file that may be applied here, if the system is still what it took for granted. */
export interface SavedPlan {
  readonly session: Session;
  readonly header: PlanHeader;
  /** Looks at the system and plans again for the saved plan's moment; fails when that gives another plan. */
  planAgain(): Promise<Planned>;
}

export async function readSavedPlan(path: string, options: SessionOptions, context: Context): Promise<SavedPlan> {
  const text = await readPlanFile(path, context.cwd);
  const header = readPlanHeader(text);
  checkApplicable(header, { host: hostname(), now: wholeSeconds(context.clock()) });
  const only = header.only === null ? {} : { only: header.only };
  const config = options.config ?? header.config.file;
  // A plan that was edited may name any file, and whoever applies it may be root.
  const checkDigest = (digest: string, file: string) => checkConfig(header, { digest, file });
  const session = await openSession({ config, ...only, checkDigest }, context);
  return {
    session,
    header,
    planAgain: async () => {
      const seen = await look(session, context, { fixed: Date.parse(header.asOf), holding: true });
      const again = planFor({ ...session, file: header.config.file }, seen, false);
      checkUnchanged(text, header, again, wholeSeconds(context.clock()));
      return { plan: again, dead: seen.observed.dead };
    },
  };
}
