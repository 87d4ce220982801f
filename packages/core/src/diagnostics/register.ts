import type { Diagnostic, Severity } from "./diagnostic.ts";
import { Failure } from "./failure.ts";

/**
 * The fixed text of one code, without user names: `rdump explain CODE` prints it. `cause`, `effect` and `remedy` are
 * sentences of plain text with code spans; a line that begins with four spaces is a command.
 */
export interface CodeText {
  /** A noun phrase or a short sentence, under 60 characters, no full stop. It heads each diagnostic of this code. */
  readonly summary: string;
  /** The observation, and its cause. */
  readonly cause: string;
  /** The effect on the run and on the backups. */
  readonly effect: string;
  /** What to do. */
  readonly remedy: string;
}

/** What a diagnostic is about, where it is about a place. */
export type About = Pick<Diagnostic, "file" | "range" | "address" | "locked">;

/**
 * The codes of one room, and the only way to make a diagnostic: a code that is not declared does not compile. A room
 * declares its codes in its `codes.ts` or `codes/`; `npm run codes` collects them.
 */
export class Register<Code extends string> {
  readonly texts: { readonly [code in Code]: CodeText };

  constructor(texts: { readonly [code in Code]: CodeText }) {
    this.texts = texts;
  }

  error(code: Code, detail: string, about: About = {}): Diagnostic {
    return this.#diagnostic("error", code, detail, about);
  }

  warning(code: Code, detail: string, about: About = {}): Diagnostic {
    return this.#diagnostic("warning", code, detail, about);
  }

  note(code: Code, detail: string, about: About = {}): Diagnostic {
    return this.#diagnostic("note", code, detail, about);
  }

  /** An error to throw. */
  failure(code: Code, detail: string, { cause, ...about }: About & ErrorOptions = {}): Failure {
    return new Failure(this.error(code, detail, about), cause === undefined ? {} : { cause });
  }

  #diagnostic(severity: Severity, code: Code, detail: string, about: About): Diagnostic {
    return { code, severity, summary: this.texts[code].summary, detail, ...about };
  }
}

/** `Code` is inferred from the keys. */
export function register<Code extends string>(texts: { readonly [code in Code]: CodeText }): Register<Code> {
  return new Register(texts);
}

/** The codes of a register: for functions that take one. */
export type CodeOf<R> = R extends Register<infer Code> ? Code : never;
