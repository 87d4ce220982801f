import { isObject } from "../../model/json.ts";

/** Output of an archiver is not trusted: a repository can be on an untrusted machine. */

export type Fields = { readonly [name: string]: unknown };

/** Null if the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

export function fieldsOf(value: unknown): Fields {
  return isObject(value) ? value : {};
}

export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** A non-negative count; undefined for other values. */
export function countOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** The id that borg and restic give to a repository or an archive: 32 bytes in hexadecimal. */
export function isId(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
}
