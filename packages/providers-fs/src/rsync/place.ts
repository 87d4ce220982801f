import { type Command, handedDirectory } from "@rdump/core/provider";

/** The number under which a command is handed its other directory. */
export const HANDED = 3;

/** The source for rsync, an open directory. The slash at its end means its content. */
export const SOURCE = handedDirectory(HANDED);
/** The destination for rsync: its working directory. */
export const HERE = ".";
export const PATHS = [SOURCE, HERE] as const;

interface Ends {
  /** The absolute path of the source. */
  readonly from: string;
  /** The source is a mount of this run. */
  readonly mounted: boolean;
  readonly root: boolean;
  /** The absolute path of the destination. */
  readonly to: string;
}

/**
 * rsync reads an open directory and writes into its working directory. A path could lead elsewhere after a user has
 * replaced a directory. After an unmount, it would lead to the empty mount point, and rsync would delete everything in
 * the mirror.
 *
 * Not the other way round: rsync 3.5.0 reads the path of an open directory that is its destination, and walks that path
 * from the root. It follows links of root there. It also opens a source that is its working directory by its path.
 */
export function placeOf({ from, mounted, root, to }: Ends): Pick<Command, "root" | "cwd" | "mounted" | "directories"> {
  return { cwd: to, mounted: mounted && HANDED, root, directories: { [HANDED]: from } };
}

/** The messages of rsync about its source, with the path of the source. */
export function sourceNamed(said: string, source: string): string {
  return said.replaceAll(SOURCE, source.endsWith("/") ? source : `${source}/`);
}
