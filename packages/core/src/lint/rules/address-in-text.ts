import { SECRET_ADDRESS } from "../../config/index.ts";
import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const addressInText: Rule = {
  code: "address-in-text",
  severity: "warning",
  summary: "A secret address stands in the config",
  judges: "written",
  why: "Whoever has the address of a webhook, or of a ping service, can speak in your name: post into the channel, or report a backup that never ran as well.",
  remedy:
    "Use `notify: { webhook: { file: … } }` or `healthchecks: { file: … }`, whose file only its owner can read, or let the hook be a script that reads such a file.",
  check: breaches,
};

function* breaches({ root }: Subject): Generator<Breach> {
  for (const key of ["webhook", "healthchecks"]) {
    const place = root.at("notify").at(key);
    if (place.text() === null) continue;
    const detail =
      'Whoever reads this file, or a copy of it, can use this address in your name. Put it into a file that only its owner can read, and write `{ file: "/PATH" }` here.';
    yield { span: place.span, detail };
  }
  for (const [, volume] of root.at("volumes").entries()) {
    for (const key of ["before", "after"]) {
      for (const item of volume.at("hooks").at(key).items()) {
        if ((item.text() ?? "").match(SECRET_ADDRESS) === null) continue;
        const detail =
          "Whoever reads this file, a plan or the list of processes can use this address in your name. Use `notify` with a `file`, or a script that reads the address from a file that only its owner can read.";
        yield { span: item.span, detail };
      }
    }
  }
}
