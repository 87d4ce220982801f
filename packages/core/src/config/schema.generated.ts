// biome-ignore-all format: written by `npm run schema`
// biome-ignore-all lint: written by `npm run schema`
/** The schema of rdump.json5 as a module, so that a bundle holds it. The same as schemas/config.v1.json. */
export const configSchema: { readonly [keyword: string]: unknown } = {
  "$schema": "http://json-schema.org/draft-07/schema#",
  "title": "rdump.json5",
  "description": "The text of an rdump.json5.",
  "type": "object",
  "properties": {
    "$schema": {
      "description": "The schema that editors check this file by.",
      "type": "string"
    },
    "version": {
      "description": "The version of this language.",
      "type": "number",
      "const": 1
    },
    "id": {
      "description": "Who owns the points that this config makes; part of every mark that rdump leaves. Letters, digits, `.`, `_`, `-`. Default: the host's name.",
      "examples": [
        "joke"
      ],
      "type": "string"
    },
    "timezone": {
      "description": "The IANA time zone of slots and retention. Default: the time zone of the system.",
      "examples": [
        "Europe/Berlin",
        "UTC"
      ],
      "type": "string"
    },
    "stateDir": {
      "$ref": "#/definitions/AbsolutePathText",
      "description": "Where journals and history are kept. Default: `/var/lib/rdump`; without root `$XDG_STATE_HOME/rdump`.",
      "examples": [
        "/var/lib/rdump"
      ]
    },
    "privilege": {
      "description": "Whether `sudo` is put before the commands that need root, and only before those.",
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
      "description": "A file that metrics are written to, for Prometheus' node exporter.",
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
    "policies": {
      "description": "Keep rules with a name, for `keep: \"NAME\"`.",
      "type": "object",
      "additionalProperties": {
        "$ref": "#/definitions/KeepText"
      }
    },
    "repositories": {
      "description": "Where archives are kept, by name.",
      "type": "object",
      "additionalProperties": {
        "$ref": "#/definitions/BorgRepositoryText"
      }
    },
    "volumes": {
      "description": "What is protected, by name. Names are letters, digits, `.`, `_`, `-`.",
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
    "ArchivesText": {
      "description": "Archives of the volume in a repository.",
      "type": "object",
      "properties": {
        "repository": {
          "description": "The name of one of `repositories`.",
          "type": "string"
        },
        "every": {
          "$ref": "#/definitions/EveryText",
          "description": "How often. Default: the finest unit of `keep`, else `daily`."
        },
        "keep": {
          "$ref": "#/definitions/KeepChoiceText",
          "description": "Which archives stay. Default: all."
        }
      },
      "additionalProperties": false,
      "required": [
        "repository"
      ]
    },
    "BorgRepositoryText": {
      "description": "A borg repository that archives are kept in.",
      "type": "object",
      "properties": {
        "type": {
          "description": "What kind of repository it is.",
          "type": "string",
          "const": "borg"
        },
        "location": {
          "description": "Where it is: a path, `ssh://user@host/path`, or `user@host:path`. Never with a password.",
          "minLength": 1,
          "examples": [
            "/mnt/backup/borg",
            "ssh://backup@nas.example/./joke"
          ],
          "type": "string"
        },
        "encryption": {
          "description": "How it is encrypted. A new repository gets this mode, and an existing one that is weaker is refused. Default: a new repository gets `repokey-blake2`, and an existing one may have any mode that encrypts.",
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
          "description": "How new data is compressed, as borg's `--compression` takes it.",
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
          "description": "The fastest that borg may send. Default: no limit."
        },
        "remotePath": {
          "description": "What borg is called on the remote side.",
          "examples": [
            "borg1",
            "/usr/local/bin/borg"
          ],
          "type": "string"
        },
        "cacheDir": {
          "$ref": "#/definitions/AbsolutePathText",
          "description": "Where borg keeps its caches. Default: where borg itself does, in `~/.cache/borg`."
        },
        "keyFile": {
          "$ref": "#/definitions/AbsolutePathText",
          "description": "Where the key of a `keyfile` repository is. Default: where borg keeps it."
        },
        "check": {
          "$ref": "#/definitions/UpkeepText",
          "description": "How often `borg check` looks the repository over. Default: never."
        },
        "compact": {
          "$ref": "#/definitions/UpkeepText",
          "description": "How often `borg compact` frees what deleted archives took. Default: never."
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
          "description": "What to do with a clone that somebody changed: `ask` reports it overdue, with the command; `discard` throws the changes away.",
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
      "description": "A dataset that rsync keeps equal to the volume, snapshotted after each run.",
      "type": "object",
      "properties": {
        "dataset": {
          "$ref": "#/definitions/DatasetText"
        },
        "every": {
          "$ref": "#/definitions/EveryText",
          "description": "How often. Default: the finest unit of `keep`, else `daily`."
        },
        "keep": {
          "$ref": "#/definitions/KeepChoiceText",
          "description": "Which snapshots of the mirror stay. Default: all."
        },
        "compare": {
          "description": "How rsync tells that a file changed: by size and time, or by reading both sides, which also finds a change that kept both.",
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
          "description": "The directory. It must exist, and must be empty or have the mark of this owner."
        },
        "mount": {
          "$ref": "#/definitions/AbsolutePathText",
          "description": "The mount point that `path` is on: nothing is written unless it is mounted.",
          "examples": [
            "/mnt/usb"
          ]
        },
        "every": {
          "$ref": "#/definitions/EveryText",
          "description": "How often. Default: `daily`."
        },
        "compare": {
          "description": "How rsync tells that a file changed: by size and time, or by reading both sides, which also finds a change that kept both.",
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
    "DurationText": {
      "description": "A length of time: a whole number and `m` (minutes), `h` (hours), `d` (days) or `w` (weeks).",
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
      "description": "How often: a calendar period (`hourly`, `daily`, `weekly`, `monthly`, `yearly`) in the configured time zone, or a duration (`6h`, `30d`) whose slots count from the epoch.",
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
    "HooksText": {
      "description": "Commands around the moment of the snapshot. No shell reads them.",
      "type": "object",
      "properties": {
        "before": {
          "description": "A command and its arguments, each an item of the list. Runs before; when it fails, the volume's run does.",
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
          "description": "A command and its arguments, each an item of the list. Runs after, always.",
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
      "description": "How the integrity record is kept.",
      "type": "object",
      "properties": {
        "surefile": {
          "description": "Where the record is, from the volume's root.",
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
          "description": "Whether extended attributes and ACLs are recorded too.",
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
          "description": "Whether a snapshot `NAME-rsure`, which holds the record of its own snapshot, is made too. ZFS only.",
          "default": false,
          "type": "boolean"
        },
        "every": {
          "$ref": "#/definitions/EveryText",
          "description": "How often the volume is scanned. Default: the finest of its archives, mirrors and replicas."
        }
      },
      "additionalProperties": false
    },
    "KeepChoiceText": {
      "description": "The name of one of `policies`, or the rules themselves.",
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
      "description": "Which points stay. Each rule counts periods that have a point, so a machine that was off loses nothing. A point that no rule keeps is expired; without any rule nothing ever is.",
      "type": "object",
      "properties": {
        "last": {
          "description": "The newest points of any age; at most one a second counts.",
          "type": "integer",
          "minimum": 0,
          "maximum": 1000000,
          "examples": [
            3
          ]
        },
        "hourly": {
          "description": "The newest point of each hour, for so many hours that have one.",
          "type": "integer",
          "minimum": 0,
          "maximum": 1000000,
          "examples": [
            24
          ]
        },
        "daily": {
          "description": "The newest point of each day, for so many days that have one.",
          "type": "integer",
          "minimum": 0,
          "maximum": 1000000,
          "examples": [
            7
          ]
        },
        "weekly": {
          "description": "The newest point of each ISO week, for so many weeks that have one.",
          "type": "integer",
          "minimum": 0,
          "maximum": 1000000,
          "examples": [
            4
          ]
        },
        "monthly": {
          "description": "The newest point of each month, for so many months that have one.",
          "type": "integer",
          "minimum": 0,
          "maximum": 1000000,
          "examples": [
            12
          ]
        },
        "yearly": {
          "description": "The newest point of each year, for so many years that have one.",
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
        "destroy": {
          "$ref": "#/definitions/PercentText",
          "description": "How much of a group one plan may destroy.",
          "default": "50%"
        },
        "shrink": {
          "$ref": "#/definitions/PercentText",
          "description": "How far a source may shrink before its mirror is left alone, and its older points are kept until somebody says otherwise.",
          "default": "50%"
        },
        "time": {
          "$ref": "#/definitions/DurationText",
          "description": "How long one borg, rsync, rsure or hook may take before it is ended, as by an interrupt. Default: as long as it does.",
          "examples": [
            "20h"
          ]
        }
      },
      "additionalProperties": false
    },
    "LvmSourceText": {
      "description": "ext4 or XFS on a logical volume.",
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
          "description": "Where it is mounted."
        },
        "snapshotSize": {
          "$ref": "#/definitions/SnapshotSizeText",
          "description": "How much space the snapshot may take; left out for a thin volume."
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
    "NotifyText": {
      "description": "Whom to tell, and of what.",
      "type": "object",
      "properties": {
        "on": {
          "description": "What is worth telling.",
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
              "success"
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
          "description": "Where the address of a webhook is kept. The address itself can stand here, where everyone who reads the config can use it: lint warns.",
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
        "healthchecks": {
          "description": "Where the ping address of a healthchecks service is kept. The address itself can stand here too, as with `webhook`.",
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
    "PassphraseText": {
      "description": "Where a passphrase comes from: exactly one of a command that prints it or a file that holds it. Never the passphrase itself.",
      "minProperties": 1,
      "maxProperties": 1,
      "type": "object",
      "properties": {
        "command": {
          "description": "A command and its arguments, each an item of the list; the first line that it prints is the passphrase. No shell reads it.",
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
          "description": "A file that holds the passphrase and that only its owner can read.",
          "examples": [
            "/root/.borg-pass"
          ]
        }
      },
      "additionalProperties": false
    },
    "PercentText": {
      "description": "A part of the whole, from `0%` to `100%`.",
      "pattern": "^[0-9]+(\\.[0-9]+)?%$",
      "examples": [
        "50%",
        "10%"
      ],
      "type": "string"
    },
    "PlainSourceText": {
      "description": "A file system that cannot be snapshotted (`mount`), or any directory (`path`): exactly one of the two.",
      "minProperties": 2,
      "maxProperties": 2,
      "type": "object",
      "properties": {
        "type": {
          "description": "Backed up as it is, without a snapshot.",
          "type": "string",
          "const": "plain"
        },
        "mount": {
          "$ref": "#/definitions/AbsolutePathText",
          "description": "A mount point; when nothing is mounted there, the run stops.",
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
      "description": "A dataset kept by ZFS send and receive.",
      "type": "object",
      "properties": {
        "dataset": {
          "$ref": "#/definitions/DatasetText"
        },
        "host": {
          "description": "The host that it is on, one of `ssh`. Default: this one.",
          "examples": [
            "vaco.example"
          ],
          "type": "string"
        },
        "every": {
          "$ref": "#/definitions/EveryText",
          "description": "How often. Default: the finest unit of `keep`, else `daily`."
        },
        "keep": {
          "$ref": "#/definitions/KeepChoiceText",
          "description": "Which snapshots of the replica stay. Default: all."
        }
      },
      "additionalProperties": false,
      "required": [
        "dataset"
      ]
    },
    "ScratchText": {
      "description": "Where what exists only during a run is put.",
      "type": "object",
      "properties": {
        "mount": {
          "$ref": "#/definitions/AbsolutePathText",
          "description": "The directory that snapshots are mounted under.",
          "default": "/run/rdump"
        },
        "dataset": {
          "description": "The dataset under each pool that clones for scans are made in.",
          "default": "rdump-scan",
          "type": "string"
        }
      },
      "additionalProperties": false
    },
    "SecretFileText": {
      "description": "A file that holds an address which is itself a secret.",
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
    "SnapshotSizeText": {
      "description": "How much space a classic LVM snapshot may take: a size with its unit, or a part of the origin.",
      "pattern": "^[0-9]+(\\.[0-9]+)? ?([KMGTP]i?B|B|%ORIGIN)$",
      "examples": [
        "5 GiB",
        "500 MB",
        "10%ORIGIN"
      ],
      "type": "string"
    },
    "SnapshotsText": {
      "description": "Snapshots that stay on the source's own pool.",
      "type": "object",
      "properties": {
        "every": {
          "$ref": "#/definitions/EveryText",
          "description": "How often. Default: the finest unit of `keep`, else `daily`."
        },
        "keep": {
          "$ref": "#/definitions/KeepChoiceText",
          "description": "Which snapshots stay. Default: all."
        }
      },
      "additionalProperties": false
    },
    "SourceText": {
      "description": "What is backed up.",
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
      "description": "How to reach a host. What is left out comes from ssh's own configuration.",
      "type": "object",
      "properties": {
        "user": {
          "description": "The user there.",
          "type": "string"
        },
        "port": {
          "description": "The port there.",
          "type": "integer",
          "minimum": 1,
          "maximum": 65535
        },
        "identityFile": {
          "$ref": "#/definitions/AbsolutePathText",
          "description": "The private key.",
          "examples": [
            "/root/.ssh/rdump"
          ]
        }
      },
      "additionalProperties": false
    },
    "UpkeepText": {
      "description": "Work on a repository that comes round.",
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
      "description": "A test restore.",
      "type": "object",
      "properties": {
        "every": {
          "$ref": "#/definitions/EveryText"
        },
        "from": {
          "description": "Where it restores from: a repository, dataset or path that one of the volume's targets names.",
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "every",
        "from"
      ]
    },
    "VolumeText": {
      "description": "One thing to protect.",
      "type": "object",
      "properties": {
        "source": {
          "$ref": "#/definitions/SourceText"
        },
        "exclude": {
          "description": "What is left out, with everything below. With a `/`: a path from the volume's root. Without: a name at any depth. `*`, `?` and `[...]` match within a name, `**` any number of directories.",
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
          "description": "Whether directories that hold a CACHEDIR.TAG are left out.",
          "default": false,
          "type": "boolean"
        },
        "integrity": {
          "description": "The record by which a restore is proven. On by default; `false` turns it off.",
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
        "snapshots": {
          "$ref": "#/definitions/SnapshotsText"
        },
        "archives": {
          "description": "Repositories that the volume is archived in.",
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
          "description": "Datasets that ZFS send and receive keep.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/ReplicaText"
          }
        },
        "clones": {
          "description": "Writable clones that are kept fresh.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/CloneText"
          }
        },
        "hooks": {
          "$ref": "#/definitions/HooksText"
        },
        "verify": {
          "$ref": "#/definitions/VerifyText"
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
        "recursive": {
          "description": "Whether each child is a volume of its own (`VOLUME/CHILD`), with its own clone, surefile and archive.",
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
};
