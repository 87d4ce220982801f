import { readdirSync, readFileSync } from "node:fs";
import t from "tap";
import { declaredCodes, textFaults } from "../codes/registers.ts";
import { undeclaredIn } from "../codes/undeclared.ts";

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

t.test("a text without information and a text that is too long are found", async (t) => {
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

t.test("every diagnostic is made by a register", (t) => {
  const sources = readdirSync("packages", { recursive: true, encoding: "utf8" }).filter((path) =>
    /^[\w-]+\/src\/.*\.ts$/.test(path),
  );
  t.ok(sources.length > 300);
  const found = sources.flatMap((path) => undeclaredIn(path, readFileSync(`packages/${path}`, "utf8")));
  t.strictSame(found, []);
  const literal = 'const a = { severity: "error", code: "x-y", summary: "Bad", detail };';
  t.strictSame(undeclaredIn("a.ts", `\n${literal}`), ["a.ts:2: x-y"]);
  t.strictSame(undeclaredIn("a.ts", 'const a = { ...b, severity: "error" };\nconst rule = { code: "x-y" };'), []);
  t.end();
});
