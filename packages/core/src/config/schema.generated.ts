// biome-ignore-all format: written by `npm run schema`
// biome-ignore-all lint: written by `npm run schema`
/** The schema of rdump.json5 as a module, so that a bundle holds it. The same as schemas/config.v1.json. */
export const configSchema = (): { readonly [keyword: string]: unknown } => ({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "title": "rdump.json5",
  "description": "The text of an rdump.json5.",
  "type": "object",
  "properties": {
    "$schema": {
      "description": "The path of the JSON Schema, for editors.",
      "type": "string"
    },
    "version": {
      "description": "The version of this language.",
      "type": "number",
      "const": 1
    },
    "include": {
      "description": "Files with parts of the config. Paths are relative to this file. This file overrides the files that it includes, and a later file overrides an earlier one: objects merge, other values and lists replace, and `null` removes a key.",
      "examples": [
        [
          "policies.json5"
        ]
      ],
      "type": "array",
      "items": {
        "type": "string"
      }
    },
    "hosts": {
      "description": "Overrides of this file by the name of the host. A host without an entry cannot use the config.",
      "type": "object",
      "additionalProperties": {
        "$ref": "#/definitions/OverrideText"
      }
    },
    "id": {
      "description": "The owner of the points of this config; part of every mark of rdump. Letters, digits, `.`, `_`, `-`. Default: the host name.",
      "examples": [
        "joke"
      ],
      "type": "string"
    },
    "machine": {
      "description": "A name for this machine, where /etc/machine-id is empty or missing (containers). Points of the same `id` from another machine are foreign. Default: the machine id.",
      "examples": [
        "joke-container"
      ],
      "type": "string"
    },
    "formerIds": {
      "description": "Earlier values of `id`. Points, mirrors and results with these ids count as own.",
      "examples": [
        [
          "old-name"
        ]
      ],
      "type": "array",
      "items": {
        "type": "string"
      }
    },
    "moved": {
      "description": "Volumes and repositories that had another name. Points and results of the old name count for the new one.",
      "type": "array",
      "items": {
        "$ref": "#/definitions/MovedText"
      }
    },
    "takenOver": {
      "description": "Other machines whose points with this `id` count as own. `rdump takeover` adds the lines.",
      "type": "array",
      "items": {
        "$ref": "#/definitions/TakenOverText"
      }
    },
    "timezone": {
      "description": "The IANA time zone of schedules and keep rules. Default: the time zone of the system.",
      "examples": [
        "Europe/Berlin",
        "UTC"
      ],
      "type": "string"
    },
    "stateDir": {
      "$ref": "#/definitions/AbsolutePathText",
      "description": "The directory of journals and of the record of points. Default: `/var/lib/rdump`; without root `$XDG_STATE_HOME/rdump`.",
      "examples": [
        "/var/lib/rdump"
      ]
    },
    "privilege": {
      "description": "`sudo`: adds `sudo` to the commands that need root, and to no others.",
      "default": "none",
      "enum": [
        "none",
        "sudo"
      ],
      "type": "string"
    },
    "limits": {
      "$ref": "#/definitions/LimitsText"
    },
    "notify": {
      "$ref": "#/definitions/NotifyText"
    },
    "metrics": {
      "$ref": "#/definitions/AbsolutePathText",
      "description": "A file for metrics, for the node exporter of Prometheus.",
      "examples": [
        "/var/lib/prometheus/node-exporter/rdump.prom"
      ]
    },
    "scratch": {
      "$ref": "#/definitions/ScratchText"
    },
    "ssh": {
      "description": "Hosts that are reached by ssh, by name.",
      "type": "object",
      "additionalProperties": {
        "$ref": "#/definitions/SshHostText"
      }
    },
    "serve": {
      "description": "Senders on other hosts whose replicas this host receives, by the name that `rdump ssh-serve NAME` gets.",
      "type": "object",
      "additionalProperties": {
        "$ref": "#/definitions/ServeText"
      }
    },
    "policies": {
      "description": "Keep rules with a name, for `keep: \"NAME\"`.",
      "type": "object",
      "additionalProperties": {
        "$ref": "#/definitions/KeepText"
      }
    },
    "repositories": {
      "description": "The repositories of archives, by name.",
      "type": "object",
      "additionalProperties": {
        "$ref": "#/definitions/RepositoryText"
      }
    },
    "adopted": {
      "description": "Points that rdump did not make, and that count as own, by the address of their group. `rdump adopt` prints the lines.",
      "examples": [
        {
          "home.archives[\"offsite\"]": [
            {
              "names": "home-2025-*"
            },
            {
              "id": "0f1e2d"
            }
          ]
        }
      ],
      "type": "object",
      "additionalProperties": {
        "type": "array",
        "items": {
          "$ref": "#/definitions/AdoptedText"
        }
      }
    },
    "pinned": {
      "description": "Points that the keep rules do not expire, by the address of their group. `rdump pin` prints the lines.",
      "examples": [
        {
          "home.archives[\"offsite\"]": [
            {
              "id": "0f1e2d",
              "until": "2027-01-31"
            }
          ]
        }
      ],
      "type": "object",
      "additionalProperties": {
        "type": "array",
        "items": {
          "$ref": "#/definitions/PinText"
        }
      }
    },
    "volumes": {
      "description": "The volumes to back up, by name. Names are letters, digits, `.`, `_`, `-`.",
      "type": "object",
      "additionalProperties": {
        "$ref": "#/definitions/VolumeText"
      }
    }
  },
  "additionalProperties": false,
  "required": [
    "version",
    "volumes"
  ],
  "definitions": {
    "AbsolutePathText": {
      "description": "A path from the root of the file system. `~`, globs and environment variables are not expanded.",
      "pattern": "^/",
      "type": "string"
    },
    "AdoptedText": {
      "description": "A point that rdump did not make, or several of them. Exactly one of the two keys.",
      "type": "object",
      "properties": {
        "id": {
          "description": "The identity that borg or ZFS gave the point.",
          "type": "string"
        },
        "names": {
          "description": "A pattern of names, with `*`, `?` and `[...]`. `rdump adopt` resolves it into identities, in the file beside the config. Points that match and were not resolved do not count.",
          "type": "string"
        }
      },
      "additionalProperties": false
    },
    "ArchivesText": {
      "description": "Archives of the volume in a repository.",
      "type": "object",
      "properties": {
        "repository": {
          "description": "A name in `repositories`.",
          "type": "string"
        },
        "every": {
          "$ref": "#/definitions/EveryText",
          "description": "Schedule. Default: `levels.incremental` of the repository, else the finest unit of `keep`, else `daily`."
        },
        "keep": {
          "$ref": "#/definitions/KeepChoiceText",
          "description": "The archives to keep. Default: all."
        }
      },
      "additionalProperties": false,
      "required": [
        "repository"
      ]
    },
    "BorgRepositoryText": {
      "description": "A borg repository for archives.",
      "type": "object",
      "properties": {
        "type": {
          "description": "The type of the repository.",
          "type": "string",
          "const": "borg"
        },
        "location": {
          "description": "The location: a path, `ssh://user@host/path`, or `user@host:path`, without a password.",
          "minLength": 1,
          "examples": [
            "/mnt/backup/borg",
            "ssh://backup@nas.example/./joke"
          ],
          "type": "string"
        },
        "encryption": {
          "description": "The encryption. A new repository gets this mode, and a weaker existing repository is refused. Default: a new repository gets `repokey-blake2`, and an existing one can have any mode that encrypts.",
          "enum": [
            "authenticated",
            "authenticated-blake2",
            "keyfile",
            "keyfile-blake2",
            "none",
            "repokey",
            "repokey-blake2"
          ],
          "type": "string"
        },
        "passphrase": {
          "$ref": "#/definitions/PassphraseText"
        },
        "compression": {
          "description": "The compression of new data, in the syntax of `borg create --compression`.",
          "default": "lz4",
          "examples": [
            "zstd,6",
            "lz4",
            "none",
            "auto,zstd,10"
          ],
          "type": "string"
        },
        "uploadLimit": {
          "$ref": "#/definitions/RateText",
          "description": "The maximum upload rate of borg. Default: no limit."
        },
        "remotePath": {
          "description": "The borg command on the remote host.",
          "examples": [
            "borg1",
            "/usr/local/bin/borg"
          ],
          "type": "string"
        },
        "cacheDir": {
          "$ref": "#/definitions/AbsolutePathText",
          "description": "The directory for the caches of borg. Default: that of borg, `~/.cache/borg`."
        },
        "keyFile": {
          "$ref": "#/definitions/AbsolutePathText",
          "description": "The key file of a `keyfile` repository. Default: that of borg."
        },
        "disks": {
          "description": "The ids of the repositories on disks that alternate at the location, as `borg info` shows them. Each has its own archives and schedule. Another repository at the location is refused. Default: there is one repository.",
          "minItems": 1,
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "check": {
          "$ref": "#/definitions/UpkeepText",
          "description": "Schedule of `borg check`. Default: never."
        },
        "compact": {
          "description": "Schedule of `borg compact`, which frees the space of deleted archives. Default: weekly, if this config deleted archives since the last compaction. `false` turns it off.",
          "type": [
            "boolean",
            "object"
          ],
          "if": {
            "type": "object"
          },
          "then": {
            "$ref": "#/definitions/UpkeepText"
          }
        }
      },
      "additionalProperties": false,
      "required": [
        "location",
        "type"
      ]
    },
    "CloneText": {
      "description": "A writable clone of the newest snapshot.",
      "type": "object",
      "properties": {
        "dataset": {
          "$ref": "#/definitions/DatasetText"
        },
        "every": {
          "$ref": "#/definitions/EveryText",
          "description": "Schedule of the renewal. Default: `daily`."
        },
        "renew": {
          "description": "The treatment of a clone that users changed: `ask` reports it as overdue, with the command that renews it; `discard` discards the changes.",
          "default": "ask",
          "enum": [
            "ask",
            "discard"
          ],
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "dataset"
      ]
    },
    "DatasetMirrorText": {
      "description": "A dataset that rsync keeps equal to the volume, with a snapshot after each run.",
      "type": "object",
      "properties": {
        "dataset": {
          "$ref": "#/definitions/DatasetText"
        },
        "every": {
          "$ref": "#/definitions/EveryText",
          "description": "Schedule. Default: the finest unit of `keep`, else `daily`."
        },
        "keep": {
          "$ref": "#/definitions/KeepChoiceText",
          "description": "The snapshots of the mirror to keep. Default: all."
        },
        "compare": {
          "description": "How rsync detects a changed file: by size and time, or by its checksum, which also finds changes that keep size and time.",
          "default": "times",
          "enum": [
            "checksum",
            "times"
          ],
          "type": "string"
        },
        "archives": {
          "description": "Archives of the mirror, from its snapshot of this run.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/ArchivesText"
          }
        },
        "replicas": {
          "description": "Replicas of the mirror, from its snapshot of this run.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/ReplicaText"
          }
        }
      },
      "additionalProperties": false,
      "required": [
        "dataset"
      ]
    },
    "DatasetText": {
      "description": "The name of a ZFS dataset, pool first.",
      "examples": [
        "tank/backup/home"
      ],
      "type": "string"
    },
    "DirectoryMirrorText": {
      "description": "A directory that rsync keeps equal to the volume: one current state, without a history.",
      "type": "object",
      "properties": {
        "path": {
          "$ref": "#/definitions/AbsolutePathText",
          "description": "The directory. It must be empty or have the mark of this owner. Below a declared `mount`, a run creates it; elsewhere it must exist."
        },
        "mount": {
          "$ref": "#/definitions/AbsolutePathText",
          "description": "The mount point of `path`. Nothing is written unless a file system is mounted there.",
          "examples": [
            "/mnt/usb"
          ]
        },
        "disks": {
          "description": "The UUIDs of the file systems on disks that alternate at `mount`, as `lsblk --fs` shows them. Each has its own mirror. Another file system there is refused. Default: any file system.",
          "minItems": 1,
          "examples": [
            [
              "5f0ac7b0-0d6c-4d0e-9f0c-0f3f5c0f4a11",
              "0b7e3f5c-92f5-4a51-8d3e-8d0f7a1c2b33"
            ]
          ],
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "presence": {
          "description": "Whether the disk at `mount` is always connected. A run without an `optional` disk is no failure until the mirror is due for longer than `grace`.",
          "default": "required",
          "enum": [
            "optional",
            "required"
          ],
          "type": "string"
        },
        "grace": {
          "$ref": "#/definitions/DurationText",
          "description": "How long the mirror can be due while its optional disk is not connected. Default: one slot of its schedule.",
          "examples": [
            "7d"
          ]
        },
        "adopt": {
          "description": "Uses a directory that has files already, for example a copy that another program made. The copy replaces and deletes files there, within `limits.shrink`. A plan shows them.",
          "default": false,
          "type": "boolean"
        },
        "every": {
          "$ref": "#/definitions/EveryText",
          "description": "Schedule. Default: `daily`."
        },
        "compare": {
          "description": "How rsync detects a changed file: by size and time, or by its checksum, which also finds changes that keep size and time.",
          "default": "times",
          "enum": [
            "checksum",
            "times"
          ],
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "path"
      ]
    },
    "DirectoryRepositoryText": {
      "description": "A directory with a file for each archive.",
      "type": "object",
      "properties": {
        "type": {
          "description": "The type of the repository.",
          "type": "string",
          "const": "directory"
        },
        "location": {
          "$ref": "#/definitions/AbsolutePathText",
          "description": "The directory, on a disk of this machine. Its parent must exist. Files in it that rdump did not make stay untouched.",
          "examples": [
            "/mnt/backup/archives"
          ]
        },
        "format": {
          "description": "The format of the archives, each of them compressed by zstd: `tar` is GNU tar. `dump` stores a whole ext2, ext3 or ext4 of a source on LVM, and `xfsdump` a whole XFS, both without excludes. `xfsdump` has no `levels`.",
          "enum": [
            "dump",
            "tar",
            "xfsdump"
          ],
          "type": "string"
        },
        "compression": {
          "description": "The level of zstd, from 1 (fast) to 19 (small).",
          "type": "integer",
          "minimum": 1,
          "maximum": 19,
          "default": 3
        },
        "levels": {
          "description": "Incremental archives. Default: each archive is full.",
          "type": "object",
          "properties": {
            "full": {
              "$ref": "#/definitions/EveryText",
              "description": "The first archive of each such period is full. The other archives contain the changes since the previous archive."
            },
            "incremental": {
              "$ref": "#/definitions/EveryText",
              "description": "The schedule of targets in this repository that declare no `every`."
            }
          },
          "additionalProperties": false,
          "required": [
            "full",
            "incremental"
          ]
        },
        "disks": {
          "description": "The ids of the directories on disks that alternate at the location, from their file `rdump-directory.json`. Each has its own archives and schedule. Another directory at the location is refused. Default: there is one directory.",
          "minItems": 1,
          "type": "array",
          "items": {
            "type": "string"
          }
        }
      },
      "additionalProperties": false,
      "required": [
        "format",
        "location",
        "type"
      ]
    },
    "DurationText": {
      "description": "A duration: a whole number and `m` (minutes), `h` (hours), `d` (days) or `w` (weeks).",
      "pattern": "^[0-9]+[mhdw]$",
      "examples": [
        "90m",
        "6h",
        "30d",
        "2w"
      ],
      "type": "string"
    },
    "EveryText": {
      "description": "A schedule: a calendar period (`hourly`, `daily`, `weekly`, `monthly`, `yearly`) in the configured time zone, or a duration (`6h`, `30d`) whose periods are counted from 1970-01-01T00:00:00Z.",
      "pattern": "^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$",
      "examples": [
        "hourly",
        "daily",
        "weekly",
        "monthly",
        "yearly",
        "6h",
        "30d"
      ],
      "type": "string"
    },
    "FileSizeText": {
      "description": "A size with its unit.",
      "pattern": "^[0-9]+(\\.[0-9]+)? ?([KMGTP]i?B|B)$",
      "examples": [
        "256 MiB",
        "2 GB"
      ],
      "type": "string"
    },
    "HooksText": {
      "description": "Commands before and after the snapshot. No shell runs them.",
      "type": "object",
      "properties": {
        "before": {
          "description": "A command and its arguments, each an item of the list. It runs before the snapshot. If it fails, the volume is not backed up.",
          "minItems": 1,
          "examples": [
            [
              "systemctl",
              "stop",
              "indexer"
            ]
          ],
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "after": {
          "description": "A command and its arguments, each an item of the list. It always runs after the snapshot.",
          "minItems": 1,
          "examples": [
            [
              "systemctl",
              "start",
              "indexer"
            ]
          ],
          "type": "array",
          "items": {
            "type": "string"
          }
        }
      },
      "additionalProperties": false
    },
    "IntegrityText": {
      "description": "Settings of the integrity data.",
      "type": "object",
      "properties": {
        "surefile": {
          "description": "The path of the surefile, from the root of the volume.",
          "default": "2sure.dat.gz",
          "type": "string"
        },
        "hash": {
          "description": "The hash of each file.",
          "default": "sha1",
          "enum": [
            "sha1",
            "sha256"
          ],
          "type": "string"
        },
        "xattrs": {
          "description": "Records extended attributes and ACLs too.",
          "default": false,
          "type": "boolean"
        },
        "largest": {
          "description": "Files larger than this are recorded without a hash. A number and a unit. Default: every file is hashed.",
          "examples": [
            "500 GiB"
          ],
          "type": "string"
        },
        "snapshot": {
          "description": "Only ZFS: makes an additional snapshot `NAME-rsure` with the integrity data of the snapshot `NAME`.",
          "default": false,
          "type": "boolean"
        },
        "every": {
          "$ref": "#/definitions/EveryText",
          "description": "Schedule of the scan. Default: the finest schedule of the archives, mirrors and replicas."
        },
        "scrub": {
          "$ref": "#/definitions/ScrubText",
          "description": "Hashes files again that did not change, to find files that decay on the disk. Default: no."
        }
      },
      "additionalProperties": false
    },
    "KeepChoiceText": {
      "description": "A name in `policies`, or the rules themselves.",
      "type": [
        "string",
        "object"
      ],
      "if": {
        "type": "object"
      },
      "then": {
        "$ref": "#/definitions/KeepText"
      }
    },
    "KeepText": {
      "description": "The points to keep. Each rule counts periods that have a point, so a machine that was off loses no points. A point that no rule keeps is expired. Without rules no point expires.",
      "type": "object",
      "properties": {
        "last": {
          "description": "This number of newest points, of any age. Of several points of the same second, one counts.",
          "type": "integer",
          "minimum": 0,
          "maximum": 1000000,
          "examples": [
            3
          ]
        },
        "hourly": {
          "description": "The newest point of each hour, for this number of hours with a point.",
          "type": "integer",
          "minimum": 0,
          "maximum": 1000000,
          "examples": [
            24
          ]
        },
        "daily": {
          "description": "The newest point of each day, for this number of days with a point.",
          "type": "integer",
          "minimum": 0,
          "maximum": 1000000,
          "examples": [
            7
          ]
        },
        "weekly": {
          "description": "The newest point of each ISO week, for this number of weeks with a point.",
          "type": "integer",
          "minimum": 0,
          "maximum": 1000000,
          "examples": [
            4
          ]
        },
        "monthly": {
          "description": "The newest point of each month, for this number of months with a point.",
          "type": "integer",
          "minimum": 0,
          "maximum": 1000000,
          "examples": [
            12
          ]
        },
        "yearly": {
          "description": "The newest point of each year, for this number of years with a point.",
          "type": "integer",
          "minimum": 0,
          "maximum": 1000000,
          "examples": [
            5
          ]
        },
        "within": {
          "$ref": "#/definitions/DurationText",
          "description": "All points that are younger than this."
        }
      },
      "additionalProperties": false
    },
    "LimitsText": {
      "description": "Limits for deletions without confirmation, and for the time of commands.",
      "type": "object",
      "properties": {
        "time": {
          "$ref": "#/definitions/DurationText",
          "description": "The maximum time of one borg, rsync, rsure, `zfs send` or hook. A command that takes longer is interrupted. Default: no limit.",
          "examples": [
            "20h"
          ]
        },
        "stall": {
          "$ref": "#/definitions/DurationText",
          "description": "A stream to a replica that moves no data for this time is ended. Default: `10m`.",
          "examples": [
            "10m"
          ]
        },
        "heldSpace": {
          "$ref": "#/definitions/FileSizeText",
          "description": "The space in one pool that expired snapshots may take because a replica needs them. Above it, plan and status warn. Default: no warning.",
          "examples": [
            "20 GiB"
          ]
        },
        "destroy": {
          "$ref": "#/definitions/PercentText",
          "description": "The part of a group that one plan can destroy. Default: `50%`; in a volume, the limit of the config.",
          "examples": [
            "50%"
          ]
        },
        "shrink": {
          "$ref": "#/definitions/PercentText",
          "description": "The part of its files that a source can lose. After a larger loss its mirror is not changed, and its older points are kept until the loss is confirmed. Default: `50%`; in a volume, the limit of the config.",
          "examples": [
            "50%"
          ]
        }
      },
      "additionalProperties": false
    },
    "LvmSourceText": {
      "description": "ext2, ext3, ext4 or XFS on a logical volume.",
      "type": "object",
      "properties": {
        "type": {
          "description": "Backed up from an LVM snapshot.",
          "type": "string",
          "const": "lvm"
        },
        "vg": {
          "description": "The volume group.",
          "type": "string"
        },
        "lv": {
          "description": "The logical volume.",
          "type": "string"
        },
        "mount": {
          "$ref": "#/definitions/AbsolutePathText",
          "description": "The mount point."
        },
        "snapshotSize": {
          "$ref": "#/definitions/SnapshotSizeText",
          "description": "The size of the snapshot; not used for a thin volume."
        }
      },
      "additionalProperties": false,
      "required": [
        "lv",
        "mount",
        "type",
        "vg"
      ]
    },
    "MirrorText": {
      "description": "Kept equal to the volume by rsync: a ZFS `dataset` with a history, or a `path` with one current state.",
      "type": "object",
      "if": {
        "type": "object",
        "required": [
          "path"
        ]
      },
      "then": {
        "$ref": "#/definitions/DirectoryMirrorText"
      },
      "else": {
        "$ref": "#/definitions/DatasetMirrorText"
      }
    },
    "MovedText": {
      "description": "A volume or a repository with a new name.",
      "type": "object",
      "properties": {
        "from": {
          "description": "The old name, which is no longer declared.",
          "examples": [
            "users"
          ],
          "type": "string"
        },
        "to": {
          "description": "The new name.",
          "examples": [
            "home"
          ],
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "from",
        "to"
      ]
    },
    "NotifyText": {
      "description": "The recipients and events of notifications.",
      "type": "object",
      "properties": {
        "on": {
          "description": "The events that are notified.",
          "default": [
            "failure",
            "overdue",
            "recovery"
          ],
          "type": "array",
          "items": {
            "enum": [
              "failure",
              "overdue",
              "recovery",
              "success",
              "weekly"
            ],
            "type": "string"
          }
        },
        "mail": {
          "description": "A mail address, or a user of this machine.",
          "examples": [
            "root"
          ],
          "type": "string"
        },
        "webhook": {
          "description": "The address of a webhook, in a file. The address itself is also allowed, but then every reader of the config can use it, and `rdump lint` warns.",
          "examples": [
            {
              "file": "/root/.rdump-webhook"
            }
          ],
          "type": [
            "string",
            "object"
          ],
          "if": {
            "type": "object"
          },
          "then": {
            "$ref": "#/definitions/SecretFileText"
          }
        },
        "ntfy": {
          "description": "The address of a topic of ntfy, in a file. The address itself is also allowed, as for `webhook`.",
          "examples": [
            {
              "file": "/root/.rdump-ntfy"
            }
          ],
          "type": [
            "string",
            "object"
          ],
          "if": {
            "type": "object"
          },
          "then": {
            "$ref": "#/definitions/SecretFileText"
          }
        },
        "command": {
          "description": "A command that gets each message as text on its standard input, the subject in the first line.",
          "minItems": 1,
          "examples": [
            [
              "apprise",
              "--config=/etc/rdump/apprise.yml"
            ]
          ],
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "healthchecks": {
          "description": "The ping address of a healthchecks service, in a file. The address itself is also allowed, as for `webhook`.",
          "examples": [
            {
              "file": "/root/.rdump-healthchecks"
            }
          ],
          "type": [
            "string",
            "object"
          ],
          "if": {
            "type": "object"
          },
          "then": {
            "$ref": "#/definitions/SecretFileText"
          }
        }
      },
      "additionalProperties": false
    },
    "OverrideText": {
      "description": "Any keys of the config but `$schema`, `version`, `include` and `hosts`.",
      "type": "object",
      "additionalProperties": {}
    },
    "PassphraseText": {
      "description": "The source of a passphrase: either a command that prints it, or a file that contains it. The passphrase itself is not allowed.",
      "minProperties": 1,
      "maxProperties": 1,
      "type": "object",
      "properties": {
        "command": {
          "description": "A command and its arguments, each an item of the list; the first line of its output is the passphrase. No shell runs it.",
          "minItems": 1,
          "examples": [
            [
              "pass",
              "show",
              "borg/joke"
            ]
          ],
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "file": {
          "$ref": "#/definitions/AbsolutePathText",
          "description": "A file that contains the passphrase. Only its owner can read it.",
          "examples": [
            "/root/.borg-pass"
          ]
        }
      },
      "additionalProperties": false
    },
    "PercentText": {
      "description": "A percentage, from `0%` to `100%`.",
      "pattern": "^[0-9]+(\\.[0-9]+)?%$",
      "examples": [
        "50%",
        "10%"
      ],
      "type": "string"
    },
    "PinText": {
      "description": "A point that stays.",
      "type": "object",
      "properties": {
        "id": {
          "description": "The identity that borg or ZFS gave the point.",
          "type": "string"
        },
        "until": {
          "description": "End of the pin. A day of UTC, or a time with `Z`. Default: the point stays until the line is removed.",
          "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z)?$",
          "examples": [
            "2027-01-31",
            "2027-01-31T12:00:00Z"
          ],
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "id"
      ]
    },
    "PlainSourceText": {
      "description": "A file system that cannot be snapshotted (`mount`), or any directory (`path`): exactly one of the two.",
      "minProperties": 2,
      "maxProperties": 2,
      "type": "object",
      "properties": {
        "type": {
          "description": "Backed up from the live file system, without a snapshot.",
          "type": "string",
          "const": "plain"
        },
        "mount": {
          "$ref": "#/definitions/AbsolutePathText",
          "description": "A mount point. The volume is not backed up unless a file system is mounted there.",
          "examples": [
            "/boot"
          ]
        },
        "path": {
          "$ref": "#/definitions/AbsolutePathText",
          "description": "Any directory, mounted or not.",
          "examples": [
            "/etc"
          ]
        }
      },
      "additionalProperties": false,
      "required": [
        "type"
      ]
    },
    "RateText": {
      "description": "A rate: a size with its unit, per second.",
      "pattern": "^[0-9]+(\\.[0-9]+)? ?([KMGTP]i?B|B)/s$",
      "examples": [
        "10 MiB/s",
        "500 KB/s"
      ],
      "type": "string"
    },
    "ReplicaText": {
      "description": "A dataset that ZFS send and receive updates.",
      "type": "object",
      "properties": {
        "dataset": {
          "$ref": "#/definitions/DatasetText"
        },
        "host": {
          "description": "The host of the dataset, a name in `ssh`. Default: this host.",
          "examples": [
            "vaco.example"
          ],
          "type": "string"
        },
        "every": {
          "$ref": "#/definitions/EveryText",
          "description": "Schedule. Default: the finest unit of `keep`, else `daily`."
        },
        "keep": {
          "$ref": "#/definitions/KeepChoiceText",
          "description": "The snapshots of the replica to keep. Default: all."
        },
        "intermediates": {
          "description": "Every snapshot of the source after the base is sent too (`zfs send -I`), also those of other programs. Default: only the snapshot of the run.",
          "default": false,
          "type": "boolean"
        },
        "rateLimit": {
          "$ref": "#/definitions/RateText",
          "description": "The maximum rate of a stream, by mbuffer. With `compression`, of the compressed stream.",
          "examples": [
            "10 MiB/s"
          ]
        },
        "compression": {
          "description": "The stream is compressed on its way to or from another host. Both hosts need the program zstd. Default: no compression.",
          "const": "zstd",
          "type": "string"
        },
        "buffer": {
          "$ref": "#/definitions/FileSizeText",
          "description": "Memory for the stream between `zfs send` and `zfs receive`, by mbuffer on this host. Default: none.",
          "examples": [
            "256 MiB"
          ]
        }
      },
      "additionalProperties": false,
      "required": [
        "dataset"
      ]
    },
    "RepositoryText": {
      "description": "The list of the types of repositories, as the JSON Schema has them.",
      "type": "object",
      "discriminator": {
        "propertyName": "type"
      },
      "oneOf": [
        {
          "$ref": "#/definitions/BorgRepositoryText"
        },
        {
          "$ref": "#/definitions/DirectoryRepositoryText"
        },
        {
          "$ref": "#/definitions/ResticRepositoryText"
        }
      ]
    },
    "ResticRepositoryText": {
      "description": "A restic repository for archives, which restic calls snapshots.",
      "type": "object",
      "properties": {
        "type": {
          "description": "The type of the repository.",
          "type": "string",
          "const": "restic"
        },
        "location": {
          "description": "The location: a path, or `sftp:`, `rest:`, `s3:`, `gs:` or `rclone:` with its address as restic takes it, without a password.",
          "minLength": 1,
          "examples": [
            "/mnt/backup/restic",
            "sftp:backup@nas.example:/srv/restic",
            "rest:https://nas.example:8000/host",
            "s3:s3.amazonaws.com/bucket/host"
          ],
          "type": "string"
        },
        "passphrase": {
          "$ref": "#/definitions/PassphraseText",
          "description": "The source of the passphrase. restic encrypts each repository."
        },
        "compression": {
          "description": "The compression of new data.",
          "default": "auto",
          "enum": [
            "auto",
            "max",
            "off"
          ],
          "type": "string"
        },
        "uploadLimit": {
          "$ref": "#/definitions/RateText",
          "description": "The maximum upload rate of restic. Default: no limit."
        },
        "cacheDir": {
          "$ref": "#/definitions/AbsolutePathText",
          "description": "The directory for the caches of restic. Default: that of restic, `~/.cache/restic`."
        },
        "credentialsFile": {
          "$ref": "#/definitions/AbsolutePathText",
          "description": "A file with the keys of the storage: for `s3:` a credentials file of the AWS tools, for `gs:` the key of a service account. Only its owner can read it.",
          "examples": [
            "/etc/rdump/s3-credentials"
          ]
        },
        "disks": {
          "description": "The ids of the repositories on disks that alternate at the location, as `restic cat config` shows them. Each has its own archives and schedule. Another repository at the location is refused. Default: there is one repository.",
          "minItems": 1,
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "check": {
          "$ref": "#/definitions/UpkeepText",
          "description": "Schedule of `restic check`. Default: never."
        },
        "prune": {
          "description": "Schedule of `restic prune`, which frees the space of deleted archives. Default: weekly, if this config deleted archives since the last time. `false` turns it off.",
          "type": [
            "boolean",
            "object"
          ],
          "if": {
            "type": "object"
          },
          "then": {
            "$ref": "#/definitions/UpkeepText"
          }
        }
      },
      "additionalProperties": false,
      "required": [
        "location",
        "passphrase",
        "type"
      ]
    },
    "ScratchText": {
      "description": "The place for mounts and clones that exist only during a run.",
      "type": "object",
      "properties": {
        "mount": {
          "$ref": "#/definitions/AbsolutePathText",
          "description": "The directory for mounts of snapshots.",
          "default": "/run/rdump"
        },
        "dataset": {
          "description": "The dataset in each pool for clones that are scanned.",
          "default": "rdump-scan",
          "type": "string"
        }
      },
      "additionalProperties": false
    },
    "ScrubText": {
      "description": "Each scan hashes a part of the files again: those that were not hashed for the longest time.",
      "type": "object",
      "properties": {
        "every": {
          "$ref": "#/definitions/EveryText",
          "description": "The period in which each file is hashed once.",
          "default": "30d"
        }
      },
      "additionalProperties": false
    },
    "SecretFileText": {
      "description": "A file that contains a secret address.",
      "type": "object",
      "properties": {
        "file": {
          "$ref": "#/definitions/AbsolutePathText",
          "description": "The file; its first line is the address."
        }
      },
      "additionalProperties": false,
      "required": [
        "file"
      ]
    },
    "ServeText": {
      "description": "A sender, and its rights on this host.",
      "type": "object",
      "properties": {
        "id": {
          "description": "The `id` in the config of the sender.",
          "type": "string"
        },
        "below": {
          "$ref": "#/definitions/DatasetText",
          "description": "The replicas of the sender are below this dataset, which must exist."
        },
        "raw": {
          "description": "The replicas of the sender must be encrypted, with keys that this host does not have.",
          "default": false,
          "type": "boolean"
        },
        "destroy": {
          "description": "The sender may destroy its own snapshots below the dataset when they expire. By default the sender destroys nothing.",
          "default": false,
          "type": "boolean"
        },
        "compression": {
          "description": "The sender may send compressed streams, which zstd decompresses on this host. By default the sender may not.",
          "const": "zstd",
          "type": "string"
        },
        "keep": {
          "$ref": "#/definitions/KeepChoiceText",
          "description": "The received points to keep. Runs of this host expire the other received points. Default: all are kept. Requires `machine`."
        },
        "every": {
          "$ref": "#/definitions/EveryText",
          "description": "How often a point is expected, for the state of the group. Default: the finest unit of `keep`, else `daily`."
        },
        "machine": {
          "description": "The digest of the machine of the sender: 16 hex digits. `rdump status --json` prints it there as `machine`.",
          "examples": [
            "0123456789abcdef"
          ],
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "below",
        "id"
      ]
    },
    "SnapshotSizeText": {
      "description": "The size of a classic LVM snapshot: a size with its unit, or a percentage of the origin.",
      "pattern": "^[0-9]+(\\.[0-9]+)? ?([KMGTP]i?B|B|%ORIGIN)$",
      "examples": [
        "5 GiB",
        "500 MB",
        "10%ORIGIN"
      ],
      "type": "string"
    },
    "SnapshotsText": {
      "description": "Snapshots in the pool of the source.",
      "type": "object",
      "properties": {
        "every": {
          "$ref": "#/definitions/EveryText",
          "description": "Schedule. Default: the finest unit of `keep`, else `daily`."
        },
        "keep": {
          "$ref": "#/definitions/KeepChoiceText",
          "description": "The snapshots to keep. Default: all."
        }
      },
      "additionalProperties": false
    },
    "SourceText": {
      "description": "The files to back up.",
      "type": "object",
      "discriminator": {
        "propertyName": "type"
      },
      "oneOf": [
        {
          "$ref": "#/definitions/LvmSourceText"
        },
        {
          "$ref": "#/definitions/PlainSourceText"
        },
        {
          "$ref": "#/definitions/ZfsSourceText"
        }
      ]
    },
    "SshHostText": {
      "description": "Settings to reach a host. Other values come from the configuration of ssh.",
      "type": "object",
      "properties": {
        "user": {
          "description": "The user on that host.",
          "type": "string"
        },
        "port": {
          "description": "The port on that host.",
          "type": "integer",
          "minimum": 1,
          "maximum": 65535
        },
        "identityFile": {
          "$ref": "#/definitions/AbsolutePathText",
          "description": "The path of the private key.",
          "examples": [
            "/root/.ssh/rdump"
          ]
        }
      },
      "additionalProperties": false
    },
    "TakenOverText": {
      "description": "A machine whose points count as own.",
      "type": "object",
      "properties": {
        "address": {
          "description": "The group. Default: all groups.",
          "examples": [
            "home.archives[\"nas\"]"
          ],
          "type": "string"
        },
        "machine": {
          "description": "The digest of the machine, as the plan shows it.",
          "examples": [
            "66d939ca680283df"
          ],
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "machine"
      ]
    },
    "UpkeepText": {
      "description": "Periodic work on a repository.",
      "type": "object",
      "properties": {
        "every": {
          "$ref": "#/definitions/EveryText"
        }
      },
      "additionalProperties": false,
      "required": [
        "every"
      ]
    },
    "VerifyText": {
      "description": "A proof: a point is restored or read, and compared with the integrity data.",
      "type": "object",
      "properties": {
        "every": {
          "$ref": "#/definitions/EveryText"
        },
        "from": {
          "description": "The target to restore from: a repository, dataset or path of a target of this volume.",
          "type": "string"
        },
        "scratch": {
          "description": "The directory in which archives are restored. It needs space for the whole volume. Default: the state directory.",
          "examples": [
            "/srv/scratch"
          ],
          "type": "string"
        },
        "sample": {
          "description": "The content that each proof checks: a part of the number of files, or a size. The files that were not proven for the longest time come first. Names are compared in the whole point. Default: everything.",
          "examples": [
            "2%",
            "10 GiB"
          ],
          "type": "string"
        },
        "command": {
          "description": "A command and its arguments, each an item of the list. It runs in the restored tree, after the comparison, without network. If it fails, the proof fails. No shell runs it.",
          "minItems": 1,
          "examples": [
            [
              "sqlite3",
              "-readonly",
              "mail.db",
              "pragma integrity_check"
            ]
          ],
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "user": {
          "description": "The user who runs the command: a name or a number. Requires root. Default: the user who runs rdump.",
          "examples": [
            "postgres"
          ],
          "type": "string"
        },
        "timeout": {
          "description": "The maximum time of the command. A command that takes longer is ended, and the proof fails.",
          "default": "30m",
          "examples": [
            "2h"
          ],
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "every",
        "from"
      ]
    },
    "VolumeLimitsText": {
      "description": "Limits for deletions without confirmation. A volume that does not declare a limit uses the limit of the config.",
      "type": "object",
      "properties": {
        "destroy": {
          "$ref": "#/definitions/PercentText",
          "description": "The part of a group that one plan can destroy. Default: `50%`; in a volume, the limit of the config.",
          "examples": [
            "50%"
          ]
        },
        "shrink": {
          "$ref": "#/definitions/PercentText",
          "description": "The part of its files that a source can lose. After a larger loss its mirror is not changed, and its older points are kept until the loss is confirmed. Default: `50%`; in a volume, the limit of the config.",
          "examples": [
            "50%"
          ]
        }
      },
      "additionalProperties": false
    },
    "VolumeText": {
      "description": "One volume to back up.",
      "type": "object",
      "properties": {
        "source": {
          "$ref": "#/definitions/SourceText"
        },
        "exclude": {
          "description": "Excluded files and directories, with everything below them. With a `/`: a path from the root of the volume. Without: a name at any depth. `*`, `?` and `[...]` match within a name, `**` any number of directories.",
          "examples": [
            [
              "var/cache",
              "*.tmp"
            ]
          ],
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "excludeCaches": {
          "description": "Excludes directories that contain a CACHEDIR.TAG.",
          "default": false,
          "type": "boolean"
        },
        "integrity": {
          "description": "The integrity data that proves a restore. On by default; `false` turns it off.",
          "type": [
            "boolean",
            "object"
          ],
          "if": {
            "type": "object"
          },
          "then": {
            "$ref": "#/definitions/IntegrityText"
          }
        },
        "machineRecord": {
          "description": "The archives contain the record of the machine: partition tables, LVM, ZFS, and this config without secrets. Default: the volume that is mounted at `/` has it.",
          "type": "boolean"
        },
        "snapshots": {
          "$ref": "#/definitions/SnapshotsText"
        },
        "archives": {
          "description": "Archives of the volume in repositories.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/ArchivesText"
          }
        },
        "mirrors": {
          "description": "Datasets and directories that rsync keeps equal to the volume.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/MirrorText"
          }
        },
        "replicas": {
          "description": "Datasets that ZFS send and receive updates.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/ReplicaText"
          }
        },
        "clones": {
          "description": "Writable clones that are renewed.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/CloneText"
          }
        },
        "limits": {
          "$ref": "#/definitions/VolumeLimitsText"
        },
        "hooks": {
          "$ref": "#/definitions/HooksText"
        },
        "verify": {
          "description": "Proofs, each of the newest point of one target.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/VerifyText"
          }
        }
      },
      "additionalProperties": false,
      "required": [
        "source"
      ]
    },
    "ZfsSourceText": {
      "description": "A ZFS dataset.",
      "type": "object",
      "properties": {
        "type": {
          "description": "Backed up from a ZFS snapshot.",
          "type": "string",
          "const": "zfs"
        },
        "dataset": {
          "$ref": "#/definitions/DatasetText"
        },
        "host": {
          "description": "The host of the dataset, a name in `ssh`: its snapshots are made there, and `replicas` fetch them. Files cannot be read from another host, so the volume has no other targets than `snapshots` and `replicas`. Default: this host.",
          "examples": [
            "vaco.example"
          ],
          "type": "string"
        },
        "recursive": {
          "description": "Each child dataset is a separate volume (`VOLUME/CHILD`), with a separate clone, surefile and archive.",
          "default": false,
          "type": "boolean"
        }
      },
      "additionalProperties": false,
      "required": [
        "dataset",
        "type"
      ]
    }
  }
});
