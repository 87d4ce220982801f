import type { ConfigCode } from "./codes.ts";

/** More than a finding has room for: why the loader will not go on, and what to do. */
export const CONFIG_EXPLANATIONS: { readonly [code in ConfigCode]: string } = {
  "config-too-large":
    "A config is read whole, and at most 1 MiB of it. A file that is larger is hardly a config: look at what the path leads to.",
  "config-not-utf8":
    "The bytes of the file are not UTF-8, so that it cannot be told which characters names and paths in it have. Save it as UTF-8.",
  "config-too-deep": "No config needs more than 100 brackets in each other. Look for a bracket that is never closed.",
  "config-syntax":
    "The text cannot be read as JSON5. The place is where reading stopped; the cause is there or just before it: a comma, a colon, a quote or a bracket.",
  "config-duplicate-key":
    "JSON5 lets a key stand twice, and most readers silently take the second. rdump does not guess which of two declarations of a backup was meant.",
  "config-not-finite":
    "`NaN`, `Infinity` and numbers beyond all bounds are numbers to JSON5, and of no use in a config.",
  "config-lone-surrogate":
    "An escape like `\\ud800` is half of a character. No file, dataset or host can have it in its name.",
  "config-too-many":
    "After 10,000 errors the rest is counted and not listed. Correct the first errors; many others follow from them.",
  "config-newer-version":
    "The config says that it is written for a newer rdump. It is refused as a whole: what a key means may have changed.",
  "config-unknown-key":
    "A key that is not known may be a misspelled one that was to protect something, so it is never passed over.",
  "config-missing-key": "Something that has no default is not declared.",
  "config-wrong-type":
    "The value is of another kind than the key wants: a text for a list, a number for a text. A command is a list of arguments, never one text, since no shell reads it.",
  "config-not-allowed": "The key takes one of a few words, and this is none of them.",
  "config-out-of-range": "The number is smaller or larger than the key allows, or something that must not be empty is.",
  "config-wrong-shape":
    "The text departs from the schema in a way that has no words of its own. Please report it with the part of the config that it is about.",
  "config-either-or":
    "Of some keys exactly one must stand: `mount` or `path` of a plain source, `command` or `file` of a passphrase, `dataset` or `path` of a mirror.",
  "config-keep-without-history":
    "A mirror in a directory and a clone have one current state, so that keep rules have nothing to choose from.",
  "config-secret-in-text":
    "The secret itself stands where the place of the secret belongs. It is refused, and not repeated anywhere. Put it into a file that only its owner can read, name that file, and change the secret if the config was ever shared.",
  "config-unknown-policy": "`keep` names a policy that `policies` does not declare.",
  "config-unknown-repository": "`archives` name a repository that `repositories` does not declare.",
  "config-unknown-ssh-host":
    "A replica's host must be declared in `ssh`, so that a misspelled one is an error at once and not a time-out at night. `{}` is enough where ssh's own configuration knows the rest.",
  "config-unknown-verify-source":
    "A test restore reads from one of the volume's own targets, and this is none of them.",
  "config-bad-name":
    "Names of owners, volumes, policies and repositories become parts of the names of snapshots, archives, LVM tags and files, so they hold only what all of these take.",
  "config-bad-path":
    "A path is written whole, from the root, without `.` and `..` and without control characters: it means the same wherever rdump is called from.",
  "config-bad-dataset": "ZFS would refuse a dataset of this name, or it names a snapshot or a bookmark.",
  "config-bad-lvm-name": "LVM would refuse this name, or uses it itself. Write it as `lvs` shows it.",
  "config-bad-host": "This can be no host: ssh would take it for something else, or for an option.",
  "config-bad-user": "This can be no user name or mail address.",
  "config-bad-address":
    "An address of a webhook or of a ping service begins with `https://` or `http://`, and stands better in a file of its own.",
  "config-bad-argument":
    "An argument of a command cannot hold a NUL character, and the command itself cannot be empty.",
  "config-bad-size":
    "Sizes and rates are a number and a unit (`5 GiB`, `10 MiB/s`); a snapshot's size can be a part of its origin (`10%ORIGIN`).",
  "config-bad-percent": "A part of the whole is written as a number from 0 to 100 and `%`.",
  "config-bad-duration":
    "A length of time is a whole number and `m`, `h`, `d` or `w`, more than nothing and less than a hundred years.",
  "config-bad-every": "A schedule is `hourly`, `daily`, `weekly`, `monthly`, `yearly`, or a length of time.",
  "config-bad-timezone":
    "A time zone is a name of the IANA database. An offset says nothing of summer time, and days would begin at the wrong hour half of the year.",
  "config-bad-exclude":
    "The exclude would leave out everything, or cannot have the same meaning in every tool. The language is in docs/configuration.md, under exclude.",
  "config-bad-location":
    "A repository is at an absolute path, at `ssh://user@host/path` or at `user@host:path`; placeholders in braces and `::` mean something else to borg.",
  "config-bad-compression": "borg would refuse this compression.",
  "config-bad-remote-path": "A shell on the other side reads this, so it holds only what no shell gives a meaning.",
  "config-no-id":
    "Without `id`, the host's name says who owns the points; this host's name cannot be part of a mark. Declare `id`, and never change it on a living config.",
  "config-no-state-dir":
    "Without root and without `HOME` or `XDG_STATE_HOME` there is no place for journals and history. Declare `stateDir`.",
  "config-no-passphrase":
    "borg asks for the passphrase of an encrypted repository, and at night nobody answers. Say which command prints it, or which file holds it.",
  "config-needs-zfs":
    "Snapshots, replicas and clones are made by ZFS, and the volume's source is not a dataset. A mirror into a `dataset` has snapshots, and can have `replicas`.",
  "config-mirror-outside-mount":
    "`mount` must be the mount point that the mirror's `path` is on, or it would guard nothing.",
  "config-same-target":
    "Two targets of one volume have the same address, and so would keep the same points by two sets of rules, each undoing the other.",
  "config-exclude-hides-surefile":
    "The integrity record is what a restore is proven by, and this exclude would keep it out of every backup.",
};
