import { CALENDAR_UNITS, type Every } from "../../model/every.ts";
import { type KeepRules, NO_RULES, PERIOD_RULES } from "../../model/keep.ts";
import type { Cursor } from "../cursor.ts";
import { declaredNames, quoted } from "../quoted.ts";
import { readDuration } from "../read/duration.ts";
import { isName } from "../read/name.ts";
import type { Report } from "../report.ts";
import type { Vocabulary } from "./vocabulary.ts";

export function readPolicies(cursor: Cursor, report: Report): ReadonlyMap<string, KeepRules> {
  const policies = new Map<string, KeepRules>();
  for (const [name, rules] of cursor.entries()) {
    isName(name, "a policy", rules.keySpan, report);
    policies.set(name, readRules(rules, report));
  }
  return policies;
}

/** The rules in this place, or those of the named policy; no rules without `keep`. */
export function readKeep(cursor: Cursor, { byName, names }: Vocabulary["policies"], report: Report): KeepRules {
  const name = cursor.text();
  if (name === null) return readRules(cursor, report);
  const rules = byName.get(name);
  if (rules !== undefined) return rules;
  const detail = `The policy ${quoted(name)} is not declared.${names.suggestion(name)} ${declaredNames(names, "policies")}`;
  report.add("config-unknown-policy", cursor.span, detail);
  return NO_RULES;
}

function readRules(cursor: Cursor, report: Report): KeepRules {
  const within = cursor.at("within");
  const counts = Object.fromEntries(PERIOD_RULES.map((rule) => [rule, cursor.at(rule).number() ?? 0]));
  return { ...NO_RULES, ...counts, within: within.exists ? readDuration(within, report) : null };
}

const DAILY: Every = { kind: "calendar", unit: "daily" };

/** The schedule of a target that declares none: as often as its finest rule can keep a point. */
export function scheduleFor(keep: KeepRules): Every {
  const unit = CALENDAR_UNITS.find((each) => keep[each] > 0);
  return unit === undefined ? DAILY : { kind: "calendar", unit };
}
