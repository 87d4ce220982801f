import type { CodeText } from "@rdump/core/provider";

/** About the record of the machine in archives. */
export const MACHINE = {
  "machine-record-incomplete": {
    summary: "Machine record is incomplete",
    cause:
      "A tool that describes disks, volume groups, pools or LUKS devices failed, or a file could not be read. Usually rdump does not run as root.",
    effect: "The archives are made, and their machine record lacks the named parts.",
    remedy: 'Run rdump as root, or declare `privilege: "sudo"`. If the tool fails as root too, repair what it reports.',
  },
  "machine-record-not-written": {
    summary: "Cannot write the machine record",
    cause: "The record could not be written beside the surefile of the volume.",
    effect: "The archives of this run have no machine record. `rdump bootstrap` uses an older archive.",
    remedy:
      "Correct the reported cause: free space, or permissions in the volume. If the volume can never be written, declare `machineRecord: false`.",
  },
} satisfies { readonly [code: string]: CodeText };
