import type { Breach, Rule } from "../../config/rule.ts";
import type { Subject } from "../../config/subject.ts";
import { SECRET_RECIPIENTS } from "../../model/config.ts";

export const notifyWithoutRecipient: Rule = {
  code: "notify-without-recipient",
  severity: "warning",
  summary: "Notification has no recipient",
  judges: "whole",
  cause: "`notify` has no `mail`, `webhook`, `ntfy`, `command` or `healthchecks`, or its `on` is empty.",
  effect: "No message is ever sent.",
  remedy: "Add a recipient and the events (`on`), or remove `notify`.",
  check: breaches,
};

function* breaches({ config: { notify }, root }: Subject): Generator<Breach> {
  if (notify === null) return;
  const cursor = root.at("notify");
  if (notify.mail === null && notify.command === null && SECRET_RECIPIENTS.every((key) => notify[key] === null)) {
    yield {
      span: cursor.keySpan,
      detail:
        "No recipient is declared. Add `mail`, `webhook`, `ntfy`, `command` or `healthchecks`, or remove `notify`.",
    };
  } else if (notify.on.length === 0) {
    yield {
      span: cursor.at("on").span,
      detail:
        "The list is empty, so no message is ever sent. Remove `on` for the default (`failure`, `overdue`, `recovery`), or write the occasions.",
    };
  }
}
