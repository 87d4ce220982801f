import { desire } from "../desired/desire.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Config } from "../model/config.ts";
import { withoutProviderIn } from "../observe/observe.ts";
import { notesOf } from "../plan/notes.ts";
import type { Providers } from "../provider/providers.ts";

/** Errors about declarations that these providers do not support. Every plan of the config reports them. Queries nothing. */
export function unbuiltIn(config: Config, providers: Providers): readonly Diagnostic[] {
  const desired = desire(config, 0);
  const notes = notesOf({ desired, providers }).filter(({ severity }) => severity === "error");
  return [...withoutProviderIn(desired, providers), ...notes];
}
