import type { CodeText } from "../../diagnostics/register.ts";
import { NO_PLAN } from "./effects.ts";

/** About parts of a config that refer to each other, or contradict each other. */
export const REFERENCES = {
  "config-adopted-twice": {
    summary: "Point is adopted by two groups",
    cause: "Two groups of one repository or dataset adopt the same point in `adopted`.",
    effect: NO_PLAN,
    remedy: "Remove the point from one of the two groups. If a pattern names it, use a narrower pattern.",
  },
  "config-adopted-file": {
    summary: "File of adopted points is damaged",
    cause:
      "The file beside the config, `NAME.adopted.json`, does not have the format that `rdump adopt` writes. The file says which points the patterns of `adopted` name.",
    effect: NO_PLAN,
    remedy: "Remove the file, then write it again:\n    rdump adopt ADDRESS PATTERN --write",
  },
  "config-record-without-integrity": {
    summary: "Machine record requires integrity data",
    cause: "`machineRecord: true` and `integrity: false` are declared for one volume.",
    effect: NO_PLAN,
    remedy: "Remove `integrity: false`, or declare `machineRecord` for another volume.",
  },
  "config-unknown-policy": {
    summary: "Unknown policy",
    cause: "`keep` names a policy that `policies` does not declare.",
    effect: NO_PLAN,
    remedy: "Correct the name, or declare the policy.",
  },
  "config-unknown-repository": {
    summary: "Unknown repository",
    cause: "`archives` names a repository that `repositories` does not declare.",
    effect: NO_PLAN,
    remedy: "Correct the name, or declare the repository.",
  },
  "config-unknown-ssh-host": {
    summary: "Unknown ssh host",
    cause: "A replica names a host that `ssh` does not declare. The name may be misspelled.",
    effect: NO_PLAN,
    remedy:
      "Declare the host in `ssh`. The value `{}` is enough if the configuration of ssh has the user, the port and the key.",
  },
  "config-unknown-verify-source": {
    summary: "Unknown target of a proof",
    cause: "`from` in `verify` names a place that is not a target of this volume.",
    effect: NO_PLAN,
    remedy: "Write a repository, dataset or path of one of the volume's targets.",
  },
  "config-no-id": {
    summary: "Config has no owner",
    cause:
      "The config has no `id`, so the host name is the owner of all points. But the name of this host contains characters that a mark cannot contain.",
    effect: NO_PLAN,
    remedy: "Declare `id`. Do not change it afterwards: points belong to the `id` that made them.",
  },
  "config-no-state-dir": {
    summary: "No state directory",
    cause: "rdump does not run as root, and neither `HOME` nor `XDG_STATE_HOME` is set.",
    effect: "No journal and no record of points can be written. No plan is made, and nothing is backed up.",
    remedy: "Declare `stateDir`, or set `HOME`.",
  },
  "config-needs-zfs": {
    summary: "Target requires a ZFS source",
    cause: "Snapshots, replicas and clones require ZFS, and the source of the volume is not a dataset.",
    effect: NO_PLAN,
    remedy:
      "Remove the target, or mirror the volume into a `dataset`: such a mirror has snapshots and can have `replicas`.",
  },
  "config-mirror-outside-mount": {
    summary: "Mirror is not below its mount point",
    cause: "`path` of the mirror is not below its `mount`, so the check of the mount would protect nothing.",
    effect: NO_PLAN,
    remedy: "Declare the mount point that contains the path.",
  },
  "config-disks-without-mount": {
    summary: "`disks` of a mirror requires `mount`",
    cause: "`disks` names the file systems that alternate at `mount`, and the mirror declares no `mount`.",
    effect: NO_PLAN,
    remedy: "Declare the mount point that contains the path of the mirror.",
  },
  "config-optional-without-mount": {
    summary: "Optional disk of a mirror requires its mount point",
    cause:
      'A mirror has `presence: "optional"` and no `mount`. rdump needs the mount point to know whether the disk is connected.',
    effect: NO_PLAN,
    remedy: "Declare the mount point that contains the path of the mirror.",
  },
  "config-grace-without-optional": {
    summary: "`grace` requires an optional disk",
    cause:
      '`grace` limits how long an optional disk can be absent. This disk is required, because `presence: "optional"` is not declared.',
    effect: NO_PLAN,
    remedy: 'Declare `presence: "optional"`, or remove `grace`.',
  },
  "config-same-target": {
    summary: "Duplicate target",
    cause: "Two targets of a volume have the same address, so two sets of keep rules would apply to the same points.",
    effect: NO_PLAN,
    remedy: "Remove one of the two.",
  },
  "config-serve-keep": {
    summary: "Keep rules of a sender cannot be used",
    cause:
      "`keep` in `serve` makes this host expire the points of a sender. It requires the `machine` of the sender and a name that no volume has, and cannot be combined with `destroy`. It needs a rule of time: the sender alone decides how many points it makes, so with `last` alone an intruder could expire all older points. `every` and `machine` require `keep`.",
    effect: NO_PLAN,
    remedy: "Correct the keys of the sender. `docs/replicas.md` has an example.",
  },
  "config-bad-machine": {
    summary: "Invalid digest of a machine",
    cause: "`takenOver` and `serve` name machines by the digest in their marks: 16 hex digits.",
    effect: NO_PLAN,
    remedy: "Copy the digest from the output of `rdump plan`, or let rdump write the line:\n    rdump takeover ADDRESS",
  },
  "config-bad-move": {
    summary: "Invalid entry of `moved`",
    cause:
      "The new name of an entry is not declared, or the old name is still declared, or two entries have the same old name.",
    effect: NO_PLAN,
    remedy: "Correct the names. An entry is needed as long as points with the old name exist.",
  },
  "config-exclude-hides-surefile": {
    summary: "Exclude leaves out the integrity data",
    cause: "An exclude matches the surefile of the volume. A restore cannot be proven without this file.",
    effect: NO_PLAN,
    remedy: "Narrow the exclude, move the surefile (`integrity: { surefile: … }`), or declare `integrity: false`.",
  },
} satisfies { readonly [code: string]: CodeText };
