import schema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" };
import type { ValidateFunction } from "ajv";
import Ajv from "ajv-draft-04";

/** A reference of RFC 3986 without a character that would have to be escaped. */
const URI = /^[A-Za-z0-9._~%!'()*/:-]+$/;

/** The schema of the SARIF 2.1.0 standard itself, as its own tools hold logs against it. */
export function sarifSchema(): ValidateFunction {
  const formats = { uri: URI, "uri-reference": URI, "date-time": true, regex: true } as const;
  return new Ajv.default({ strict: false, unicodeRegExp: false, formats }).compile(schema);
}
