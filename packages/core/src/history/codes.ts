import { register } from "../diagnostics/register.ts";

export const HISTORY = register({
  "history-bad-path": {
    summary: "Invalid path, pattern or volume",
    cause:
      "A path contains `..` or is not UTF-8, a pattern does not have the syntax of `exclude`, or the config has no such volume.",
    effect: "Nothing was searched.",
    remedy:
      "Write paths from the root of the volume. Quote patterns, because the shell expands them:\n    rdump find '*.odt'",
  },
  "history-gap": {
    summary: "Target could not be listed",
    cause: "A repository, mirror or pool could not be queried, so its points are not known.",
    effect: "The answer lacks the points of this target.",
    remedy: "Remove the reported cause, then repeat the command.",
  },
  "history-no-entry": {
    summary: "Path not found",
    cause: "The point has no file with this path.",
    effect: "Nothing was listed.",
    remedy: "Search all points for a name:\n    rdump find NAME",
  },
  "history-not-recorded": {
    summary: "Files of the point are not recorded",
    cause:
      "No readable surefile has a revision of the run that made the point. Possible reasons: the volume has no integrity data; the volume is not mounted; its surefile was removed or cannot be read by this user; another program made the point.",
    effect: "The files of the point are unknown. The point itself is not affected.",
    remedy:
      "Run the command as the user who makes the backups. If the volume is lost, restore its surefile from a point first, and read it with rsure:\n    rdump restore VOLUME 2sure.dat.gz --to DIR\n    rdump rsure -f DIR/2sure.dat.gz list",
  },
});
