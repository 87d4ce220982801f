import { register } from "../diagnostics/register.ts";

export const APPLY = register({
  "apply-left-out": {
    summary: "Skipped: a required point is missing",
    cause:
      "The action needs a point that an earlier action of this run should have made, and the system does not show it.",
    effect: "Only this action is skipped. It is planned again in the next run.",
    remedy: "Look at the diagnostics of the earlier action, correct its cause, and apply again.",
  },
  "apply-skipped": {
    summary: "Skipped: a step it depends on failed",
    cause: "An action or a scope that this action needs has failed or was skipped.",
    effect: "The action was not done. Independent actions go on.",
    remedy: "Correct the failed step: its diagnostic is in the same report. Then apply again.",
  },
  "apply-stopped": {
    summary: "The run was interrupted",
    cause: "A signal (SIGINT, SIGTERM, SIGHUP) told rdump to stop, or its terminal was closed.",
    effect: "No new action starts. What was open is closed. Points that were complete before are kept.",
    remedy: "Apply again when convenient: the next run does what is still due.",
  },
  "apply-withheld": {
    summary: "Deletion requires confirmation",
    cause:
      "The deletion exceeds a guard (`limits.destroy`, a source that lost files, a failed check) and was not confirmed, or this run itself found that the source lost files.",
    effect: "The points are kept. The deletion is planned again in the next run.",
    remedy:
      "Plan again and read which points it names. If they can go, confirm their exact number:\n    rdump apply --allow-destroy N",
  },
  "internal-error": {
    summary: "Error in rdump itself",
    cause: "A part of rdump ended in a way that it should not. This is a bug.",
    effect: "The action failed. Everything that was open is closed, and other volumes go on.",
    remedy: "Report the whole message, with the config if it can be shared. Then apply again.",
  },
  "lock-alive": {
    summary: "The holder of the lock is running",
    cause: "`rdump unlock` was asked to remove the lock of a process that is running on this machine.",
    effect: "The lock stays.",
    remedy: "Wait for the run to end, or interrupt its process with `kill -INT PID`.",
  },
  "lock-held": {
    summary: "Another run holds the lock",
    cause: "A state directory allows one run at a time, and another run holds its lock.",
    effect: "Nothing was done.",
    remedy:
      "Wait for the other run to end, or let rdump wait:\n    rdump apply --wait 10m\nIf the run was on another host or in another container and is certainly dead, remove its lock:\n    rdump unlock RUN",
  },
  "lock-none": {
    summary: "There is no lock",
    cause: "`rdump unlock` found no lock in the state directory.",
    effect: "Nothing was changed.",
    remedy: "Nothing needs to be done: the next run can start.",
  },
  "lock-other-run": {
    summary: "Another run holds the lock",
    cause: "`rdump unlock` was given a run, and another run holds the lock.",
    effect: "The lock stays.",
    remedy: "Look which run holds it:\n    rdump lock",
  },
  "lock-unreadable": {
    summary: "Cannot read the lock",
    cause: "The lock file has a content that rdump does not write, or this user has no permission to read it.",
    effect: "No run can start, because rdump cannot know whether another one is running.",
    remedy:
      "Correct the permissions. If the content is damaged, make sure that no rdump is running, then remove the file `STATE/lock`.",
  },
});
