import { register } from "../diagnostics/register.ts";

export const APPLY = register({
  "apply-left-out": {
    summary: "Skipped: a required point is missing",
    cause: "The action needs a point that an earlier action of this run should have made, and the point was not found.",
    effect: "Only this action is skipped. It is planned again in the next run.",
    remedy: "Read the diagnostics of the earlier action, correct the reported cause, and apply again.",
  },
  "apply-link-refused": {
    summary: "Path leads through a link that others can replace",
    cause:
      "During the run, a user other than root and the caller put a symbolic link into a path that the action uses.",
    effect: "The action failed, and the target of the link was not used. Other volumes go on.",
    remedy: "Find out from that user why the directory was replaced. Then apply again.",
  },
  "apply-skipped": {
    summary: "Skipped: a step it depends on failed",
    cause: "An action or a scope that this action needs has failed or was skipped.",
    effect: "The action was not done. Independent actions go on.",
    remedy: "Correct the failed step: its diagnostic is in the same report. Then apply again.",
  },
  "apply-stopped": {
    summary: "The run was interrupted",
    cause: "rdump received a signal (SIGINT, SIGTERM, SIGHUP), or its terminal was closed.",
    effect: "No further action starts, and open scopes are closed. Points that were already complete are kept.",
    remedy: "Apply again when convenient: the next run does everything that is still due.",
  },
  "apply-withheld": {
    summary: "Deletion requires confirmation",
    cause:
      "A guard stopped the deletion, and it was not confirmed: the deletion exceeds `limits.destroy`, the source lost files, or a check failed. A loss in the source can also be found during the run.",
    effect: "The points are kept. The deletion is planned again in the next run.",
    remedy:
      "Plan again and read which points the plan names. If these points can be deleted, confirm their exact number:\n    rdump apply --allow-destroy N",
  },
  "internal-error": {
    summary: "Error in rdump itself",
    cause: "A part of rdump ended with an unexpected error. This is a bug in rdump.",
    effect: "The action failed. Open scopes are closed, and other volumes go on.",
    remedy: "Report the whole message, with the config if it can be shared. Then apply again.",
  },
  "lock-alive": {
    summary: "The holder of the lock is running",
    cause:
      "The lock belongs to a process that is running on this machine. `rdump unlock` removes only the lock of a dead run.",
    effect: "The lock stays.",
    remedy: "Wait for the run to end, or interrupt its process with `kill -INT PID`.",
  },
  "lock-held": {
    summary: "Another run holds the lock",
    cause: "A state directory allows one run at a time, and another run holds its lock.",
    effect: "Nothing was done.",
    remedy:
      "Wait for the other run to end, or let rdump wait:\n    rdump apply --wait 10m\nIf the run was on another host or in another container, make sure that it has ended. Then remove its lock:\n    rdump unlock RUN",
  },
  "lock-none": {
    summary: "There is no lock",
    cause: "`rdump unlock` found no lock in the state directory.",
    effect: "Nothing was changed.",
    remedy: "No action is needed: the next run can start.",
  },
  "lock-other-run": {
    summary: "The named run does not hold the lock",
    cause: "The lock belongs to another run than the run that was given to `rdump unlock`.",
    effect: "The lock stays.",
    remedy: "To show the run that holds the lock:\n    rdump lock",
  },
  "lock-unreadable": {
    summary: "Cannot read the lock",
    cause: "The content of the lock file is not valid, or this user has no permission to read the file.",
    effect: "No run can start, because rdump cannot know whether another one is running.",
    remedy:
      "Correct the permissions. If the content is damaged, make sure that no rdump is running, then remove the file `STATE/lock`.",
  },
});
