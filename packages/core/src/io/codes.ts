import { register } from "../diagnostics/register.ts";

export const IO = register({
  "no-lifeline": {
    summary: "Child processes can outlive rdump",
    cause:
      "The command `setpriv` of util-linux is missing. rdump starts borg, rsync and other readers through it, so that the kernel ends them when rdump ends.",
    effect:
      "When rdump is killed by `kill -9`, borg and rsync go on. They can hold a repository locked and disturb the next run. A run that ends by itself is not affected.",
    remedy: "Install util-linux. The `setpriv` of BusyBox is not enough:\n    apt-get install util-linux",
  },
  "no-mount-table": {
    summary: "Mount table is missing",
    cause: "`/proc` is not mounted, for example in a chroot or in a small container.",
    effect: "Nothing was done: without `/proc`, rdump does not know which file systems are mounted.",
    remedy: "Mount `/proc`, then repeat the command:\n    mount -t proc proc /proc",
  },
});

/** Codes of files that only root or the caller may be able to change: docs/security.md. */
export const TRUST = register({
  "cache-untrusted": {
    summary: "Cache directory is not trusted",
    cause:
      "The `cacheDir` of a repository belongs to another user, or another user can write or replace it. borg's cache says which files have not changed.",
    effect: "Nothing was executed: with a forged cache, borg could leave out changed files.",
    remedy:
      'Use a directory that only root or the caller can write, for example `cacheDir: "/var/cache/rdump-borg"`, or run the command that the diagnostic prints.',
  },
  "config-untrusted": {
    summary: "Config is not trusted",
    cause:
      "The config belongs to another user. Or another user can write or replace the config, or a directory above it.",
    effect: "Nothing was executed: a config contains commands (hooks, passphrase commands) that rdump runs.",
    remedy:
      "Read the config. If every line of it is wanted, install it where only root can write:\n    install -D -o root -m 0600 -t /etc/rdump/ rdump.json5\nName the config with `--config /etc/rdump/rdump.json5`, or start rdump in a directory without `./rdump.json5`. `rdump lint` checks a config of any user, because it executes nothing.",
  },
  "environment-untrusted": {
    summary: "Environment is not trusted",
    cause:
      "`$HOME`, `$XDG_CONFIG_HOME` or `$XDG_CACHE_HOME` leads to a directory that another user owns, or can write or replace. borg, rsync and Python read settings and code from there.",
    effect: "Nothing was executed.",
    remedy:
      "Set the variable to a directory of the calling user, or unset it. The diagnostic prints the exact command.",
  },
  "program-untrusted": {
    summary: "Another user can change a program that rdump runs",
    cause:
      "A hook or a passphrase command names a program that belongs to another user, or that another user can write or replace.",
    effect: "rdump runs the program. The user who can change it can run any command with the rights of rdump.",
    remedy: "Install the program where only root can write, for example in `/usr/local/bin`, and name that path.",
  },
  "repository-untrusted": {
    summary: "Repository is not trusted",
    cause:
      "A local repository belongs to another user. Or another user can write or replace the repository, or a directory above it. borg follows symbolic links in a repository, so that user can make borg write to other files.",
    effect:
      "If this is an error, nothing was executed. It is only a warning, and the repository is used, if borg does not run as root, or if the repository is on NFS, SMB, FUSE or FAT. On these file systems, owner and mode do not show which users of this machine can write.",
    remedy:
      "Run the command that the diagnostic prints. On FAT, exFAT and NTFS, mount the disk with `uid=0,umask=077`. A repository for several users belongs behind `ssh` and `borg serve`.",
  },
  "scratch-untrusted": {
    summary: "Scratch directory is not trusted",
    cause:
      "`scratch.mount` belongs to another user. Or another user can write or replace this directory, or a directory above it. rdump creates this directory as root, closes it with mode 0700, and mounts snapshots below it.",
    effect: "Nothing was executed: through a symbolic link, root would change the mode of another directory.",
    remedy: 'Use a directory that only root can create and replace, for example `scratch: { mount: "/run/rdump" }`.',
  },
  "secret-untrusted": {
    summary: "Secret file is not trusted",
    cause:
      "A passphrase file, key file or address file belongs to another user, or another user can write or replace it.",
    effect: "Nothing was executed: that user could choose the secret, for example the key of a new repository.",
    remedy:
      "Move the secret to a file that only root or the caller can write:\n    install -D -o root -m 0600 -t /etc/rdump/ FILE",
  },
  "state-untrusted": {
    summary: "State directory is not trusted",
    cause:
      "The state directory, or a journal in it, belongs to another user, or another user can write or replace it. Journals name the objects that rdump cleans up, and the commands for that.",
    effect: "Nothing was executed.",
    remedy:
      'Use a state directory that only root or the caller can write, for example `stateDir: "/var/lib/rdump"`. Use an existing directory only if you trust every file in it.',
  },
});
