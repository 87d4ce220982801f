import { quoted } from "../../config/index.ts";
import type { Breach, Rule } from "../../config/rule.ts";
import type { Subject } from "../../config/subject.ts";

export const excludeOtherSyntax: Rule = {
  code: "exclude-other-syntax",
  severity: "warning",
  summary: "Exclude uses the syntax of another tool",
  judges: "written",
  cause:
    "The exclude contains `~/`, `$HOME`, braces, `!` at its beginning, or a prefix of borg or rsync. rdump has its own syntax for excludes and reads these characters as parts of a name.",
  effect: "The exclude probably matches nothing, and the files are in every archive and mirror.",
  remedy:
    "Write the exclude in the syntax that docs/configuration.md describes under `exclude`: a path from the root of the volume, or a name. A character that is really part of the name can be written as a class, for example `[~]`.",
  check: breaches,
};

/** Each: the syntax, and the correction. */
const SYNTAXES: readonly (readonly [RegExp, string])[] = [
  [
    /^~[^/]*\/|^~$/,
    "`~` is not expanded: it is a file name. Write the path from the root of the volume, such as `home/*/.cache`, or a name that is excluded everywhere, such as `.cache`.",
  ],
  [
    /^\/?\$(HOME|USER|\{[A-Za-z_]+\})/,
    "Variables are not expanded: the text is a file name. Write the path from the root of the volume.",
  ],
  [/\{[^{}/]*,[^{}/]*\}/, "Braces are not expanded: they are parts of a name. Write an exclude for each alternative."],
  [/^!/, "`!` at the beginning is part of a name: an exclude cannot include files again. Write narrower excludes."],
  [
    /^(re|sh|fm|pp|pf|ig|id):/,
    "The prefix of a borg pattern is read as part of a name. Write the pattern without the prefix, in the syntax of rdump.",
  ],
  [
    /^[+-] ./,
    "The prefix of an rsync rule is read as part of a name. Write the pattern without the prefix, in the syntax of rdump.",
  ],
];

function* breaches({ volumes }: Subject): Generator<Breach> {
  for (const { cursor } of volumes) {
    for (const item of cursor.at("exclude").items()) {
      const text = item.text() ?? "";
      const found = text.length > 4096 ? undefined : SYNTAXES.find(([form]) => form.test(text));
      if (found !== undefined) yield { span: item.span, detail: `${quoted(text)}: ${found[1]}` };
    }
  }
}
