import { configSchemaText, partSchemaText } from "@rdump/core";
import type { Context, ExitCode } from "../context.ts";

export async function runSchema(options: { readonly part?: boolean }, { terminal }: Context): Promise<ExitCode> {
  await terminal.raw(options.part === true ? partSchemaText() : configSchemaText());
  return 0;
}
