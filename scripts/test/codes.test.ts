import t from "tap";
import { declaredCodes, textFaults } from "../codes/registers.ts";

const good = {
  summary: "Repository is locked",
  cause: "Another borg holds the lock.",
  effect: "Nothing is written to it.",
  remedy: "Remove the lock by:\n    borg break-lock",
};

t.test("every declared code has a summary, a cause, an effect and a remedy", async (t) => {
  for (const [code, text] of await declaredCodes("packages")) {
    t.match(code, /^[a-z]+(-[a-z0-9]+)+$/);
    t.strictSame(textFaults(text), [], code);
  }
});

t.test("a text that says nothing, or too much, is found", async (t) => {
  t.strictSame(textFaults(good), []);
  t.strictSame(textFaults({ ...good, summary: "Repository is locked." }), [
    "the summary is not a phrase without an end mark",
  ]);
  t.strictSame(textFaults({ ...good, summary: "x".repeat(61) }), ["the summary has more than 60 characters"]);
  t.strictSame(textFaults({ ...good, effect: "" }), ["the effect says too little"]);
  t.strictSame(textFaults({ ...good, cause: "Another borg holds the lock" }), [
    "the cause does not end with a full stop",
  ]);
  t.strictSame(textFaults({ ...good, remedy: good.effect }), ["two parts say the same"]);
});
