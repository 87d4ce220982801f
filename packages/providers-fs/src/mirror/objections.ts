import type { Diagnostic, Volume } from "@rdump/core/provider";
import * as refusal from "./refusal.ts";

/** What of a volume's excludes rsync cannot do. */
export function whyNotExcluded({ excludeCaches }: Volume): readonly Diagnostic[] {
  return excludeCaches ? [refusal.cachesNotExcludable()] : [];
}
