import { SECRET_ADDRESS } from "../../config/index.ts";
import type { Breach, Rule } from "../../config/rule.ts";
import type { Subject } from "../../config/subject.ts";
import { SECRET_RECIPIENTS } from "../../model/config.ts";

export const addressInText: Rule = {
  code: "address-in-text",
  severity: "warning",
  summary: "Config contains a secret address",
  judges: "written",
  cause:
    "The config contains the address of a webhook or of a ping service. A user who knows such an address needs no other permission to use it.",
  effect: "A user who can read the config can post into the channel, or report a successful backup that never ran.",
  remedy:
    "Write `notify: { webhook: { file: … } }` or `healthchecks: { file: … }` with a file that only its owner can read. A hook can read such a file in a script.",
  check: breaches,
};

function* breaches({ root }: Subject): Generator<Breach> {
  for (const key of SECRET_RECIPIENTS) {
    const place = root.at("notify").at(key);
    if (place.text() === null) continue;
    const detail =
      'A user who can read this file, or a copy of it, can use the address. Put it into a file that only its owner can read, and write `{ file: "/PATH" }` here.';
    yield { span: place.span, detail };
  }
  for (const [, volume] of root.at("volumes").entries()) {
    for (const key of ["before", "after"]) {
      for (const item of volume.at("hooks").at(key).items()) {
        if ((item.text() ?? "").match(SECRET_ADDRESS) === null) continue;
        const detail =
          "A user who can read this file, a plan or the list of processes can use the address. Use `notify` with a `file`, or a script that reads the address from a file that only its owner can read.";
        yield { span: item.span, detail };
      }
    }
  }
}
