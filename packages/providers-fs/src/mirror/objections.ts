import type { Diagnostic, Volume } from "@rdump/core/provider";
import * as refusal from "./refusal.ts";

/** The excludes of a volume that rsync does not support. */
export function whyNotExcluded({ excludeCaches }: Volume): readonly Diagnostic[] {
  return excludeCaches ? [refusal.cachesNotExcludable()] : [];
}
