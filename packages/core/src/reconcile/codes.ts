import { register } from "../diagnostics/register.ts";

export const RECONCILE = register({
  "lock-elsewhere": {
    summary: "A run on another host or container holds the lock",
    cause:
      "The lock of the state directory was taken on another host or in another PID namespace. From here rdump cannot know whether that run is alive.",
    effect: "The plan is shown. Open scopes of the other run are not treated as leftovers.",
    remedy: "Wait for that run to end. If it is certainly dead, remove its lock:\n    rdump unlock RUN",
  },
  "run-at-work": {
    summary: "Another run is in progress",
    cause: "Another rdump holds the lock of the state directory and is running.",
    effect:
      "The plan shows what is due at this moment. Snapshots, mounts and other scopes of the running run are not treated as leftovers.",
    remedy: "No action is needed. To start a run when the other run has ended:\n    rdump apply --wait 10m",
  },
  "state-not-writable": {
    summary: "Cannot write to the state directory",
    cause: "The lock or the journal could not be created: no space, no permission, or a read-only file system.",
    effect: "The run did not start: without a lock and a journal a killed run could not be cleaned up.",
    remedy: "Free space, correct the permissions, or declare another `stateDir`. Then apply again.",
  },
});
