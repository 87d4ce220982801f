import type { Diagnostic, Volume } from "@rdump/core/provider";
import { rsyncFilters } from "../rsync/filters.ts";
import * as refusal from "./refusal.ts";

/** What of a volume's excludes rsync cannot do (errors), and what it does only nearly (warnings). */
export function whyNotExcluded({ exclude, excludeCaches }: Volume): readonly Diagnostic[] {
  const { refused, narrowed } = rsyncFilters(exclude);
  return [
    ...(excludeCaches ? [refusal.cachesNotExcludable()] : []),
    ...(refused.length > 0 ? [refusal.notExcludable(refused)] : []),
    ...(narrowed.length > 0 ? [refusal.narrowedExcludes(narrowed)] : []),
  ];
}
