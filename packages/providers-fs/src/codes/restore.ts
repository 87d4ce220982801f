import type { CodeText } from "@rdump/core/provider";

const AGAIN = "Repeat the same command. The command continues the restore, or begins again.";

/** About restored files and their place. */
export const RESTORE = {
  "proof-no-place": {
    summary: "No directory for a proof",
    cause:
      "The directory for restored trees does not exist, another user can write to it or replace it, or it could not be created: no permission, no space, or a read-only file system.",
    effect: "The proof was not made. It stays due.",
    remedy: "Name another directory with `--scratch`, or remove the reported cause.",
  },
  "restore-not-placed": {
    summary: "Restored files were not moved to their place",
    cause: "The files are restored and checked, and a rename or a write in the destination failed.",
    effect:
      "The destination is incomplete as long as the directory `.rdump-restore` exists in it, or `.rdump-restore-HASH` exists in a directory above it. No existing file was changed.",
    remedy:
      "Remove the reported cause, then repeat the same command. The command continues the restore, or begins again.",
  },
  "restore-not-written": {
    summary: "Cannot write to the destination",
    cause:
      "The destination or the directory for restored files could not be created: no permission, no space, or a read-only file system.",
    effect: "Nothing was restored.",
    remedy: "Remove the reported cause, or name another directory with `--to`.",
  },
  "restore-path-missing": {
    summary: "Path is not in this point",
    cause:
      "A path of the command does not exist in the chosen point: it is misspelled, was excluded, or was created later or deleted earlier.",
    effect: "Nothing was moved to the destination.",
    remedy: "Paths begin at the root of the volume. Choose an earlier or later point with `--at`.",
  },
  "restore-point-changed": {
    summary: "The point was replaced while it was read",
    cause: "A mirror holds one point, and another run has updated it since the plan was made.",
    effect: "The restored files are not moved to the destination.",
    remedy: AGAIN,
  },
  "restore-to-not-empty": {
    summary: "Destination is not empty",
    cause:
      "The destination has files. A whole volume is restored only into an empty directory: so nothing is overwritten, and every file in the result comes from the point.",
    effect: "Nothing was restored.",
    remedy:
      "Name an empty directory, or one that does not exist yet. To restore some paths beside existing files, name the paths.",
  },
  "restore-to-unsafe": {
    summary: "Destination is not safe",
    cause:
      "Possible reasons: other users can write to the destination; the path of the destination contains a symbolic link; the directory `.rdump-restore`, in which rdump restores the files first, cannot be trusted; on the file system of the destination, no directory is safe from other users.",
    effect: "The volume was not restored: another user could redirect or read the restored files.",
    remedy:
      "Name a new directory below the destination. If the path contains a symbolic link, name the directory that the link leads to. If a file system is mounted below a directory of another user, mount it in a directory of root, and restore the volume alone:\n    rdump restore VOLUME --to DIR",
  },
  "restore-to-unusable": {
    summary: "Cannot use the destination",
    cause: "The destination is not a directory, cannot be entered, or the directory above it does not exist.",
    effect: "Nothing was restored.",
    remedy: "Create the directory above the destination, or name another directory with `--to`.",
  },
} satisfies { readonly [code: string]: CodeText };
