import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const verifyWithoutIntegrity: Rule = {
  code: "verify-without-integrity",
  severity: "error",
  summary: "A test restore has nothing to prove itself by",
  judges: "written",
  why: "A test restore is held against the integrity record, and with `integrity: false` there is none: it can never be proven.",
  remedy: "Turn `integrity` on, or remove `verify`.",
  check: breaches,
};

function* breaches({ volumes }: Subject): Generator<Breach> {
  for (const { volume, cursor } of volumes) {
    if (volume === null || volume.verify === null || volume.integrity !== null) continue;
    const detail =
      "It is held against the integrity record, and `integrity: false` turns that off. Turn it on, or remove `verify`.";
    yield { span: cursor.at("verify").keySpan, detail };
  }
}
