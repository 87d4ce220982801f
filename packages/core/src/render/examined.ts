import type { ChalkInstance } from "chalk";
import { shellWord } from "../diagnostics/shell-word.ts";
import { visible } from "../diagnostics/visible.ts";
import type { Alteration, Examined } from "../model/examined.ts";
import { counted } from "./quantity.ts";

/** The maximum number of paths that are shown; JSON has more. */
const SHOWN = 10;

/** The changes in targets since the runs that made them. */
export function examinedLines(examined: readonly Examined[], color: ChalkInstance): readonly string[] {
  if (examined.length === 0) return ["No mirror with a complete copy was found to compare.", ""];
  return [
    "Mirrors, compared with their last complete copy:",
    "",
    ...examined.flatMap((each) => linesOf(each, color)),
    "",
  ];
}

function linesOf({ address, compared, alterations, count, isCut, by, problem }: Examined, color: ChalkInstance) {
  const head = `${visible(address)}: last copied and compared at ${compared}`;
  if (problem !== null) return [`  ${color.yellow("?")} ${head}; not compared now: ${visible(problem)}`];
  const how = by === "revision" ? "" : ", by the times of changes alone";
  if (count === 0) return [`  ${color.green("=")} ${head}; unchanged since then${how}`];
  const least = isCut ? "at least " : "";
  const more = count - Math.min(SHOWN, alterations.length);
  return [
    `  ${color.red("!")} ${head}; ${least}${counted(count, "entry", "entries")} changed since then, and no run did that${how}:`,
    ...alterations.slice(0, SHOWN).map((each) => `      ${visible(each.path)} (${wordsFor(each, by)})`),
    ...(more > 0 ? [`      and ${more} more`] : []),
    `    The next copy corrects this. To copy now: rdump apply --now ${shellWord(address)}`,
  ];
}

function wordsFor({ kind, attributes }: Alteration, by: Examined["by"]): string {
  switch (kind) {
    case "missing":
      return "missing in the mirror";
    case "extra":
      return "only in the mirror";
    case "touched":
      return by === "revision"
        ? "changed; content, ACLs or extended attributes can differ"
        : "changed, created, or entries added or removed";
    case "changed":
      return attributes.length === 0 ? "differs" : attributes.join(", ");
  }
}
