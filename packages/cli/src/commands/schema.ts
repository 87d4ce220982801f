import { configSchemaText } from "@rdump/core";
import type { Context, ExitCode } from "../context.ts";

export async function runSchema({ terminal }: Context): Promise<ExitCode> {
  await terminal.raw(configSchemaText());
  return 0;
}
