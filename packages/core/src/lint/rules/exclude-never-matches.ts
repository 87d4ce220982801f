import { quoted } from "../../config/index.ts";
import type { Breach, Rule } from "../../config/rule.ts";
import type { Subject } from "../../config/subject.ts";
import { type Exclude, literalName } from "../../model/exclude.ts";

/** Bytes: NAME_MAX of Linux. */
const LONGEST_NAME = 255;

export const excludeNeverMatches: Rule = {
  code: "exclude-never-matches",
  severity: "warning",
  summary: "Exclude cannot match a file",
  judges: "written",
  cause: "A part of the exclude is longer than a file name can be: 255 bytes.",
  effect: "The exclude has no effect, and the files are in every archive and mirror.",
  remedy: "Correct the exclude. Write several names as several excludes.",
  check: breaches,
};

function* breaches({ volumes }: Subject): Generator<Breach> {
  for (const { volume, cursor } of volumes) {
    const long = new Set((volume?.exclude ?? []).filter(hasLongName).map(({ text }) => text));
    for (const item of cursor.at("exclude").items()) {
      const text = item.text() ?? "";
      if (!long.has(text)) continue;
      const detail = `A name in ${quoted(text)} is longer than 255 bytes, and no file has such a name.`;
      yield { span: item.span, detail };
    }
  }
}

function hasLongName({ parts }: Exclude): boolean {
  return parts.some((part) => part.kind === "name" && Buffer.byteLength(literalName(part.pieces) ?? "") > LONGEST_NAME);
}
