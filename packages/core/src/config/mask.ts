import type { Span } from "./positions.ts";
import { scan, type Token } from "./scan.ts";
import { isPrinter, isSecretKey, KEYS_TO_SECRETS, SECRET_ADDRESS, soundsSecret } from "./secrets.ts";

// Each pattern starts only at the beginning of a name, and has a bounded length: a hostile text must not make it slow.
/** `//user:PASSWORD@`, and `user:PASSWORD@` where a text begins. */
const CREDENTIALS = /(?:\/\/|^["']?)[^/\s:@"']*:(?!\/\/)([^@\s"']{1,256})@/dg;
/** A name in a comment, and the text after its `:` or `=`. */
const NOTED = /(?<![\w-])([\w-]+)["']?\s{0,99}[:=]\s{0,99}(?=(\S[^\n\r]{0,999}))/dg;
/**
 * A text or a word after a name. An extra quote can turn the text between strings into strings, so the context does not
 * matter.
 */
const ASSIGNED =
  /(?<![\w-])([\w-]+)["']?[ \t]{0,99}[:=][ \t]{0,99}(?=("(?:[^"\\\n\r]|\\.)*"?|'(?:[^'\\\n\r]|\\.)*'?|[^\s,{}[\]"']{1,256}))/dg;

/**
 * The stretches of a text that may hold a secret, in order. It works on any text, also on invalid JSON5: a line with an
 * error is shown, and the error can be in or beside the secret. In doubt, the text is masked.
 */
export function secretSpans(text: string): readonly Span[] {
  const tokens = [...scan(text)];
  const state: State = { inSecret: [], key: "", sounds: false, hiding: false, printing: false };
  const spans: Span[] = [...partsIn({ start: 0, end: text.length }, text, ASSIGNED)];
  for (const [index, token] of tokens.entries()) {
    const word = text.slice(token.start, token.end);
    if (token.kind === "comment") {
      for (const pattern of [CREDENTIALS, NOTED, SECRET_ADDRESS]) spans.push(...partsIn(token, word, pattern));
    } else if (token.kind === "break") {
      if (state.hiding) endValue(state);
    } else if (token.kind === "mark") {
      passMark(word, state);
    } else {
      spans.push(...passWord(token, word, isNamed(tokens, index, text), state));
    }
  }
  return spans.sort((a, b) => a.start - b.start);
}

/** A text to show, with `***` in the place of each secret. */
export function masked(text: string): string {
  let shown = "";
  let at = 0;
  for (const { start, end } of secretSpans(text)) {
    if (end <= at) continue;
    shown += text.slice(at, Math.max(at, start));
    if (start >= at) shown += "***";
    at = end;
  }
  return shown + text.slice(at);
}

interface State {
  /** For each open bracket, whether it is below a secret key. */
  readonly inSecret: boolean[];
  /** The name of the next value. */
  key: string;
  /** Whether that name is the name of a secret. */
  sounds: boolean;
  /** A secret began, and lasts to the next comma, bracket or end of a line. */
  hiding: boolean;
  /** The first item of a list is a command that prints its arguments: an argument can be the secret. */
  printing: boolean;
}

function endValue(state: State): void {
  state.key = "";
  state.sounds = false;
  state.hiding = false;
}

function passMark(mark: string, state: State): void {
  if (mark === ":" || mark === "=") return;
  if (mark === "{" || mark === "[") {
    const beneath = state.inSecret.at(-1) === true && !KEYS_TO_SECRETS.has(state.key);
    state.inSecret.push(beneath || isSecretKey(state.key));
  } else if (mark === "}" || mark === "]") {
    state.inSecret.pop();
  }
  if (mark !== ",") state.printing = false;
  endValue(state);
}

function passWord(token: Token, word: string, named: boolean, state: State): readonly Span[] {
  const bare = word.replaceAll(/^["']|["']$/g, "");
  state.hiding ||= hides(bare, named, state);
  if (state.hiding || state.printing) return [{ start: token.start, end: token.end }];
  state.printing = !named && isPrinter(bare);
  if (state.printing && /\s/.test(bare)) return [{ start: token.start, end: token.end }];
  if (named || state.key === "") {
    state.key = bare;
    state.sounds = soundsSecret(bare);
  }
  return [...partsIn(token, word, CREDENTIALS), ...partsIn(token, word, SECRET_ADDRESS)];
}

function hides(bare: string, named: boolean, { inSecret, key, sounds }: State): boolean {
  if (inSecret.at(-1) !== true) return sounds;
  if (key === "command" || (key === "file" && bare.startsWith("/"))) return false;
  return key !== "" || !named;
}

/** A word with a colon behind it is a name, and not a value. */
function isNamed(tokens: readonly Token[], index: number, text: string): boolean {
  const next = tokens.slice(index + 1, index + 4).find(({ kind }) => kind !== "break" && kind !== "comment");
  return next?.kind === "mark" && (text[next.start] === ":" || text[next.start] === "=");
}

/** The last group of each match; with a name before it, only when that sounds like the name of a secret. */
function partsIn(token: Span, word: string, pattern: RegExp): readonly Span[] {
  return [...word.matchAll(pattern)].flatMap((match) => {
    const part = match.indices?.at(-1);
    const isSecret = match.length === 2 || soundsSecret(match[1] ?? "");
    return part !== undefined && isSecret ? [{ start: token.start + part[0], end: token.start + part[1] }] : [];
  });
}
