import { register } from "../diagnostics/register.ts";

export const JOURNAL = register({
  "history-not-written": {
    summary: "Cannot write to the record of points",
    cause:
      "An entry could not be added to `STATE/points.jsonl`, for example because the file system is full, is read-only, or denies access.",
    effect:
      "If the entry is about a check or compaction, it is due again. If it is about a new point, the next run that lists the point records it. If it is about a deletion, nothing was deleted. If it is about a source that lost files, the points that this run made from that source do not count.",
    remedy: "Free space in the state directory, or correct its permissions. Then apply again.",
  },
  "history-passed-over": {
    summary: "Unknown lines in the record of points",
    cause:
      "`STATE/points.jsonl` (or `STATE/history.jsonl` of the first versions) has lines that this rdump does not write: a newer rdump wrote them, or the file was edited or damaged.",
    effect:
      "rdump ignores these lines. A check or a compaction can be due again, a missing point can stay unnoticed, and a source that had lost too many files can count as complete.",
    remedy:
      "If a newer rdump wrote the lines, use that version. Otherwise look at the lines, and remove those that are damaged.",
  },
  "history-unreadable": {
    summary: "Cannot read the record of points",
    cause: "`STATE/points.jsonl` exists and cannot be read, or it is not a regular file.",
    effect:
      "rdump does not know when repositories were checked or compacted, or whether a source has lost files. Until the file can be read, points are destroyed only with `--allow-destroy`.",
    remedy:
      "Make the file readable for the user that runs rdump. Or move it away: a new record begins, all checks and compactions are due again, and recorded losses of sources are forgotten.",
  },
  "journal-not-pruned": {
    summary: "Cannot remove old journals",
    cause: "An old journal in `STATE/runs` could not be removed, for example because the permissions were changed.",
    effect: "The run itself is not affected. Old journals stay and use space.",
    remedy: "Correct the permissions of `STATE/runs`. The next run removes the journals.",
  },
  "journal-not-written": {
    summary: "Cannot write the journal of a run",
    cause:
      "An entry could not be written to the journal in `STATE/runs`, most often because the file system is full or read-only.",
    effect:
      "The run starts no further action, closes its open scopes, and ends as failed. Points that were already complete are kept.",
    remedy: "Free space in the state directory, or make it writable. Then apply again:\n    rdump apply",
  },
  "journal-unreadable": {
    summary: "Cannot read the journal of a run",
    cause:
      "The journal has an invalid line, was written by a newer version of rdump, or cannot be opened by this user.",
    effect:
      "rdump does not know the actions and the open scopes of that run. No plan is applied until the journal can be read: a leftover could be used or destroyed by mistake.",
    remedy:
      "If a newer rdump wrote the journal, use that version. Otherwise look at the file and at the leftovers of the run (mounts, snapshots), then move the file out of the state directory.",
  },
  "run-elsewhere": {
    summary: "A run on another host did not end",
    cause:
      "The state directory has the journal of a run on another host, and the journal has no end. Either several hosts share the state directory, or this host was renamed, or it is a clone of that host.",
    effect: "Leftovers of that run are on that host. This host neither sees nor removes them.",
    remedy:
      "Run `rdump apply` or `rdump recover` on that host. If that host no longer exists, or if this is the same host under a new name and has no leftovers, remove the journal:\n    rm STATE/runs/RUN.jsonl",
  },
});
