import {
  type ActionContext,
  type Diagnostic,
  type FileWrite,
  leftOutRemoval,
  visible,
  writeLeftOutMounts,
} from "@rdump/core/provider";
import { RESTIC } from "../codes/index.ts";
import { below, literalPattern } from "../patterns.ts";

/** Writes the mount points that restic must not touch, right before it runs. Null: success. */
export async function writeLeftOut(
  { io }: Pick<ActionContext<unknown>, "io">,
  write: FileWrite,
  tree: string,
): Promise<Diagnostic | null> {
  const fault = await writeLeftOutMounts(io, write, tree, (paths) => leaveOutFile(tree, paths));
  if (fault === null) return null;
  const detail = `Writing ${visible(write.path)} failed: ${fault}. restic was not started. Check the free space and the permissions of the state directory.`;
  return RESTIC.error("restic-left-out-not-written", detail);
}

/** If the removal fails, the next run removes it. */
export async function removeLeftOut({ io }: Pick<ActionContext<unknown>, "io">, path: string): Promise<void> {
  await io.run(leftOutRemoval(path));
}

/**
 * The content of the file that `--exclude-file` reads, one character for each byte: exactly these paths, from the tree's
 * root. restic takes `$` for a variable, and strips blanks from the end of a line.
 */
export function leaveOutFile(tree: string, paths: readonly string[]): string {
  return paths
    .map((path) => {
      const pattern = `${below(tree)}/${literalPattern(Buffer.from(path, "latin1"))}`;
      const line = pattern.replaceAll("$", "$$$$").replaceAll("\n", NEWLINE).replace(/\s$/, "[$&]");
      return `${Buffer.from(line).toString("latin1")}\n`;
    })
    .join("");
}

/** All characters but a newline are excluded from this class: a line cannot contain the newline itself. */
const NEWLINE = "[^\u0001-\u0009\u000b-\u{10ffff}]";
