import type { Listener, Session } from "@rdump/core";
import { allProviders } from "./compose.ts";
import { type LoadOptions, loadConfig } from "./config.ts";
import type { Context } from "./context.ts";
import { showDiagnostics } from "./failures.ts";

export interface SessionOptions {
  readonly config?: string;
  readonly only?: readonly string[];
}

/** Reads and checks the config. Its warnings are shown at once, an error ends the command. */
export async function openSession(
  options: LoadOptions,
  context: Context,
  event: Listener["event"] = () => {},
): Promise<Session> {
  const { host, stop } = context;
  const loaded = await loadConfig(options, context);
  return {
    ...loaded,
    host,
    stop,
    providers: allProviders(loaded.config, context),
    only: options.only ?? null,
    listener: { event, warn: (diagnostics) => showDiagnostics(diagnostics, context) },
  };
}
