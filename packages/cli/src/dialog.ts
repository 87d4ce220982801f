import type { Readable, Writable } from "node:stream";
import { confirm, isCancel, select, text } from "@clack/prompts";

export interface Choice<T> {
  readonly value: T;
  readonly label: string;
}

/** Questions on a terminal. Each answer is null after Ctrl-C or Escape. */
export interface Dialog {
  choose<T extends string>(question: string, choices: readonly Choice<T>[]): Promise<T | null>;
  /** A text that is not empty, trimmed. */
  text(question: string, example: string): Promise<string | null>;
  confirm(question: string): Promise<boolean | null>;
}

/** The labels and questions must be visible text: they are printed as they are. */
export function openDialog(input: Readable, output: Writable & { readonly columns?: number }): Dialog {
  // A serial console has no size, and the questions would be drawn in one column.
  if (output.columns === 0) Object.assign(output, { columns: 80, rows: 24 });
  const streams = { input, output, signal: endOf(input) };
  const given = <T>(answer: T) => (isCancel(answer) ? null : (answer as Exclude<T, symbol>));
  return {
    async choose<T extends string>(message: string, choices: readonly Choice<T>[]) {
      // An option of a type parameter is a conditional type, which TypeScript does not resolve.
      const options: Choice<string>[] = [...choices];
      return given(await select({ ...streams, message, options })) as T | null;
    },
    async text(message, placeholder) {
      const validate = (value: string | undefined) =>
        (value ?? "").trim() === "" ? "An answer is required." : undefined;
      const answer = given(await text({ ...streams, message, placeholder, validate }));
      return answer === null ? null : answer.trim();
    },
    confirm: async (message) => given(await confirm({ ...streams, message, initialValue: true })),
  };
}

/** Aborted by Ctrl-D and by the end of the input, which the questions ignore: they would stay without an answer. */
function endOf(input: Readable): AbortSignal {
  const ended = new AbortController();
  const end = () => ended.abort();
  input.once("end", end);
  input.on("keypress", (_text: unknown, key?: { readonly ctrl?: boolean; readonly name?: string }) => {
    if (key?.ctrl === true && key.name === "d") end();
  });
  return ended.signal;
}
