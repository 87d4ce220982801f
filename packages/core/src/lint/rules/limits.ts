import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const limitNeverTrips: Rule = {
  code: "limit-never-trips",
  severity: "warning",
  summary: "A guard is switched off",
  judges: "written",
  why: "A limit of `100%` lets one plan destroy a whole group but its newest point, or an emptied source empty its mirror, without a question.",
  remedy:
    "Write less than `100%`; the default is `50%`. What a guard holds back is let through once by `--allow-destroy`.",
  check: (subject) =>
    limitsOf(subject, 1, "It never trips: all may go at once, unasked. Write less; the default is `50%`."),
};

export const limitAlwaysTrips: Rule = {
  code: "limit-always-trips",
  severity: "warning",
  summary: "A guard trips every time",
  judges: "written",
  why: "With a limit of `0%` nothing is ever expired or deleted without `--allow-destroy`: each ordinary night waits for an answer, and a guard that always trips is soon answered without reading.",
  remedy: "Write how much of a group may go in one run, like `10%`; the default is `50%`.",
  check: (subject) =>
    limitsOf(
      subject,
      0,
      "It trips at the first thing that is to go, so every ordinary run waits for an answer. Write more; the default is `50%`.",
    ),
};

function* limitsOf({ config, root }: Subject, value: number, detail: string): Generator<Breach> {
  for (const key of ["destroy", "shrink"] as const) {
    const { exists, span } = root.at("limits").at(key);
    if (exists && config.limits[key] === value) yield { span, detail };
  }
}
