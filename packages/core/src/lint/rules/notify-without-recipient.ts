import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const notifyWithoutRecipient: Rule = {
  code: "notify-without-recipient",
  severity: "warning",
  summary: "Nobody is notified",
  judges: "whole",
  why: "`notify` without a recipient, or of no occasion, looks as if somebody would hear of a failed backup, and nobody does.",
  remedy: "Add `mail`, `webhook` or `healthchecks`, and what to tell (`on`), or remove `notify`.",
  check: breaches,
};

function* breaches({ config: { notify }, root }: Subject): Generator<Breach> {
  if (notify === null) return;
  const cursor = root.at("notify");
  if (notify.mail === null && notify.webhook === null && notify.healthchecks === null) {
    yield {
      span: cursor.keySpan,
      detail: "It names nobody to tell. Add `mail`, `webhook` or `healthchecks`, or remove it.",
    };
  } else if (notify.on.length === 0) {
    yield {
      span: cursor.at("on").span,
      detail:
        "It names nothing worth telling. Remove it for the usual (`failure`, `overdue`, `recovery`), or write what to tell.",
    };
  }
}
