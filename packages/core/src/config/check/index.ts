import type { Span } from "../positions.ts";
import type { Report } from "../report.ts";
import { plainValue, type TreeNode } from "../tree.ts";
import { reportDeparture } from "./report-departure.ts";
import { departures } from "./validator.ts";

/** The newest version of the language that this rdump reads. */
const VERSION = 1;

/**
 * Compares the tree with the schema, and reports each violation. `newer`: the config is for a newer rdump, and is not
 * checked further. `departs` can be true without a report, if the reader of the value reports the violation.
 */
export function check(tree: TreeNode, report: Report): "follows" | "departs" | "newer" {
  if (isNewer(tree, report)) return "newer";
  const found = departures(plainValue(tree));
  for (const departure of found) {
    if (report.isFull) report.omit(1);
    else reportDeparture(departure, tree, report);
  }
  return found.length === 0 ? "follows" : "departs";
}

function isNewer(tree: TreeNode, report: Report): boolean {
  const newer = newerVersion(tree);
  if (newer !== null) report.add("config-newer-version", newer.span, newer.detail);
  return newer !== null;
}

/** Where a text says that it is for a newer rdump; null if it does not. */
export function newerVersion(tree: TreeNode): { readonly span: Span; readonly detail: string } | null {
  const member = tree.kind === "object" ? tree.members.get("version") : undefined;
  const version = member?.value.kind === "scalar" ? member.value.value : undefined;
  if (member === undefined || typeof version !== "number" || version <= VERSION) return null;
  const detail = `The config has version ${version}, and this version of rdump reads version ${VERSION}. Nothing else was read, because the meaning of keys may have changed. Update rdump, or write the config in version ${VERSION}.`;
  return { span: member.value.span, detail };
}
