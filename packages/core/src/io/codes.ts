import { register } from "../diagnostics/register.ts";

export const IO = register({
  "no-lifeline": {
    summary: "Child processes can outlive rdump",
    cause:
      "The command `setpriv` of util-linux is missing. rdump starts borg, rsync and other readers through it, so that the kernel ends them when rdump ends.",
    effect:
      "When rdump is killed by `kill -9`, borg and rsync go on. They can hold a repository locked and disturb the next run. A run that ends by itself is not affected.",
    remedy: "Install util-linux; the `setpriv` of BusyBox is not enough.",
  },
});
