import type { Finding } from "./finding.ts";
import type { Facts, Inventory } from "./inventory.ts";

/** More than this much additional allocation is a hole that was filled. */
const SLACK = 1n << 20n;
const SECOND = 1_000_000_000n;

/** Differences that rsure does not look for, in entries that both sides have. */
export function compareInventories(wanted: Inventory, restored: Inventory): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [path, old] of wanted) {
    const fresh = restored.get(path);
    if (fresh === undefined || fresh.kind !== old.kind) continue;
    findings.push(...differencesOf(old, fresh).map((kind) => ({ kind, path: path.slice(1) })));
  }
  return findings;
}

function differencesOf(old: Facts, fresh: Facts): readonly string[] {
  const isSameTime = old.mtimeNs === fresh.mtimeNs;
  if (old.kind === "directory") return isSameTime ? [] : ["times of directories"];
  const isSameSecond = old.mtimeNs / SECOND === fresh.mtimeNs / SECOND;
  return [
    ...(old.firstName === fresh.firstName ? [] : ["hard links"]),
    ...(isSameSecond && !isSameTime ? ["fractions of a second"] : []),
    ...(!isSameSecond && old.kind === "other" ? ["times of links and devices"] : []),
    ...(old.size === fresh.size && fresh.allocated > old.allocated + SLACK ? ["holes"] : []),
  ];
}
