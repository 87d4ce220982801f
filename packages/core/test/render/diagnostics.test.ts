import { Chalk } from "chalk";
import t from "tap";
import type { Diagnostic, SourceRange } from "../../src/diagnostics/diagnostic.ts";
import { diagnosticLines } from "../../src/render/diagnostics.ts";
import { diagnosticsJson } from "../../src/render/diagnostics-json.ts";

const PLAIN = new Chalk({ level: 0 });

function at(line: number, from: number, to: number, toLine = line): SourceRange {
  return { start: { line, column: from }, end: { line: toLine, column: to } };
}

function diagnostic(range: SourceRange): Diagnostic {
  return { code: "x-code", severity: "error", summary: "Summary", detail: "Detail.", file: "f.json5", range };
}

/** The line of the text and the line of the caret. */
function excerpt(text: string, range: SourceRange): readonly string[] {
  return diagnosticLines([diagnostic(range)], new Map([["f.json5", text]]), PLAIN).slice(1, 3);
}

t.test("a diagnostic has place, severity, summary and detail, in this order", (t) => {
  const lines = diagnosticLines([diagnostic(at(2, 3, 5))], new Map([["f.json5", "{\n  ab: 1,\n}"]]), PLAIN);
  t.strictSame(lines, ["f.json5:2:3: error: Summary [x-code]", "  2 |   ab: 1,", "    |   ^^", "  Detail."]);
  const colored = diagnosticLines([diagnostic(at(2, 3, 5))], new Map(), new Chalk({ level: 1 }));
  t.match(colored[0], "\u001b[31merror\u001b[39m");
  t.end();
});

t.test("diagnostics that differ only in their target are shown once", (t) => {
  const of = (path: string, detail: string): Diagnostic => ({
    ...{ code: "x-code", severity: "note", summary: "Summary", detail },
    address: `v.mirrors[${JSON.stringify(path)}]`,
  });
  const lines = (...all: readonly Diagnostic[]) => diagnosticLines(all, new Map(), PLAIN);
  t.strictSame(lines(of("/a", "Close /a now."), of('/b"', 'Close /b" now.')), [
    'v.mirrors["/a"], v.mirrors["/b\\""]: note: Summary [x-code]',
    "  Close /a now.",
  ]);
  t.equal(lines(of("/a", "/a has 2 files."), of("/b", "/b has 3 files.")).length, 4, "other differences are shown");
  t.equal(lines({ ...of("/a", "a"), address: 'v.x["\\q"]' }, of("/a", "a")).length, 2, "no name in JSON");
  t.end();
});

t.test("a diagnostic of the plan has an address, and other diagnostics have neither address nor place", (t) => {
  const { file: _, range: __, ...bare } = diagnostic(at(1, 1, 1));
  const placed: Diagnostic = { ...bare, severity: "warning", address: 'v.archives["a\u001b"]' };
  t.strictSame(diagnosticLines([placed, { ...bare, severity: "note" }], new Map(), PLAIN), [
    'v.archives["a\\x1b"]: warning: Summary [x-code]',
    "  Detail.",
    "note: Summary [x-code]",
    "  Detail.",
  ]);
  t.end();
});

t.test("equal diagnostics of many volumes are shown once, at the first volume", (t) => {
  const { file: _, range: __, ...bare } = diagnostic(at(1, 1, 1));
  const of = (count: number) => Array.from({ length: count }, (_, index) => ({ ...bare, address: `v${index}` }));
  const headlines = (diagnostics: readonly Diagnostic[]) =>
    diagnosticLines(diagnostics, new Map(), PLAIN).filter((line) => !line.startsWith(" "));
  t.strictSame(headlines(of(3)), ["v0, v1, v2: error: Summary [x-code]"]);
  t.strictSame(headlines(of(10)), ["v0, v1, v2, v3, v4, v5, v6, v7, 2 more: error: Summary [x-code]"]);
  const [first, second] = of(2) as [Diagnostic, Diagnostic];
  t.strictSame(headlines([first, { ...bare, address: "w", detail: "Another." }, second]), [
    "v0, v1: error: Summary [x-code]",
    "w: error: Summary [x-code]",
  ]);
  t.strictSame(headlines([bare, bare]).length, 2, "without an address it is each its own");
  t.end();
});

