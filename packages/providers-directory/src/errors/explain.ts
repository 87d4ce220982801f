import {
  boundedText,
  type CommandResult,
  type Diagnostic,
  endText,
  NO_DIRECTORY,
  NOT_CLOSED,
  NOT_MOUNTED,
  notStartedText,
  outOfTimeText,
  REPLACED,
  visible,
} from "@rdump/core/provider";
import type { Access } from "../access.ts";
import { aboutDirectory } from "../discovery/look.ts";

/** Why a command failed, with its last messages. */
export function explain(access: Access, result: CommandResult): Diagnostic {
  const { stopped, notStarted } = result;
  const late = outOfTimeText(result);
  if (late !== null) return about(access, "directory-stopped", `The command ${late}. Apply again.`);
  if (stopped) return about(access, "directory-stopped", "rdump received a signal. Apply again.");
  if (notStarted !== null) return whyNotStarted(access, result, notStarted);
  const said = lastMessages(result);
  if (/no space left|disk quota exceeded/i.test(said)) {
    return about(
      access,
      "directory-no-space",
      `The file system or its quota is full: ${said} Free space, then apply again.`,
    );
  }
  if (/permission denied|operation not permitted/i.test(said)) {
    return about(access, "directory-permission", `${said} Correct the owner and the permissions.`);
  }
  return about(access, "directory-tar-failed", `${said} Correct this error, then apply again.`);
}

const about = aboutDirectory;

/** The package of a program that has one of its own. */
const PACKAGES: { readonly [program: string]: string | undefined } = {
  ...{ dump: "dump", restore: "dump" },
  ...{ xfsdump: "xfsdump", xfsrestore: "xfsdump" },
};

function whyNotStarted(access: Access, { stage = "the command" }: CommandResult, why: string): Diagnostic {
  switch (why) {
    case NOT_MOUNTED:
      return about(
        access,
        "directory-source-not-mounted",
        "The snapshot was unmounted before tar started. Apply again.",
      );
    case NOT_CLOSED:
      return about(
        access,
        "directory-not-own",
        "Other users can write to the directory of the volume. Make it writable for its owner alone.",
      );
    case REPLACED:
      return about(
        access,
        "directory-gone",
        "Another disk or another directory is at the location than before. Nothing more was done there. Plan again.",
      );
    case NO_DIRECTORY:
      return about(access, "directory-gone", "The directory of the volume does not exist any more. Plan again.");
    case "ENOENT":
      return about(
        access,
        "directory-program-missing",
        `The command \`${stage}\` was not found. On Debian:\napt-get install ${PACKAGES[stage] ?? "tar zstd coreutils"}`,
      );
    default:
      return about(
        access,
        "directory-failed",
        `The system refused to start \`${stage}\`: ${boundedText(notStartedText(why))}.`,
      );
  }
}

/** The last messages of a command, as a sentence. */
export function lastMessages(result: CommandResult): string {
  const { stderr, stage } = result;
  const lines = stderr
    .toString("utf8")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("./"));
  const said = boundedText(lines.slice(-3).join("; "));
  return said === ""
    ? `${visible(stage ?? "The command")} ended with ${endText(result)}.`
    : `The system reports: ${said}.`;
}
