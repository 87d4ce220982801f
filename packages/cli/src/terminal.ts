import { createInterface } from "node:readline/promises";
import type { Readable, Writable } from "node:stream";
import { printable } from "@rdump/core/start";
import { Chalk, type ChalkInstance } from "chalk";
import type { Dialog } from "./dialog.ts";

/** The output of the command, and the user whom it can ask. */
export interface Terminal {
  readonly color: ChalkInstance;
  /** Colour for what goes to standard error. */
  readonly errorColor: ChalkInstance;
  /** Standard error is a terminal: progress may be drawn in place. */
  readonly live: boolean;
  /** Standard output is a terminal: a page may be drawn in place. */
  readonly page: boolean;
  /** Characters of a line of standard output: 80 at least, and where it is no terminal. */
  width(): number;
  /** Draws a page from the top of the screen, in place of the one before: as many lines as the screen has. */
  drawPage(lines: readonly string[]): void;
  out(line: string): void;
  error(line: string): void;
  /** Text on standard output, for programs. A reader that stopped reading is not an error. */
  raw(text: string): Promise<void>;
  /** Replaces the last drawn line; an empty text removes it. Does nothing without a terminal. */
  draw(line: string): void;
  /** Null without a terminal. */
  readonly ask: ((question: string, signal: AbortSignal) => Promise<boolean>) | null;
  /** Loads the questions with choices. Null without a terminal. */
  readonly dialog: (() => Promise<Dialog>) | null;
}

export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number };
export type Input = Readable & { readonly isTTY?: boolean };

export interface Streams {
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
}

export function openTerminal({ stdin, stdout, stderr }: Streams, env: NodeJS.ProcessEnv): Terminal {
  const line = new DrawnLine(stderr);
  const draw = (text: string) => line.draw(text);
  const isInteractive = stdin.isTTY === true && stdout.isTTY === true;
  return {
    color: colorFor(stdout, env),
    errorColor: colorFor(stderr, env),
    live: stderr.isTTY === true && env.TERM !== "dumb",
    page: stdout.isTTY === true && env.TERM !== "dumb",
    width: () => Math.max(80, (stdout.isTTY === true ? stdout.columns : undefined) ?? 80),
    drawPage(lines) {
      const rows = (stdout.rows ?? 24) - 1;
      const more = lines.length - rows;
      const shown = more > 0 ? [...lines.slice(0, rows - 1), `… ${more + 1} more lines`] : lines;
      stdout.write(`\u001b[H${shown.map((line) => `${line}\u001b[K\n`).join("")}\u001b[J`);
    },
    out(line) {
      draw("");
      stdout.write(`${printable(line)}\n`);
    },
    error(line) {
      draw("");
      stderr.write(`${printable(line)}\n`);
    },
    raw: (text) => new Promise((resolve) => stdout.write(printable(text), () => resolve())),
    draw,
    ask: isInteractive ? (question, signal) => ask(question, signal, stdin, stdout) : null,
    dialog: isInteractive ? async () => (await import("./dialog.ts")).openDialog(stdin, stdout) : null,
  };
}

/** The last line of a terminal, which is replaced. */
class DrawnLine {
  readonly #stream: Output;
  #wanted = "";
  #drawn = false;
  #cut: ((text: string, columns: number) => string) | null = null;

  constructor(stream: Output) {
    this.#stream = stream;
  }

  draw(text: string): void {
    if (this.#stream.isTTY !== true) return;
    this.#wanted = text;
    if (text === "") {
      if (this.#drawn) this.#stream.write("\r\u001b[2K");
      this.#drawn = false;
    } else if (this.#cut === null) void this.#load();
    else {
      this.#stream.write(`\r\u001b[2K${this.#cut(text, (this.#stream.columns ?? 80) - 1)}`);
      this.#drawn = true;
    }
  }

  /** A module with tables of Unicode: `--help` must not wait for it. */
  async #load(): Promise<void> {
    this.#cut ??= (await import("cli-truncate")).default;
    if (this.#wanted !== "") this.draw(this.#wanted);
  }
}

/** Colour only on a terminal, never with NO_COLOR; FORCE_COLOR asks for it anywhere. */
function colorFor(stream: Output, env: NodeJS.ProcessEnv): ChalkInstance {
  const unwanted = (env.NO_COLOR ?? "") !== "" || env.TERM === "dumb";
  const forced = (env.FORCE_COLOR ?? "") !== "" && env.FORCE_COLOR !== "0";
  const wanted = !unwanted && (forced || stream.isTTY === true);
  return new Chalk({ level: wanted ? 1 : 0 });
}

async function ask(question: string, signal: AbortSignal, input: Input, output: Output): Promise<boolean> {
  return /^(y|yes)$/i.test(await answerTo(`${question} [y/N] `, signal, input, output));
}

async function answerTo(question: string, signal: AbortSignal, input: Input, output: Output) {
  const asked = createInterface({ input, output });
  // During the question, a terminal sends Ctrl-C as a key. It is converted to the usual signal.
  asked.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  try {
    // Without `close`, an end of the input would leave the question without an answer for ever.
    const ended = new Promise<string>((resolve) => asked.once("close", () => resolve("")));
    return (await Promise.race([asked.question(question, { signal }), ended])).trim();
  } catch {
    return "";
  } finally {
    asked.close();
  }
}
