import JSON5 from "json5";
import { textOf } from "./parse/decode.ts";

/**
 * An address of `notify` that the text of a config contains. A resolved config has no secrets, so the sender reads it here.
 *
 * @param content a config that was loaded without errors
 * @returns null if there is none
 */
export function addressInText(content: Uint8Array, key: "webhook" | "healthchecks"): string | null {
  const { notify } = JSON5.parse(textOf(content)) as { readonly notify?: { readonly [key: string]: unknown } };
  const address = notify?.[key];
  return typeof address === "string" ? address : null;
}
