import type { Breach, Rule } from "../../config/rule.ts";
import type { Subject } from "../../config/subject.ts";

export const verifyWithoutIntegrity: Rule = {
  code: "verify-without-integrity",
  severity: "error",
  summary: "Proof has no integrity data",
  judges: "written",
  cause: "`verify` is declared, and `integrity` is `false`. A proof compares a point with the integrity data.",
  effect: "The proof can never succeed.",
  remedy: "Enable `integrity`, or remove `verify`.",
  check: breaches,
};

function* breaches({ volumes }: Subject): Generator<Breach> {
  for (const { volume, cursor } of volumes) {
    if (volume === null || volume.verify === null || volume.integrity !== null) continue;
    // Its proofs have an error of their own.
    if (volume.source.type === "zfs" && volume.source.host !== undefined) continue;
    const detail =
      "A proof compares a point with the integrity data, and `integrity` is `false`. Enable `integrity`, or remove `verify`.";
    yield { span: cursor.at("verify").keySpan, detail };
  }
}
