import { StringDecoder } from "node:string_decoder";
import type { Expected, Identity } from "../../model/command.ts";
import type { VariablePattern } from "../environment.ts";

/**
 * The first line of standard input of the attendant: one line of JSON. Nothing follows it. The end of standard input
 * means that the command must be ended.
 */
export interface Given {
  /** The environment of the calling user. */
  readonly env: { readonly [name: string]: string };
  /** The variables of the attendant's own environment that the command must not inherit. */
  readonly shielded: readonly VariablePattern[];
  /** The input of the command on descriptors from 3 up. */
  readonly descriptors: readonly Buffer[];
  /** Of the command. */
  readonly expected: Expected;
}

const MOST = 1024 * 1024;

export function givenLine({ env, shielded, descriptors, expected }: Given): string {
  const encoded = descriptors.map((each) => each.toString("base64"));
  return `${JSON.stringify({ env, shielded, descriptors: encoded, expected })}\n`;
}

/** Reads the line, and calls `ended` when the input ends after it; null when there is no such line. */
export async function readGiven(input: NodeJS.ReadableStream, ended: () => void): Promise<Given | null> {
  let text = "";
  // A name in the path of a directory can be cut between two bytes of a character.
  const decoder = new StringDecoder("utf8");
  return new Promise((resolve) => {
    const take = (chunk: Buffer) => {
      text += decoder.write(chunk);
      const end = text.indexOf("\n");
      if (end < 0 && text.length <= MOST) return;
      input.off("data", take);
      input.on("data", () => {});
      resolve(end < 0 ? null : parseGiven(text.slice(0, end)));
    };
    input.on("data", take);
    for (const event of ["end", "close", "error"]) {
      input.once(event, () => {
        resolve(null);
        ended();
      });
    }
  });
}

function parseGiven(line: string): Given | null {
  try {
    const { env, shielded, descriptors, expected } = JSON.parse(line) as { readonly [key: string]: unknown };
    if (!isTexts(env) || !Array.isArray(shielded) || !Array.isArray(descriptors) || !isExpectation(expected))
      return null;
    return {
      env,
      expected,
      shielded: shielded.map(String),
      descriptors: descriptors.map((each) => Buffer.from(String(each), "base64")),
    };
  } catch {
    return null;
  }
}

function isExpectation(value: unknown): value is Expected {
  return typeof value === "object" && value !== null && Object.values(value).every(isIdentity);
}

function isIdentity(value: unknown): value is Identity {
  const { device, inode } = (value ?? {}) as Partial<Identity>;
  return typeof device === "number" && typeof inode === "string";
}

function isTexts(value: unknown): value is { readonly [name: string]: string } {
  return typeof value === "object" && value !== null && Object.values(value).every((each) => typeof each === "string");
}
