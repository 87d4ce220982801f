import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type CodeText, Register } from "../../packages/core/src/diagnostics/register.ts";

/** Every declared code with its text, sorted: from the `codes.ts` or `codes/index.ts` of each room below `root`. */
export async function declaredCodes(root: string): Promise<ReadonlyMap<string, CodeText>> {
  const found = new Map<string, CodeText>();
  for (const path of filesOfCodes(root)) {
    const module: { readonly [name: string]: unknown } = await import(pathToFileURL(resolve(path)).href);
    const registers = new Set(Object.values(module).filter((value) => value instanceof Register));
    for (const [code, text] of [...registers].flatMap(({ texts }) => Object.entries<CodeText>(texts))) {
      if (found.has(code)) throw new Error(`${code} is declared twice, the second time in ${path}`);
      found.set(code, text);
    }
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function filesOfCodes(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => /^[\w-]+\/src\/(.*\/)?codes(\/index)?\.ts$/.test(path))
    .map((path) => join(root, path))
    .sort();
}

/** What is wrong with the text of a code, by docs/contributing.md; empty when nothing is. */
export function textFaults({ summary, cause, effect, remedy }: CodeText): readonly string[] {
  const sentences = { cause, effect, remedy };
  return [
    ...(summary.length > 60 ? ["the summary has more than 60 characters"] : []),
    ...(/[.!?:]$/.test(summary) || summary.trim() === "" ? ["the summary is not a phrase without an end mark"] : []),
    ...Object.entries(sentences).flatMap(([part, text]) => {
      if (text.trim().length < 10) return [`the ${part} says too little`];
      const last = text.split("\n").findLast((line) => !line.startsWith("    ")) ?? "";
      return /[.:]$/.test(last) ? [] : [`the ${part} does not end with a full stop`];
    }),
    ...(new Set([cause, effect, remedy]).size < 3 ? ["two parts say the same"] : []),
  ];
}
