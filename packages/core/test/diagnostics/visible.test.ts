import t from "tap";
import { printable, visible } from "../../src/diagnostics/visible.ts";

const HOSTILE = "a\u009b31m\u007f\u00ad\u200b\u202e\u2028\u2066\ufeff\u{e0041}b";

t.test("no character that a terminal can interpret stays in a name", async (t) => {
  t.equal(
    visible(`\u001b[2J\n${HOSTILE}`),
    "\\x1b[2J\\na\\x9b31m\\x7f\\xad\\u{200b}\\u{202e}\\u{2028}\\u{2066}\\u{feff}\\u{e0041}b",
  );
});

t.test("JSON keeps its value without such a character", async (t) => {
  const value = { [HOSTILE]: [`\u001b]0;title\u0007${HOSTILE}`, "grün 🚀 ا"] };
  const text = printable(JSON.stringify(value));
  t.notMatch(text, /[\p{Cc}\u00ad\p{Cf}\p{Zl}\p{Zp}]/u);
  t.strictSame(JSON.parse(text), value);
  t.match(text, "grün 🚀 ا");
});
