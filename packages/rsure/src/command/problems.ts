import { constants } from "node:os";
import { getSystemErrorMap } from "node:util";
import type { ByteString } from "../format/bytes.ts";
import type { Doing, Problem } from "../scan/problem.ts";
import { quotedPath } from "./quote.ts";

const WHAT: { readonly [doing in Doing]: string } = {
  list: "cannot list",
  read: "cannot read",
  look: "cannot query",
  link: "cannot read the link",
  xattrs: "cannot read the extended attributes of",
  kind: "changed its type during the scan:",
  hash: "skipped the content, more than 1 TiB and nearly all holes:",
};

function reason(code: string): string {
  const number = (constants.errno as { readonly [code: string]: number })[code];
  const text = number === undefined ? undefined : getSystemErrorMap().get(-number)?.[1];
  return text ? ` (${text})` : "";
}

const NAMES_NO_CODE: ReadonlySet<Doing> = new Set(["kind", "hash"]);

/** One line for a person. */
export const problemLine = (directory: ByteString, { path, doing, code }: Problem): string =>
  `rsure: ${WHAT[doing]} ${quotedPath(directory, path)}${NAMES_NO_CODE.has(doing) ? "" : `: ${code}${reason(code)}`}`;

export const problemCount = (count: number): string =>
  `rsure: ${count} ${count === 1 ? "entry" : "entries"} of the tree could not be read`;
