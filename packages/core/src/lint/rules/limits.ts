import type { Breach, Rule } from "../../config/rule.ts";
import type { Subject } from "../../config/subject.ts";

export const limitNeverTrips: Rule = {
  code: "limit-never-trips",
  severity: "warning",
  summary: "Guard is disabled",
  judges: "written",
  cause:
    "With `destroy` of `100%`, one plan can destroy a whole group except its newest point. With `shrink` of `100%`, a source that lost nearly all its files can empty its mirror.",
  effect: "No deletion ever requires confirmation.",
  remedy: "Write less than `100%`; the default is `50%`. A single larger deletion is confirmed by `--allow-destroy`.",
  check: (subject) =>
    limitsOf(subject, 1, "With this limit, no deletion ever requires confirmation. Write less; the default is `50%`."),
};

export const limitAlwaysTrips: Rule = {
  code: "limit-always-trips",
  severity: "warning",
  summary: "Each deletion requires confirmation",
  judges: "written",
  cause: "With `0%`, the limit stops each deletion until it is confirmed with `--allow-destroy`.",
  effect: "No scheduled run can delete expired points. Users who must confirm every night stop reading the plan.",
  remedy: "Write a part, such as `10%`; the default is `50%`.",
  check: (subject) =>
    limitsOf(
      subject,
      0,
      "With this limit, each deletion requires confirmation, in every run. Write more; the default is `50%`.",
    ),
};

function* limitsOf({ config, root, volumes }: Subject, value: number, detail: string): Generator<Breach> {
  const places = [
    { limits: config.limits, cursor: root.at("limits") },
    ...volumes.map(({ volume, cursor }) => ({ limits: volume?.limits ?? {}, cursor: cursor.at("limits") })),
  ];
  for (const { limits, cursor } of places) {
    for (const key of ["destroy", "shrink"] as const) {
      const { exists, span } = cursor.at(key);
      if (exists && limits[key] === value) yield { span, detail };
    }
  }
}
