import type { AddressPlace } from "../../model/config.ts";
import type { Cursor } from "../cursor.ts";
import type { Report } from "../report.ts";
import { readPath } from "./path.ts";

/** An address of the web, as far as it can be told without asking there. */
const ADDRESS = /^https?:\/\/[^\s/]+(\/\S*)?$/;

/** A message never repeats an address: it may be the secret. */
export function readAddressPlace(cursor: Cursor, report: Report): AddressPlace | null {
  if (!cursor.exists) return null;
  const text = cursor.text();
  if (text === null) return { in: "file", path: readPath(cursor.at("file"), report) };
  if (!ADDRESS.test(text)) {
    const detail =
      'It is no address of the web. Put the address (`https://...`) into a file that only its owner can read, and write `{ file: "/PATH" }` here.';
    report.add("config-bad-address", cursor.span, detail);
  }
  return { in: "config" };
}
