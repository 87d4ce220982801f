import { configSchema } from "@rdump/core";
import type { Context, ExitCode } from "../context.ts";

export async function runSchema({ terminal }: Context): Promise<ExitCode> {
  await terminal.raw(`${JSON.stringify(configSchema, null, 2)}\n`);
  return 0;
}
