import { Lines, type Loaded, quoted, type Span, scan, suggestion, type Texts } from "../config/index.ts";
import type { Fix, Rule } from "../config/rule.ts";
import type { CodeOf } from "../diagnostics/register.ts";
import { LINT } from "./codes.ts";
import { type Finding, withFix } from "./finding.ts";

/** `// rdump-lint-ignore RULE: REASON`. */
interface Ignore {
  readonly span: Span;
  readonly rule: string;
  readonly reason: string;
  /** Its lines: its own line, and the next line with more than comments. */
  readonly lines: readonly number[];
}

const MARK = /rdump-lint-ignore(?![\w-])[ \t]*([\w-]*)[ \t]*:?[ \t]*([^\n\r]*)/;

interface Rules {
  readonly known: readonly Rule[];
  readonly asked: readonly Rule[];
}

/** Removes the findings that the texts ignore, and reports each ignore comment without an effect. */
export function silence(found: readonly Finding[], { texts }: Loaded, rules: Rules): readonly Finding[] {
  return texts.parts.reduce((left, part) => silenceIn(part, left, texts, rules), found);
}

function silenceIn(
  { text, file, base }: Texts["parts"][number],
  found: readonly Finding[],
  texts: Texts,
  { known, asked }: Rules,
): readonly Finding[] {
  const lines = new Lines(text);
  const ignores = ignoresIn(text, lines);
  if (ignores.length === 0) return found;
  const speaking = placesOf(ignores.filter(({ reason }) => reason !== ""));
  const used = new Set<string>();
  const left = found.filter(({ code, file: own, range }) => {
    const place = placeOf(code, range?.start.line ?? 0);
    if (own !== file || !speaking.has(place)) return true;
    used.add(place);
    return false;
  });
  const findingOf = (code: CodeOf<typeof LINT>, { span }: Ignore, detail: string, fix?: Fix): Finding => {
    const finding = LINT.warning(code, detail, texts.place(within(span, base)));
    return fix === undefined ? finding : withFix(finding, fix, texts);
  };
  const rules = new Map(known.map((rule) => [rule.code, rule]));
  const idle = ignores.flatMap((ignore): readonly Finding[] => {
    const rule = rules.get(ignore.rule);
    if (rule === undefined) return [findingOf("lint-ignore-unknown", ignore, unknownDetail(ignore, known))];
    if (ignore.reason === "") return [findingOf("lint-ignore-no-reason", ignore, noReasonDetail(ignore))];
    const isUsed = ignore.lines.some((line) => used.has(placeOf(ignore.rule, line)));
    if (isUsed || rule.judges === "machine" || !asked.includes(rule)) return [];
    const detail = `Nothing on this line or the next breaks \`${rule.code}\`, so this comment would hide a later finding. Remove the comment.`;
    const { what, edits } = removal(ignore.span, text, lines);
    const fix = { what, edits: edits.map((edit) => ({ ...edit, span: within(edit.span, base) })) };
    return [findingOf("lint-ignore-unused", ignore, detail, fix)];
  });
  return [...left, ...idle];
}

/** The span in the whole config of a span in one of its files. */
function within({ start, end }: Span, base: number): Span {
  return { start: start + base, end: end + base };
}

function unknownDetail({ rule }: Ignore, known: readonly Rule[]): string {
  if (rule === "")
    return "The comment names no rule. Write `// rdump-lint-ignore RULE: REASON`, with the code of the finding.";
  const codes = known.map(({ code }) => code);
  const only = rule.startsWith("config-") ? " Errors of the config cannot be ignored." : "";
  return `${quoted(rule)} is not a rule that can be ignored.${only}${suggestion(rule, codes)}`;
}

function noReasonDetail({ rule }: Ignore): string {
  return `The comment has no reason, so \`${rule}\` is not ignored. Write \`// rdump-lint-ignore ${rule}: REASON\`.`;
}

/** The rule and line of each ignore. */
function placesOf(ignores: readonly Ignore[]): ReadonlySet<string> {
  return new Set(ignores.flatMap(({ rule, lines }) => lines.map((line) => placeOf(rule, line))));
}

function placeOf(rule: string, line: number): string {
  return `${rule} ${line}`;
}

function ignoresIn(text: string, lines: Lines): readonly Ignore[] {
  if (!text.includes("rdump-lint-ignore")) return [];
  const all: { readonly ignore: Omit<Ignore, "lines">; readonly lines: [number, ...number[]] }[] = [];
  // The comments from here on still need their next line; they are in the order of their lines.
  let open = 0;
  for (const token of scan(text)) {
    if (token.kind === "break") continue;
    const found = token.kind === "comment" ? MARK.exec(text.slice(token.start, token.end)) : null;
    if (found !== null) {
      const reason = (found[2] ?? "").replace(/\*\/$/, "").trim();
      const ignore = { span: token, rule: found[1] ?? "", reason };
      all.push({ ignore, lines: [lines.position(token.end - 1).line] });
    } else if (token.kind !== "comment" && open < all.length) {
      const { line } = lines.position(token.start);
      for (let entry = all[open]; entry !== undefined && entry.lines[0] < line; entry = all[open]) {
        entry.lines.push(line);
        open++;
      }
    }
  }
  return all.map(({ ignore, lines: own }) => ({ ...ignore, lines: own }));
}

/** The comment, and the line with it where nothing else is on it. */
function removal({ start, end }: Span, text: string, lines: Lines): Fix {
  const line = lines.line(lines.position(start).line) ?? { start, end };
  const before = text.slice(line.start, start);
  const isAlone =
    before.trim() === "" && text.slice(end, lines.line(lines.position(end).line)?.end ?? end).trim() === "";
  const head = isAlone ? line.start : start - (before.length - before.trimEnd().length);
  const tail = isAlone ? end + (/^[^\S\r\n]*(\r\n|\n|\r)?/.exec(text.slice(end))?.[0].length ?? 0) : end;
  return { what: "removes it", edits: [{ span: { start: head, end: tail }, text: "" }] };
}
