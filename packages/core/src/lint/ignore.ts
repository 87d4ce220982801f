import { type Lines, type Loaded, quoted, type Span, scan, suggestion } from "../config/index.ts";
import { type Finding, withFix } from "./lint.ts";
import type { Fix, Rule } from "./rule.ts";

/** `// rdump-lint-ignore RULE: why`. */
interface Ignore {
  readonly span: Span;
  readonly rule: string;
  readonly reason: string;
  /** The lines that it speaks of: its own, and the next one with more than comments on it. */
  readonly lines: ReadonlySet<number>;
}

const MARK = /rdump-lint-ignore(?![\w-])[ \t]*([\w-]*)[ \t]*:?[ \t]*([^\n\r]*)/;

export const IGNORE_CODES = {
  "lint-ignore-no-reason": "An ignored rule without a reason",
  "lint-ignore-unknown": "An ignored rule that does not exist",
  "lint-ignore-unused": "An ignored rule that is not broken",
} as const;

/** Takes out what the text says to leave out, and says which of these lines do nothing. */
export function silence(
  found: readonly Finding[],
  { text, lines, file }: Loaded,
  { known, asked }: { readonly known: readonly Rule[]; readonly asked: readonly Rule[] },
): readonly Finding[] {
  const ignores = ignoresIn(text, lines);
  if (ignores.length === 0) return found;
  const used = new Set<Ignore>();
  const speaking = byPlace(ignores.filter(({ reason }) => reason !== ""));
  const left = found.filter(({ code, range }) => {
    const mine = speaking.get(`${code} ${range?.start.line}`) ?? [];
    for (const ignore of mine) used.add(ignore);
    return mine.length === 0;
  });
  const tell = (code: keyof typeof IGNORE_CODES, { span }: Ignore, detail: string, fix?: Fix): Finding => {
    const range = lines.range(span);
    const told = { code, severity: "warning", summary: IGNORE_CODES[code], detail, file, range } as const;
    return fix === undefined ? told : withFix(told, fix, lines);
  };
  const rules = new Map(known.map((rule) => [rule.code, rule]));
  const idle = ignores.flatMap((ignore): readonly Finding[] => {
    const rule = rules.get(ignore.rule);
    if (rule === undefined) return [tell("lint-ignore-unknown", ignore, unknownDetail(ignore, known))];
    if (ignore.reason === "") return [tell("lint-ignore-no-reason", ignore, noReasonDetail(ignore))];
    if (used.has(ignore) || rule.judges === "machine" || !asked.includes(rule)) return [];
    const detail = `Nothing on this line or the next breaks \`${rule.code}\`, so that one day this would hide what nobody has looked at. Remove it.`;
    return [tell("lint-ignore-unused", ignore, detail, removal(ignore.span, text, lines))];
  });
  return [...left, ...idle];
}

function unknownDetail({ rule }: Ignore, known: readonly Rule[]): string {
  if (rule === "")
    return "It names no rule. Write `// rdump-lint-ignore RULE: why`, with the code that stands in the finding.";
  const codes = known.map(({ code }) => code);
  const only = rule.startsWith("config-") ? " What cannot be read cannot be ignored." : "";
  return `No rule that can be ignored is called ${quoted(rule)}.${only}${suggestion(rule, codes)}`;
}

function noReasonDetail({ rule }: Ignore): string {
  return `It says nothing of why, so \`${rule}\` is not ignored. Whoever reads this file next must be able to judge it: write \`// rdump-lint-ignore ${rule}: why\`.`;
}

/** By the rule and the line that each speaks of. */
function byPlace(ignores: readonly Ignore[]): ReadonlyMap<string, readonly Ignore[]> {
  const places = new Map<string, Ignore[]>();
  for (const ignore of ignores) {
    for (const line of ignore.lines) {
      const key = `${ignore.rule} ${line}`;
      const there = places.get(key);
      if (there === undefined) places.set(key, [ignore]);
      else there.push(ignore);
    }
  }
  return places;
}

function ignoresIn(text: string, lines: Lines): readonly Ignore[] {
  if (!text.includes("rdump-lint-ignore")) return [];
  const open: { ignore: Omit<Ignore, "lines">; lines: Set<number> }[] = [];
  const all: typeof open = [];
  for (const token of scan(text)) {
    if (token.kind === "break") continue;
    const found = token.kind === "comment" ? MARK.exec(text.slice(token.start, token.end)) : null;
    if (found !== null) {
      const reason = (found[2] ?? "").replace(/\*\/$/, "").trim();
      const last = lines.position(token.end - 1).line;
      const entry = { ignore: { span: token, rule: found[1] ?? "", reason }, lines: new Set([last]) };
      all.push(entry);
      open.push(entry);
    } else if (token.kind !== "comment" && open.length > 0) {
      const { line } = lines.position(token.start);
      const waiting = open.filter((entry) => entry.lines.has(line));
      for (const entry of open) if (!waiting.includes(entry)) entry.lines.add(line);
      open.splice(0, open.length, ...waiting);
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