t.test("of very many diagnostics, the first are shown and the others are counted", (t) => {
  const { address: _, ...bare } = { ...diagnostic(at(1, 1, 1)), address: "" };
  const all = [
    ...Array.from({ length: 99 }, () => bare),
    ...Array.from({ length: 3 }, () => ({ ...bare, severity: "warning" as const })),
    { ...bare, severity: "note" as const },
  ];
  const lines = diagnosticLines(all, new Map(), PLAIN);
  t.equal(lines.filter((line) => line.includes("[x-code]")).length, 100);
  t.equal(lines.at(-1), "and 2 warnings and 1 note more (--json prints all)");
  t.notMatch(diagnosticLines(all.slice(0, 100), new Map(), PLAIN).at(-1), /more/);
  t.end();
});

t.test("text from outside cannot control a terminal", (t) => {
  const hostile = { ...diagnostic(at(1, 1, 2)), file: "a\nb", detail: "x\u001b[2Jy\r\nz\u202e" };
  const texts = new Map([["a\nb", "a\u001b]0;t\u0007b\u009bc\u202ed\ud800"]]);
  t.strictSame(diagnosticLines([hostile], texts, PLAIN), [
    "a\\nb:1:1: error: Summary [x-code]",
    "  1 | a\\x1b]0;t\\x07b\\x9bc\\u{202e}d\\u{d800}",
    "    | ^",
    "  x\\x1b[2Jy\\r",
    "  z\\u{202e}",
  ]);
  t.end();
});

t.test("the caret is below the reported place, after any text", (t) => {
  t.strictSame(excerpt("\tab", at(1, 2, 4)), ["  1 |     ab", "    |     ^^"]);
  t.strictSame(excerpt("写真: x", at(1, 5, 6)), ["  1 | 写真: x", "    |       ^"]);
  t.strictSame(excerpt("写真: x", at(1, 1, 3)), ["  1 | 写真: x", "    | ^^^^"]);
  t.strictSame(excerpt("e\u0301🗃x", at(1, 5, 6))[1], "    |   ^".replace("  ^", "  ^"));
  t.strictSame(excerpt("\u0007x", at(1, 2, 3)), ["  1 | \\x07x", "    |     ^"]);
  t.strictSame(excerpt("\ufeffab", at(1, 2, 3)), ["  1 | ab", "    |  ^"]);
  t.strictSame(excerpt("ab\r\ncd\r\n", at(2, 1, 2)), ["  2 | cd", "    | ^"]);
  t.strictSame(excerpt("ab", at(1, 3, 3)), ["  1 | ab", "    |   ^"]);
  t.strictSame(excerpt("ab\ncd", at(1, 2, 2, 2)), ["  1 | ab", "    |  ^"]);
  t.strictSame(excerpt("ab", at(7, 1, 2)), ["  Detail."]);
  t.end();
});

t.test("a long line is shown around its place", (t) => {
  const text = `${"a".repeat(300)}X${"b".repeat(300)}`;
  const [shown = "", caret = ""] = excerpt(text, at(1, 301, 302));
  t.match(shown, /^ {2}1 \| …a{40}Xb{59}…$/);
  t.equal(caret.indexOf("^"), shown.indexOf("X"));
  const [first = "", start] = excerpt(text, at(1, 1, 2));
  t.match(first, /^ {2}1 \| a{100}…$/);
  t.equal(start, "    | ^");
  const [last = "", end = ""] = excerpt(text, at(1, 601, 602));
  t.match(last, /^ {2}1 \| …b{40}b?$/);
  t.equal(end.indexOf("^") <= last.length, true);
  const whole = "x".repeat(100);
  t.strictSame(excerpt(whole, at(1, 50, 51))[0], `  1 | ${whole}`);
  const pairs = "🗃".repeat(200);
  t.notMatch(excerpt(pairs, at(1, 151, 152))[0], /\\u/);
  t.end();
});

