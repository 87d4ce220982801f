/** What the machine in the lab has, beside Debian's smallest base and OpenZFS. */
export const GUEST_PACKAGES = [
  // The base of a machine.
  ...["udev", "kmod", "iproute2", "procps", "psmisc", "mount", "util-linux", "sudo", "diffutils"],
  ...["openssh-server", "openssh-client", "acl", "attr", "libcap2-bin", "zstd", "strace", "time"],
  // Volumes and file systems.
  ...["lvm2", "dmsetup", "dmeventd", "thin-provisioning-tools"],
  ...["e2fsprogs", "xfsprogs", "dosfstools", "btrfs-progs"],
  // What makes the backups.
  ...["borgbackup", "restic", "rclone", "rsync", "dump", "xfsdump"],
  // The last two give rdiff-backup ACLs and extended attributes.
  ...["rdiff-backup", "python3-pylibacl", "python3-pyxattr"],
  // What Node, OpenZFS and borg 1.4 link to.
  ...["libstdc++6", "libatomic1", "libssl3", "libtirpc3", "python3", "python3-packaging", "python3-msgpack"],
] as const;
