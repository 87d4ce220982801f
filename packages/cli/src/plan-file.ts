import { resolve } from "node:path";
import { failure, MAX_PLAN_BYTES, openLocalReader } from "@rdump/core";

/** The text of a plan file; one that is absent, too large or no file is refused in words. */
export async function readPlanFile(path: string, cwd: string): Promise<string> {
  const io = openLocalReader({ env: {}, signal: new AbortController().signal });
  const bytes = await io.readFile(resolve(cwd, path), MAX_PLAN_BYTES).catch((error: Error) => {
    throw failure("plan-file-refused", "The plan file cannot be used", `${error.message}.`);
  });
  if (bytes !== null) return bytes.toString("utf8");
  throw failure("plan-file-refused", "The plan file cannot be used", `There is no file ${path}.`);
}
