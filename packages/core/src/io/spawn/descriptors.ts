import { closeSync } from "node:fs";
import type { Command } from "../../model/command.ts";
import { openSecret } from "../trust/secret-file.ts";

/** Opens the files that a command gets under the numbers from 3 up. The caller closes them. */
export function openDescriptors({
  descriptors,
}: Pick<Command, "descriptors">): { readonly files: readonly number[] } | { readonly error: string } {
  const numbers = Object.keys(descriptors).map(Number);
  const files: number[] = [];
  for (let number = 3; number < 3 + numbers.length; number++) {
    const path = descriptors[number];
    if (path === undefined) throw new Error(`descriptors must be numbered from 3 up without a hole: ${numbers}`);
    const opened = openSecret(path);
    if ("error" in opened) {
      for (const file of files) closeSync(file);
      return { error: `${opened.error} on descriptor ${number}` };
    }
    files.push(opened.descriptor);
  }
  return { files };
}
