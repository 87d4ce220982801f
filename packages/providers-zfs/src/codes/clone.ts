import type { CodeText } from "@rdump/core/provider";

/** About declared clones, and about clones from which rdump reads files. */
export const CLONE = {
  "zfs-clone-aside": {
    summary: "Clone was put aside",
    cause:
      "Another program made a recursive snapshot of the pool while rdump read from a clone. A clone with snapshots cannot be destroyed, so rdump unmounted and renamed it.",
    effect:
      "Points are made as usual. The clone and its origin hold space. After three such clones of a volume, this volume is not archived or mirrored.",
    remedy:
      "Destroy the snapshot that the diagnostic names; the next run then destroys the clone. Exclude the scratch dataset from the other program.",
  },
  "zfs-scans-stopped": {
    summary: "Too many clones were put aside",
    cause: "Three clones of the volume have snapshots of another program, so rdump cannot destroy them.",
    effect: "The volume is not archived or mirrored. Its snapshots and replicas are made as usual.",
    remedy:
      "Destroy the clones with the snapshots of the other program, by the commands of the diagnostic. Exclude the scratch dataset from the other program.",
  },
  "zfs-clone-changed": {
    summary: "Changed clone is not renewed",
    cause: 'Users changed files in a declared clone, or made snapshots or datasets in it. `renew` is `"ask"`.',
    effect: "The clone stays as it is and is not renewed.",
    remedy:
      'To discard changes in each run, declare `renew: "discard"`. To discard them once, destroy the clone; the next run makes a new clone:\n    zfs destroy CLONE',
  },
  "zfs-clone-foreign": {
    summary: "Clone name is already taken",
    cause: "A dataset with the name of the clone exists and does not have the mark of this config.",
    effect: "rdump does not change that dataset, so the clone cannot be made.",
    remedy: "Rename that dataset, or declare another one (`clones` or `scratch.dataset`).",
  },
  "zfs-clone-other-machine": {
    summary: "Clone belongs to another machine",
    cause:
      "The dataset has the `id` of this config and the digest of another machine: two machines have the same `id`, or this machine replaces the other one, or its machine id changed.",
    effect: "The clone is not changed or renewed.",
    remedy:
      "If both machines are in use, declare another `id` on one of them. If this machine replaces the other one:\n    rdump takeover ADDRESS",
  },
  "zfs-clone-no-clone": {
    summary: "Declared clone is not a clone of a snapshot of rdump",
    cause: "The dataset is not a clone: it was promoted, or it was made in another way.",
    effect: "rdump does not change or renew the dataset.",
    remedy: "Rename the dataset. The next run makes a new clone:\n    zfs rename CLONE NEWNAME",
  },
  "zfs-clone-not-made": {
    summary: "Cannot create or renew the clone",
    cause: "A step failed, or the clone changed after the plan was made. The diagnostic has the reason.",
    effect: "The clone stays as it was where possible. Nothing was forced.",
    remedy: "Correct the reported error, then apply again.",
  },
  "zfs-clone-shared": {
    summary: "Clone is shared because of an inherited property",
    cause: "The clone inherits `sharenfs` or `sharesmb`, so its files are exported to other hosts.",
    effect: "Other hosts can read the files in the clone over the network, until the clone is renewed.",
    remedy: "To stop sharing the clone now:\n    zfs set sharenfs=off sharesmb=off CLONE",
  },
  "zfs-not-cloned": {
    summary: "Cannot create the clone to read from",
    cause: "`zfs clone` failed. The diagnostic has the last messages of the command.",
    effect: "Nothing was read. The volume is not archived or mirrored in this run; its snapshot is kept.",
    remedy: "Correct the reported error, then apply again.",
  },
  "zfs-not-read-only": {
    summary: "Cannot make a clone read-only before its renewal",
    cause: "rdump makes a clone read-only and checks it for changes before a renewal. `zfs set readonly=on` failed.",
    effect: "The clone is not renewed.",
    remedy: "Correct the reported error, then apply again.",
  },
  "zfs-stays-read-only": {
    summary: "Cannot make a clone writable again",
    cause:
      "rdump made the clone read-only to renew it. The clone was not renewed, and then `zfs set readonly=off` failed.",
    effect: "Users of the clone cannot write to it.",
    remedy: "Make the clone writable:\n    zfs set readonly=off CLONE",
  },
} satisfies { readonly [code: string]: CodeText };
