import type { AddressPlace } from "../../model/config.ts";
import type { Cursor } from "../cursor.ts";
import type { Report } from "../report.ts";
import { readPath } from "./path.ts";

/** A web address. Only its syntax is checked. */
const ADDRESS = /^https?:\/\/[^\s/]+(\/\S*)?$/;

/** A message never repeats an address: it may be the secret. */
export function readAddressPlace(cursor: Cursor, report: Report): AddressPlace | null {
  if (!cursor.exists) return null;
  const text = cursor.text();
  if (text === null) return { in: "file", path: readPath(cursor.at("file"), report) };
  if (!ADDRESS.test(text)) {
    const detail =
      'The value is not a web address. Write the address (`https://...`) to a file that only its owner can read, and declare `{ file: "/PATH" }` here.';
    report.add("config-bad-address", cursor.span, detail);
  }
  return { in: "config" };
}