t.test("no excerpt shows a secret, in any notation", (t) => {
  const hidden: readonly (readonly [string, string])[] = [
    ['passphrase: "SECRET",', "passphrase: ***,"],
    ["'passphrase' : 'SECRET'", "'passphrase' : ***"],
    ['passphrase: "SECRET', "passphrase: ***"],
    ["passphrase: SECRET SECRET, a: 1", "passphrase: *** ***, a: 1"],
    ['passprase: "SECRET"', "passprase: ***"],
    ['passphrase "SECRET"', "passphrase ***"],
    ["passphrase = SECRET", "passphrase = ***"],
    ["passphrase:", "passphrase:"],
    ['webhook: "https://SECRET", mail: "root"', 'webhook: ***, mail: "root"'],
    ['healthchecks: { url: "SECRET" }', "healthchecks: { url: *** }"],
    ['passphrase: { file: "/root/pass" }', 'passphrase: { file: "/root/pass" }'],
    ['passphrase: { file: "SECRET" }', "passphrase: { file: *** }"],
    ['passphrase: { command: ["pass", "show"] }', 'passphrase: { command: ["pass", "show"] }'],
    ['passphrase: ["SECRET", { a: "SECRET" }]', "passphrase: [***, { a: *** }]"],
    ['location: "ssh://me:SECRET@host/x"', 'location: "ssh://me:***@host/x"'],
    ['location: "me:SECRET@host:x"', 'location: "me:***@host:x"'],
    ['location: "ssh://me@host:22/x"', 'location: "ssh://me@host:22/x"'],
    ["// passphrase: SECRET and more", "// passphrase: ***"],
    ["/* ssh://me:SECRET@host */ a: 1", "/* ssh://me:***@host */ a: 1"],
    ['api_token: "SECRET"', "api_token: ***"],
    ['keyFile: "/k", identityFile: "/i"', 'keyFile: "/k", identityFile: "/i"'],
    ['x: "a, passphrase: "SECRET"', undefined as unknown as string],
  ];
  for (const [text, shown] of hidden) {
    const [line = ""] = excerpt(text, at(1, 1, 2));
    if (shown !== undefined) t.equal(line, `  1 | ${shown}`);
    t.notMatch(line, /SECRET/);
  }
  const [line, caret] = excerpt('a: 1, passphrase: "SECRET", b: 2', at(1, 29, 30));
  t.equal(caret?.indexOf("^"), line?.indexOf("b:"));
  const [, under] = excerpt('passphrase: "SECRET"', at(1, 13, 21));
  t.equal(under, "    |             ^^^");
  const split = excerpt('passphrase:\n  "SECRET"', at(2, 3, 11));
  t.strictSame(split, ["  2 |   ***", "    |   ^^^"]);
  t.end();
});

t.test("JSON output has every key and is valid JSON", (t) => {
  const { file: _, range: __, ...bare } = diagnostic(at(1, 1, 1));
  t.strictSame(JSON.parse(diagnosticsJson([diagnostic(at(2, 3, 5)), { ...bare, address: "v" }])), {
    formatVersion: 1,
    diagnostics: [
      {
        code: "x-code",
        severity: "error",
        summary: "Summary",
        detail: "Detail.",
        file: "f.json5",
        range: { start: { line: 2, column: 3 }, end: { line: 2, column: 5 } },
        address: null,
      },
      {
        code: "x-code",
        severity: "error",
        summary: "Summary",
        detail: "Detail.",
        file: null,
        range: null,
        address: "v",
      },
    ],
  });
  t.end();
});
