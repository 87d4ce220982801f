import { register } from "../diagnostics/register.ts";

export const HOOK = register({
  "hook-failed": {
    summary: "A hook failed",
    cause:
      "A command of the volume's `hooks` did not start, ended with a status other than 0, took longer than `limits.time`, or was ended by a signal.",
    effect:
      "If `before` failed, the volume is not read in this run and gets no new point. `after` runs in any case. If `after` failed, the points of this run are complete, but the change that `before` made can still be in place.",
    remedy:
      "Run the command by hand as the same user, with RDUMP_VOLUME and RDUMP_RUN set, and correct the reported error. If `after` failed, check the services and files that it restarts or removes. Then apply again.",
  },
});
