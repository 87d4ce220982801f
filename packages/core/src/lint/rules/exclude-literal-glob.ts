import { quoted } from "../../config/index.ts";
import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const excludeLiteralGlob: Rule = {
  code: "exclude-literal-glob",
  severity: "warning",
  summary: "A glob in an anchored exclude is taken literally",
  judges: "written",
  why: "An exclude with a `/` is a path, and means exactly what it says: `home/*/.cache` leaves out a directory whose name is an asterisk. What was to be left out is then backed up.",
  remedy: "Write a glob on the last name alone (`.cache`, `*.tmp`), or the paths one by one.",
  check: breaches,
};

/** A class of more characters than this is none that anybody writes; without a bound, a text of many `[` takes long. */
const GLOB = /[*?]|\[[^\]]{1,64}\]/;

function* breaches({ root }: Subject): Generator<Breach> {
  for (const [, volume] of root.at("volumes").entries()) {
    for (const item of volume.at("exclude").items()) {
      const text = item.text() ?? "";
      if (!text.includes("/") || !GLOB.test(text)) continue;
      const last = text.split("/").findLast((part) => part !== "") ?? "";
      const meant = last === "" || /^\*+$/.test(last) ? "" : ` (${quoted(last)})`;
      const detail = `With a \`/\` in it, this is a path, and \`*\`, \`?\` and \`[\` in it are characters of a name. Write a glob on the last name alone${meant}, or the paths one by one.`;
      yield { span: item.span, detail };
    }
  }
}
