import { isReadable } from "../journal/read-journal.ts";
import { recordOf } from "../journal/run-record.ts";
import type { ActionReport } from "../model/report.ts";
import type { Session } from "../reconcile/session.ts";

/** The result of a comparison of restored files with the integrity data. */
export type Compared = "proven" | "differs" | "not proven";

/** Pure. `codes`: of the failure and of the warnings of a check; `status` undefined: there was no check. */
export function comparedAs(status: string | undefined, codes: readonly string[]): Compared {
  if (status === "done") return codes.some((code) => isUnsure({ code })) ? "not proven" : "proven";
  return codes.includes(DIFFERS) ? "differs" : "not proven";
}

const DIFFERS = "rsure-differs";

const UNSURE: ReadonlySet<string> = new Set([
  "rsure-not-provable",
  "rsure-changed-meanwhile",
  "rsure-maybe-cache",
  "rsure-not-carried",
  "rsure-not-stored",
]);

/** A warning of a check that says that it proved nothing. */
export function isUnsure({ code }: { readonly code: string }): boolean {
  return UNSURE.has(code);
}

export function isCheck({ action }: Pick<ActionReport, "action">): boolean {
  return action.startsWith("check ");
}

/** What the journal of an earlier run of the same restore says. */
export async function comparedBy(
  run: string,
  restored: string,
  { host, config }: Pick<Session, "host" | "config">,
): Promise<Compared> {
  const state = host.state(config.stateDir);
  const known = await state.runs().catch((): readonly string[] => []);
  const lines = known.includes(run) ? await state.readJournal(run).catch(() => null) : null;
  if (lines === null || !isReadable(lines)) return "not proven";
  const check = recordOf(run, lines, []).actions.find((each) => isCheck(each) && each.address === restored);
  return comparedAs(
    check?.status,
    (check?.diagnostics ?? []).map(({ code }) => code),
  );
}
