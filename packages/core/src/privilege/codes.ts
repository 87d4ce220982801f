import { register } from "../diagnostics/register.ts";

export const PRIVILEGE = register({
  "privilege-refused": {
    summary: "sudo refused to run a command",
    cause:
      '`privilege: "sudo"` is declared. sudo is not installed, requires a password, or does not allow this command to this user. rdump cannot enter a password.',
    effect:
      "The command did not run, and the actions that need it fail. If the command lists points, the list is incomplete: no point is destroyed in the groups that could not be listed.",
    remedy:
      "Allow this user to run the command, in sudoers with `NOPASSWD`. Or run rdump as root. All commands that need root are shown by:\n    rdump plan --verbose",
  },
});
