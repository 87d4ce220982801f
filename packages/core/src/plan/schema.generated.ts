// biome-ignore-all format: written by `npm run schema`
// biome-ignore-all lint: written by `npm run schema`
/** The schema of plan.json as a module, so that a bundle holds it. The same as schemas/plan.v1.json. */
export const planSchema = (): { readonly [keyword: string]: unknown } => ({
  "description": "The actions from the observed to the declared state: immutable, and the same bytes for the same inputs.",
  "type": "object",
  "properties": {
    "formatVersion": {
      "type": "number",
      "const": 1
    },
    "rdump": {
      "description": "The version of rdump that made it; another one may plan otherwise.",
      "type": "string"
    },
    "config": {
      "type": "object",
      "properties": {
        "file": {
          "type": "string"
        },
        "digest": {
          "type": "string"
        },
        "resolved": {
          "$ref": "#/definitions/Config"
        }
      },
      "additionalProperties": false,
      "required": [
        "digest",
        "file",
        "resolved"
      ]
    },
    "host": {
      "type": "string"
    },
    "asOf": {
      "description": "The moment that it was planned for.",
      "type": "string"
    },
    "notAfter": {
      "description": "The first instant at which a decision changes; null if no decision ever changes.",
      "type": [
        "null",
        "string"
      ]
    },
    "simulated": {
      "description": "Made with `--now`: it can be read, never applied.",
      "type": "boolean"
    },
    "only": {
      "description": "The volumes and groups that it is about; null means all.",
      "anyOf": [
        {
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        {
          "type": "null"
        }
      ]
    },
    "extra": {
      "description": "The volumes and groups of which one more point was requested (`apply --now`); absent: none.",
      "type": "array",
      "items": {
        "type": "string"
      }
    },
    "full": {
      "description": "New archives are full (`apply --full`). Absent: by the levels of their repository.",
      "const": true,
      "type": "boolean"
    },
    "trees": {
      "type": "array",
      "items": {
        "$ref": "#/definitions/Tree"
      }
    },
    "scopes": {
      "type": "array",
      "items": {
        "$ref": "#/definitions/Scope"
      }
    },
    "actions": {
      "description": "In an order in which they can run.",
      "type": "array",
      "items": {
        "$ref": "#/definitions/Action"
      }
    },
    "assumes": {
      "type": "array",
      "items": {
        "$ref": "#/definitions/Assumption"
      }
    },
    "forgotten": {
      "type": "array",
      "items": {
        "$ref": "#/definitions/Forgotten"
      }
    },
    "adopted": {
      "description": "The groups with adopted points, which count as own; absent: none.",
      "type": "array",
      "items": {
        "$ref": "#/definitions/AdoptedCount"
      }
    },
    "examined": {
      "description": "What changed in targets since the runs that made them (`--deep`); absent: not looked for. Never in a plan file.",
      "type": "array",
      "items": {
        "$ref": "#/definitions/Examined"
      }
    },
    "estimates": {
      "description": "About how many bytes actions send; absent: not asked. Never in a plan file.",
      "type": "array",
      "items": {
        "$ref": "#/definitions/Estimate"
      }
    },
    "drift": {
      "description": "What differs from what runs made, and no run caused.",
      "type": "array",
      "items": {
        "$ref": "#/definitions/Drift"
      }
    },
    "shrunken": {
      "description": "Sources that lost too much, as far as the plan is about them: deletions in their volumes require confirmation.",
      "type": "array",
      "items": {
        "$ref": "#/definitions/Shrinkage"
      }
    },
    "decayed": {
      "description": "Volumes with decayed files, as far as the plan is about them; absent: none.",
      "type": "array",
      "items": {
        "$ref": "#/definitions/Decay"
      }
    },
    "diagnostics": {
      "type": "array",
      "items": {
        "$ref": "#/definitions/Diagnostic"
      }
    },
    "partial": {
      "description": "An object could not be listed, or an action is impossible: the plan does not contain everything that is declared.",
      "type": "boolean"
    },
    "summary": {
      "$ref": "#/definitions/PlanSummary"
    }
  },
  "additionalProperties": false,
  "required": [
    "actions",
    "asOf",
    "assumes",
    "config",
    "diagnostics",
    "drift",
    "forgotten",
    "formatVersion",
    "host",
    "notAfter",
    "only",
    "partial",
    "rdump",
    "scopes",
    "shrunken",
    "simulated",
    "summary",
    "trees"
  ],
  "definitions": {
    "Config": {
      "description": "A resolved config, sorted by name. It contains no secret.",
      "type": "object",
      "properties": {
        "id": {
          "description": "The owner of the points that this config makes.",
          "type": "string"
        },
        "machine": {
          "description": "The digest of this machine, which marks contain beside `id`; null: the machine has no id, and none is declared.",
          "type": [
            "null",
            "string"
          ]
        },
        "formerIds": {
          "description": "Earlier values of `id`, sorted.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "moved": {
          "description": "Earlier names of volumes and repositories.",
          "type": "object",
          "properties": {
            "volumes": {
              "type": "array",
              "items": {
                "$ref": "#/definitions/Renamed"
              }
            },
            "repositories": {
              "type": "array",
              "items": {
                "$ref": "#/definitions/Renamed"
              }
            }
          },
          "additionalProperties": false,
          "required": [
            "repositories",
            "volumes"
          ]
        },
        "takenOver": {
          "description": "Machines whose points count as own.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/TakenOver"
          }
        },
        "timezone": {
          "description": "An IANA name, for slots and retention.",
          "type": "string"
        },
        "stateDir": {
          "type": "string"
        },
        "privilege": {
          "enum": [
            "none",
            "sudo"
          ],
          "type": "string"
        },
        "limits": {
          "additionalProperties": false,
          "type": "object",
          "properties": {
            "destroy": {
              "type": "number"
            },
            "shrink": {
              "type": "number"
            },
            "time": {
              "description": "How long one reader, mover or hook may take, in milliseconds; null: as long as it does.",
              "type": [
                "null",
                "number"
              ]
            },
            "stall": {
              "description": "How long a stream between two commands may move nothing, in milliseconds.",
              "type": "number"
            },
            "heldSpace": {
              "description": "The bytes that expired snapshots may take in one pool because replicas need them; absent: any number.",
              "type": "number"
            }
          },
          "required": [
            "destroy",
            "shrink",
            "stall",
            "time"
          ]
        },
        "notify": {
          "anyOf": [
            {
              "$ref": "#/definitions/Notify"
            },
            {
              "type": "null"
            }
          ]
        },
        "metrics": {
          "type": [
            "null",
            "string"
          ]
        },
        "scratch": {
          "type": "object",
          "properties": {
            "mount": {
              "type": "string"
            },
            "dataset": {
              "type": "string"
            }
          },
          "additionalProperties": false,
          "required": [
            "dataset",
            "mount"
          ]
        },
        "ssh": {
          "type": "object",
          "additionalProperties": {
            "description": "How to reach a host by the system's ssh. A type and not an interface: it is part of inputs of actions, which are\nJSON.",
            "type": "object",
            "properties": {
              "user": {
                "type": [
                  "null",
                  "string"
                ]
              },
              "port": {
                "type": [
                  "null",
                  "number"
                ]
              },
              "identityFile": {
                "type": [
                  "null",
                  "string"
                ]
              }
            },
            "additionalProperties": false,
            "required": [
              "identityFile",
              "port",
              "user"
            ]
          }
        },
        "serve": {
          "description": "Absent: `rdump ssh-serve` permits nothing.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/ServeGrant"
          }
        },
        "repositories": {
          "type": "object",
          "additionalProperties": {
            "$ref": "#/definitions/Repository"
          }
        },
        "adopted": {
          "$ref": "#/definitions/Adopted",
          "description": "Absent: nothing is adopted."
        },
        "pinned": {
          "$ref": "#/definitions/Pins",
          "description": "Absent: nothing is pinned."
        },
        "volumes": {
          "description": "Sorted by name.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/Volume"
          }
        }
      },
      "additionalProperties": false,
      "required": [
        "formerIds",
        "id",
        "limits",
        "machine",
        "metrics",
        "moved",
        "notify",
        "privilege",
        "repositories",
        "scratch",
        "ssh",
        "stateDir",
        "takenOver",
        "timezone",
        "volumes"
      ]
    },
    "Renamed": {
      "description": "A volume or a repository that has another name than in older marks and histories.",
      "type": "object",
      "properties": {
        "from": {
          "type": "string"
        },
        "to": {
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "from",
        "to"
      ]
    },
    "TakenOver": {
      "description": "Points of another machine that count as own, of one group or (address null) of all groups.",
      "type": "object",
      "properties": {
        "address": {
          "type": [
            "null",
            "string"
          ]
        },
        "machine": {
          "description": "The digest in their marks.",
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "address",
        "machine"
      ]
    },
    "Notify": {
      "description": "The recipients of notifications.",
      "type": "object",
      "properties": {
        "on": {
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
          "type": [
            "null",
            "string"
          ]
        },
        "command": {
          "description": "It gets the message as text on its standard input.",
          "anyOf": [
            {
              "type": "array",
              "items": {
                "type": "string"
              }
            },
            {
              "type": "null"
            }
          ]
        },
        "webhook": {
          "anyOf": [
            {
              "type": "object",
              "properties": {
                "in": {
                  "type": "string",
                  "const": "file"
                },
                "path": {
                  "type": "string"
                }
              },
              "additionalProperties": false,
              "required": [
                "in",
                "path"
              ]
            },
            {
              "type": "object",
              "properties": {
                "in": {
                  "type": "string",
                  "const": "config"
                }
              },
              "additionalProperties": false,
              "required": [
                "in"
              ]
            },
            {
              "type": "null"
            }
          ]
        },
        "ntfy": {
          "anyOf": [
            {
              "type": "object",
              "properties": {
                "in": {
                  "type": "string",
                  "const": "file"
                },
                "path": {
                  "type": "string"
                }
              },
              "additionalProperties": false,
              "required": [
                "in",
                "path"
              ]
            },
            {
              "type": "object",
              "properties": {
                "in": {
                  "type": "string",
                  "const": "config"
                }
              },
              "additionalProperties": false,
              "required": [
                "in"
              ]
            },
            {
              "type": "null"
            }
          ]
        },
        "healthchecks": {
          "anyOf": [
            {
              "type": "object",
              "properties": {
                "in": {
                  "type": "string",
                  "const": "file"
                },
                "path": {
                  "type": "string"
                }
              },
              "additionalProperties": false,
              "required": [
                "in",
                "path"
              ]
            },
            {
              "type": "object",
              "properties": {
                "in": {
                  "type": "string",
                  "const": "config"
                }
              },
              "additionalProperties": false,
              "required": [
                "in"
              ]
            },
            {
              "type": "null"
            }
          ]
        }
      },
      "additionalProperties": false,
      "required": [
        "command",
        "healthchecks",
        "mail",
        "ntfy",
        "on",
        "webhook"
      ]
    },
    "ServeGrant": {
      "description": "What a sender on another host may do on this one, by its name in the config.",
      "type": "object",
      "properties": {
        "name": {
          "type": "string"
        },
        "owner": {
          "description": "The `id` of the config of the sender.",
          "type": "string"
        },
        "below": {
          "description": "Its replicas are below this dataset.",
          "type": "string"
        },
        "raw": {
          "description": "Its replicas must be encrypted, with keys that are not here.",
          "type": "boolean"
        },
        "destroy": {
          "description": "It may destroy its expired snapshots.",
          "type": "boolean"
        },
        "compression": {
          "description": "Its streams can arrive compressed; absent: they cannot.",
          "const": "zstd",
          "type": "string"
        },
        "points": {
          "$ref": "#/definitions/ServedPoints",
          "description": "Absent: runs of this host destroy none of its points."
        }
      },
      "additionalProperties": false,
      "required": [
        "below",
        "destroy",
        "name",
        "owner",
        "raw"
      ]
    },
    "ServedPoints": {
      "description": "The rules of this host for the points that a sender delivered.",
      "$ref": "#/definitions/ServedPoints_1"
    },
    "ServedPoints_1": {
      "description": "The rules of this host for the points that a sender delivered.",
      "type": "object",
      "properties": {
        "keep": {
          "$ref": "#/definitions/KeepRules"
        },
        "every": {
          "$ref": "#/definitions/Every",
          "description": "How often a point is expected from the sender."
        },
        "machine": {
          "description": "The digest of the machine of the sender, as in its marks.",
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "every",
        "keep",
        "machine"
      ]
    },
    "KeepRules": {
      "description": "How many periods that have a point are kept, from the finest to the coarsest; 0 is no rule.",
      "type": "object",
      "properties": {
        "last": {
          "type": "number"
        },
        "hourly": {
          "type": "number"
        },
        "daily": {
          "type": "number"
        },
        "weekly": {
          "type": "number"
        },
        "monthly": {
          "type": "number"
        },
        "yearly": {
          "type": "number"
        },
        "within": {
          "description": "All points younger than this many milliseconds are kept; null is no rule.",
          "type": [
            "null",
            "number"
          ]
        }
      },
      "additionalProperties": false,
      "required": [
        "daily",
        "hourly",
        "last",
        "monthly",
        "weekly",
        "within",
        "yearly"
      ]
    },
    "Every": {
      "description": "The schedule of a target: a calendar period in the configured zone, or a duration whose periods are counted from 1970-01-01T00:00:00Z.",
      "anyOf": [
        {
          "type": "object",
          "properties": {
            "kind": {
              "type": "string",
              "const": "calendar"
            },
            "unit": {
              "$ref": "#/definitions/CalendarUnit"
            }
          },
          "additionalProperties": false,
          "required": [
            "kind",
            "unit"
          ]
        },
        {
          "type": "object",
          "properties": {
            "kind": {
              "type": "string",
              "const": "duration"
            },
            "milliseconds": {
              "type": "number"
            },
            "text": {
              "type": "string"
            }
          },
          "additionalProperties": false,
          "required": [
            "kind",
            "milliseconds",
            "text"
          ]
        }
      ]
    },
    "CalendarUnit": {
      "enum": [
        "daily",
        "hourly",
        "monthly",
        "weekly",
        "yearly"
      ],
      "type": "string"
    },
    "Repository": {
      "anyOf": [
        {
          "$ref": "#/definitions/BorgRepository"
        },
        {
          "$ref": "#/definitions/DirectoryRepository"
        },
        {
          "$ref": "#/definitions/ResticRepository"
        }
      ]
    },
    "BorgRepository": {
      "description": "A borg repository, defaults filled in.",
      "type": "object",
      "properties": {
        "type": {
          "type": "string",
          "const": "borg"
        },
        "name": {
          "type": "string"
        },
        "location": {
          "description": "A path, or `ssh://user@host/path` without a password.",
          "type": "string"
        },
        "encryption": {
          "description": "A new repository gets it, and an existing one must not be weaker. Null: not declared, so a new repository gets\n`DEFAULT_ENCRYPTION`, and an existing one may have any mode that encrypts.",
          "type": [
            "null",
            "string"
          ]
        },
        "ssh": {
          "description": "How its host is reached, where `ssh` declares that; null: by what the location and ssh itself say.",
          "anyOf": [
            {
              "$ref": "#/definitions/SshHost",
              "description": "How to reach a host by the system's ssh. A type and not an interface: it is part of inputs of actions, which are\nJSON."
            },
            {
              "type": "null"
            }
          ]
        },
        "passphrase": {
          "anyOf": [
            {
              "type": "object",
              "properties": {
                "kind": {
                  "type": "string",
                  "const": "command"
                },
                "argv": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              },
              "additionalProperties": false,
              "required": [
                "argv",
                "kind"
              ]
            },
            {
              "type": "object",
              "properties": {
                "kind": {
                  "type": "string",
                  "const": "file"
                },
                "path": {
                  "type": "string"
                }
              },
              "additionalProperties": false,
              "required": [
                "kind",
                "path"
              ]
            },
            {
              "type": "null"
            }
          ]
        },
        "compression": {
          "description": "As borg's `--compression` takes it.",
          "type": "string"
        },
        "uploadLimit": {
          "description": "Bytes per second; null is no limit.",
          "type": [
            "null",
            "number"
          ]
        },
        "remotePath": {
          "description": "borg's name on the remote side.",
          "type": [
            "null",
            "string"
          ]
        },
        "cacheDir": {
          "type": [
            "null",
            "string"
          ]
        },
        "keyFile": {
          "type": [
            "null",
            "string"
          ]
        },
        "disks": {
          "description": "The ids of the repositories that alternate at the location, sorted; absent: there is one.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "check": {
          "anyOf": [
            {
              "type": "object",
              "properties": {
                "kind": {
                  "type": "string",
                  "const": "calendar"
                },
                "unit": {
                  "$ref": "#/definitions/CalendarUnit"
                }
              },
              "additionalProperties": false,
              "required": [
                "kind",
                "unit"
              ]
            },
            {
              "type": "object",
              "properties": {
                "kind": {
                  "type": "string",
                  "const": "duration"
                },
                "milliseconds": {
                  "type": "number"
                },
                "text": {
                  "type": "string"
                }
              },
              "additionalProperties": false,
              "required": [
                "kind",
                "milliseconds",
                "text"
              ]
            },
            {
              "type": "null"
            }
          ]
        },
        "compact": {
          "anyOf": [
            {
              "type": "object",
              "properties": {
                "kind": {
                  "type": "string",
                  "const": "calendar"
                },
                "unit": {
                  "$ref": "#/definitions/CalendarUnit"
                }
              },
              "additionalProperties": false,
              "required": [
                "kind",
                "unit"
              ]
            },
            {
              "type": "object",
              "properties": {
                "kind": {
                  "type": "string",
                  "const": "duration"
                },
                "milliseconds": {
                  "type": "number"
                },
                "text": {
                  "type": "string"
                }
              },
              "additionalProperties": false,
              "required": [
                "kind",
                "milliseconds",
                "text"
              ]
            },
            {
              "type": "null"
            }
          ]
        },
        "compactAfterDeletions": {
          "description": "`compact` is not declared: it is due only after own deletions; absent: it is due by its schedule alone.",
          "const": true,
          "type": "boolean"
        }
      },
      "additionalProperties": false,
      "required": [
        "cacheDir",
        "check",
        "compact",
        "compression",
        "encryption",
        "keyFile",
        "location",
        "name",
        "passphrase",
        "remotePath",
        "ssh",
        "type",
        "uploadLimit"
      ]
    },
    "__type": {
      "description": "How to reach a host by the system's ssh. A type and not an interface: it is part of inputs of actions, which are\nJSON.",
      "type": "object",
      "properties": {
        "user": {
          "type": [
            "null",
            "string"
          ]
        },
        "port": {
          "type": [
            "null",
            "number"
          ]
        },
        "identityFile": {
          "type": [
            "null",
            "string"
          ]
        }
      },
      "additionalProperties": false,
      "required": [
        "identityFile",
        "port",
        "user"
      ]
    },
    "SshHost": {
      "$ref": "#/definitions/__type"
    },
    "DirectoryRepository": {
      "description": "Archives as files in a directory of this machine, defaults filled in.",
      "type": "object",
      "properties": {
        "type": {
          "type": "string",
          "const": "directory"
        },
        "name": {
          "type": "string"
        },
        "location": {
          "description": "A path.",
          "type": "string"
        },
        "format": {
          "description": "The program that makes the archives.",
          "enum": [
            "dump",
            "tar",
            "xfsdump"
          ],
          "type": "string"
        },
        "compression": {
          "description": "The level of zstd.",
          "type": "number"
        },
        "levels": {
          "$ref": "#/definitions/Levels",
          "description": "Absent: each archive is full."
        },
        "disks": {
          "description": "The ids of the directories that alternate at the location, sorted; absent: there is one.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "check": {
          "description": "Never: an archive is compared with its digest before each use.",
          "anyOf": [
            {
              "type": "object",
              "properties": {
                "kind": {
                  "type": "string",
                  "const": "calendar"
                },
                "unit": {
                  "$ref": "#/definitions/CalendarUnit"
                }
              },
              "additionalProperties": false,
              "required": [
                "kind",
                "unit"
              ]
            },
            {
              "type": "object",
              "properties": {
                "kind": {
                  "type": "string",
                  "const": "duration"
                },
                "milliseconds": {
                  "type": "number"
                },
                "text": {
                  "type": "string"
                }
              },
              "additionalProperties": false,
              "required": [
                "kind",
                "milliseconds",
                "text"
              ]
            },
            {
              "type": "null"
            }
          ]
        },
        "compact": {
          "description": "Never: the files of a deleted archive are removed at once.",
          "anyOf": [
            {
              "type": "object",
              "properties": {
                "kind": {
                  "type": "string",
                  "const": "calendar"
                },
                "unit": {
                  "$ref": "#/definitions/CalendarUnit"
                }
              },
              "additionalProperties": false,
              "required": [
                "kind",
                "unit"
              ]
            },
            {
              "type": "object",
              "properties": {
                "kind": {
                  "type": "string",
                  "const": "duration"
                },
                "milliseconds": {
                  "type": "number"
                },
                "text": {
                  "type": "string"
                }
              },
              "additionalProperties": false,
              "required": [
                "kind",
                "milliseconds",
                "text"
              ]
            },
            {
              "type": "null"
            }
          ]
        },
        "compactAfterDeletions": {
          "const": true,
          "type": "boolean"
        }
      },
      "additionalProperties": false,
      "required": [
        "check",
        "compact",
        "compression",
        "format",
        "location",
        "name",
        "type"
      ]
    },
    "Levels": {
      "description": "The schedules of archives that are differences: each goes back to a full one.",
      "$ref": "#/definitions/Levels_1"
    },
    "Levels_1": {
      "description": "The schedules of archives that are differences: each goes back to a full one.",
      "type": "object",
      "properties": {
        "full": {
          "$ref": "#/definitions/Every",
          "description": "The first archive of each such period is full."
        },
        "incremental": {
          "$ref": "#/definitions/Every",
          "description": "The schedule of targets that declare none."
        }
      },
      "additionalProperties": false,
      "required": [
        "full",
        "incremental"
      ]
    },
    "ResticRepository": {
      "description": "A restic repository, defaults filled in.",
      "type": "object",
      "properties": {
        "type": {
          "type": "string",
          "const": "restic"
        },
        "name": {
          "type": "string"
        },
        "location": {
          "description": "A path, or a location of restic with its scheme, without a password.",
          "type": "string"
        },
        "ssh": {
          "description": "How the host of an `sftp:` location is reached, where `ssh` declares that; null: by what the location and ssh itself say.",
          "anyOf": [
            {
              "$ref": "#/definitions/SshHost",
              "description": "How to reach a host by the system's ssh. A type and not an interface: it is part of inputs of actions, which are\nJSON."
            },
            {
              "type": "null"
            }
          ]
        },
        "passphrase": {
          "anyOf": [
            {
              "type": "object",
              "properties": {
                "kind": {
                  "type": "string",
                  "const": "command"
                },
                "argv": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              },
              "additionalProperties": false,
              "required": [
                "argv",
                "kind"
              ]
            },
            {
              "type": "object",
              "properties": {
                "kind": {
                  "type": "string",
                  "const": "file"
                },
                "path": {
                  "type": "string"
                }
              },
              "additionalProperties": false,
              "required": [
                "kind",
                "path"
              ]
            },
            {
              "type": "null"
            }
          ]
        },
        "compression": {
          "type": "string"
        },
        "uploadLimit": {
          "description": "Bytes per second; null is no limit.",
          "type": [
            "null",
            "number"
          ]
        },
        "cacheDir": {
          "type": [
            "null",
            "string"
          ]
        },
        "credentialsFile": {
          "description": "The file with the keys of an `s3:` or `gs:` location.",
          "type": [
            "null",
            "string"
          ]
        },
        "disks": {
          "description": "The ids of the repositories that alternate at the location, sorted; absent: there is one.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "check": {
          "anyOf": [
            {
              "type": "object",
              "properties": {
                "kind": {
                  "type": "string",
                  "const": "calendar"
                },
                "unit": {
                  "$ref": "#/definitions/CalendarUnit"
                }
              },
              "additionalProperties": false,
              "required": [
                "kind",
                "unit"
              ]
            },
            {
              "type": "object",
              "properties": {
                "kind": {
                  "type": "string",
                  "const": "duration"
                },
                "milliseconds": {
                  "type": "number"
                },
                "text": {
                  "type": "string"
                }
              },
              "additionalProperties": false,
              "required": [
                "kind",
                "milliseconds",
                "text"
              ]
            },
            {
              "type": "null"
            }
          ]
        },
        "compact": {
          "description": "The schedule of `restic prune`.",
          "anyOf": [
            {
              "type": "object",
              "properties": {
                "kind": {
                  "type": "string",
                  "const": "calendar"
                },
                "unit": {
                  "$ref": "#/definitions/CalendarUnit"
                }
              },
              "additionalProperties": false,
              "required": [
                "kind",
                "unit"
              ]
            },
            {
              "type": "object",
              "properties": {
                "kind": {
                  "type": "string",
                  "const": "duration"
                },
                "milliseconds": {
                  "type": "number"
                },
                "text": {
                  "type": "string"
                }
              },
              "additionalProperties": false,
              "required": [
                "kind",
                "milliseconds",
                "text"
              ]
            },
            {
              "type": "null"
            }
          ]
        },
        "compactAfterDeletions": {
          "description": "`prune` is not declared: it is due only after own deletions; absent: it is due by its schedule alone.",
          "const": true,
          "type": "boolean"
        }
      },
      "additionalProperties": false,
      "required": [
        "cacheDir",
        "check",
        "compact",
        "compression",
        "credentialsFile",
        "location",
        "name",
        "passphrase",
        "ssh",
        "type",
        "uploadLimit"
      ]
    },
    "Adopted": {
      "description": "By the address of the group.",
      "$ref": "#/definitions/Adopted_1"
    },
    "__type_1": {
      "description": "By the address of the group.",
      "type": "object",
      "additionalProperties": {
        "$ref": "#/definitions/AdoptedPoints"
      }
    },
    "AdoptedPoints": {
      "description": "Points of a group that rdump did not make, and that count as own.",
      "type": "object",
      "properties": {
        "ids": {
          "description": "The identities that the tool gave them, sorted. Nothing else is adopted.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "names": {
          "description": "Patterns of names that `rdump adopt` resolved into identities, or that it still has to resolve.",
          "type": "array",
          "items": {
            "type": "string"
          }
        }
      },
      "additionalProperties": false,
      "required": [
        "ids",
        "names"
      ]
    },
    "Adopted_1": {
      "$ref": "#/definitions/__type_1"
    },
    "Pins": {
      "description": "The pins of a config, by the address of the group.",
      "$ref": "#/definitions/Pins_1"
    },
    "__type_2": {
      "description": "The pins of a config, by the address of the group.",
      "type": "object",
      "additionalProperties": {
        "type": "array",
        "items": {
          "$ref": "#/definitions/Pin"
        }
      }
    },
    "Pin": {
      "description": "A point that stays beyond the keep rules, and takes no part in them.",
      "type": "object",
      "properties": {
        "id": {
          "description": "The identity that the tool gave the point.",
          "type": "string"
        },
        "until": {
          "description": "End of the pin; null: the pin has no end.",
          "type": [
            "null",
            "number"
          ]
        }
      },
      "additionalProperties": false,
      "required": [
        "id",
        "until"
      ]
    },
    "Pins_1": {
      "$ref": "#/definitions/__type_2"
    },
    "Volume": {
      "description": "One declared thing to protect, defaults and policies filled in.",
      "type": "object",
      "properties": {
        "name": {
          "type": "string"
        },
        "parent": {
          "description": "The recursive volume that it was found below; null: it is declared itself.",
          "type": [
            "null",
            "string"
          ]
        },
        "sender": {
          "description": "A replica of this sender, which another host updates; absent: runs of this host make the points.",
          "type": "string"
        },
        "source": {
          "$ref": "#/definitions/Source"
        },
        "exclude": {
          "type": "array",
          "items": {
            "description": "One declared exclude, parsed. It leaves out each file and directory whose names, from the volume's root on, match\n`parts`, with everything below. docs/configuration.md defines the language; only `config/exclude/` parses it.",
            "type": "object",
            "properties": {
              "text": {
                "description": "As declared, for messages.",
                "type": "string"
              },
              "parts": {
                "description": "At least one. The last is a name, and the parts never match every name at the root.",
                "type": "array",
                "items": {
                  "$ref": "#/definitions/ExcludePart"
                }
              }
            },
            "additionalProperties": false,
            "required": [
              "parts",
              "text"
            ]
          }
        },
        "excludeCaches": {
          "description": "Exclude directories with a CACHEDIR.TAG.",
          "type": "boolean"
        },
        "integrity": {
          "description": "Null: switched off.",
          "anyOf": [
            {
              "$ref": "#/definitions/Integrity"
            },
            {
              "type": "null"
            }
          ]
        },
        "machineRecord": {
          "description": "Its archives contain the record of the machine. Absent: if it is mounted at `/`.",
          "type": "boolean"
        },
        "targets": {
          "type": "array",
          "items": {
            "$ref": "#/definitions/Target"
          }
        },
        "limits": {
          "$ref": "#/definitions/Partial",
          "description": "Those that the volume declares itself."
        },
        "hooks": {
          "anyOf": [
            {
              "$ref": "#/definitions/Hooks"
            },
            {
              "type": "null"
            }
          ]
        },
        "verify": {
          "anyOf": [
            {
              "type": "array",
              "items": {
                "$ref": "#/definitions/Verify"
              }
            },
            {
              "type": "null"
            }
          ]
        }
      },
      "additionalProperties": false,
      "required": [
        "exclude",
        "excludeCaches",
        "hooks",
        "integrity",
        "name",
        "parent",
        "source",
        "targets",
        "verify"
      ]
    },
    "Source": {
      "anyOf": [
        {
          "$ref": "#/definitions/LvmSource"
        },
        {
          "$ref": "#/definitions/PlainSource"
        },
        {
          "$ref": "#/definitions/ZfsSource"
        }
      ]
    },
    "LvmSource": {
      "description": "ext4 or XFS on a logical volume. `snapshotSize` is null for a thin volume.",
      "type": "object",
      "properties": {
        "type": {
          "type": "string",
          "const": "lvm"
        },
        "vg": {
          "type": "string"
        },
        "lv": {
          "type": "string"
        },
        "mount": {
          "type": "string"
        },
        "snapshotSize": {
          "anyOf": [
            {
              "type": "object",
              "properties": {
                "kind": {
                  "type": "string",
                  "const": "bytes"
                },
                "bytes": {
                  "type": "number"
                },
                "text": {
                  "type": "string"
                }
              },
              "additionalProperties": false,
              "required": [
                "bytes",
                "kind",
                "text"
              ]
            },
            {
              "type": "object",
              "properties": {
                "kind": {
                  "type": "string",
                  "const": "origin"
                },
                "percent": {
                  "type": "number"
                },
                "text": {
                  "type": "string"
                }
              },
              "additionalProperties": false,
              "required": [
                "kind",
                "percent",
                "text"
              ]
            },
            {
              "type": "null"
            }
          ]
        }
      },
      "additionalProperties": false,
      "required": [
        "lv",
        "mount",
        "snapshotSize",
        "type",
        "vg"
      ]
    },
    "PlainSource": {
      "description": "A file system that cannot be snapshotted, or any directory.",
      "type": "object",
      "properties": {
        "type": {
          "type": "string",
          "const": "plain"
        },
        "path": {
          "type": "string"
        },
        "mustBeMounted": {
          "description": "Declared as `mount`: the path must really be a mount point, or the run stops.",
          "type": "boolean"
        }
      },
      "additionalProperties": false,
      "required": [
        "mustBeMounted",
        "path",
        "type"
      ]
    },
    "ZfsSource": {
      "description": "A ZFS dataset; with `recursive`, each child is a volume of its own.",
      "type": "object",
      "properties": {
        "type": {
          "type": "string",
          "const": "zfs"
        },
        "dataset": {
          "type": "string"
        },
        "recursive": {
          "type": "boolean"
        },
        "host": {
          "description": "A name in `ssh` of the config; absent: this host.",
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "dataset",
        "recursive",
        "type"
      ]
    },
    "ExcludePart": {
      "description": "`directories` is `**`: any number of directories, also none. Two of them are never neighbours.",
      "anyOf": [
        {
          "type": "object",
          "properties": {
            "kind": {
              "type": "string",
              "const": "directories"
            }
          },
          "additionalProperties": false,
          "required": [
            "kind"
          ]
        },
        {
          "type": "object",
          "properties": {
            "kind": {
              "type": "string",
              "const": "name"
            },
            "pieces": {
              "type": "array",
              "items": {
                "$ref": "#/definitions/NamePiece"
              }
            }
          },
          "additionalProperties": false,
          "required": [
            "kind",
            "pieces"
          ]
        }
      ]
    },
    "NamePiece": {
      "description": "A piece of a pattern for one name. `text` matches itself: it has no `/` and no control character. `any` is `*`: any\nbytes but `/`, also none. Neighbours are never of the same kind `text` or `any`.",
      "anyOf": [
        {
          "type": "object",
          "properties": {
            "kind": {
              "type": "string",
              "const": "text"
            },
            "text": {
              "type": "string"
            }
          },
          "additionalProperties": false,
          "required": [
            "kind",
            "text"
          ]
        },
        {
          "type": "object",
          "properties": {
            "kind": {
              "type": "string",
              "const": "any"
            }
          },
          "additionalProperties": false,
          "required": [
            "kind"
          ]
        },
        {
          "$ref": "#/definitions/CharacterPiece",
          "description": "One character. Not negated: one of `ranges`, which are not empty. Negated: one ASCII character, also a control\ncharacter, that is not in `ranges`, which are ASCII; `?` is negated without ranges. Never `/`."
        }
      ]
    },
    "__type_3": {
      "description": "One character. Not negated: one of `ranges`, which are not empty. Negated: one ASCII character, also a control\ncharacter, that is not in `ranges`, which are ASCII; `?` is negated without ranges. Never `/`.",
      "type": "object",
      "properties": {
        "kind": {
          "type": "string",
          "const": "character"
        },
        "negated": {
          "type": "boolean"
        },
        "ranges": {
          "description": "Sorted, not overlapping, without `/` and without control characters.",
          "type": "array",
          "items": {
            "description": "Two single characters, both included. `from` is at most `to`. Both are ASCII or both are not.",
            "type": "object",
            "properties": {
              "from": {
                "type": "string"
              },
              "to": {
                "type": "string"
              }
            },
            "additionalProperties": false,
            "required": [
              "from",
              "to"
            ]
          }
        }
      },
      "additionalProperties": false,
      "required": [
        "kind",
        "negated",
        "ranges"
      ]
    },
    "CharacterPiece": {
      "$ref": "#/definitions/__type_3"
    },
    "Integrity": {
      "description": "The integrity data of a volume, defaults filled in.",
      "type": "object",
      "properties": {
        "surefile": {
          "description": "Relative to the volume's root.",
          "type": "string"
        },
        "hash": {
          "enum": [
            "sha1",
            "sha256"
          ],
          "type": "string"
        },
        "xattrs": {
          "type": "boolean"
        },
        "largest": {
          "description": "In bytes: larger files get no hash. Null: all do.",
          "type": [
            "null",
            "number"
          ]
        },
        "snapshot": {
          "description": "Also make the `NAME-rsure` snapshot.",
          "type": "boolean"
        },
        "every": {
          "description": "Null: as often as the finest of archives, mirrors and replicas.",
          "anyOf": [
            {
              "type": "object",
              "properties": {
                "kind": {
                  "type": "string",
                  "const": "calendar"
                },
                "unit": {
                  "$ref": "#/definitions/CalendarUnit"
                }
              },
              "additionalProperties": false,
              "required": [
                "kind",
                "unit"
              ]
            },
            {
              "type": "object",
              "properties": {
                "kind": {
                  "type": "string",
                  "const": "duration"
                },
                "milliseconds": {
                  "type": "number"
                },
                "text": {
                  "type": "string"
                }
              },
              "additionalProperties": false,
              "required": [
                "kind",
                "milliseconds",
                "text"
              ]
            },
            {
              "type": "null"
            }
          ]
        },
        "scrub": {
          "$ref": "#/definitions/Every_1",
          "description": "How often each file is hashed again, although it did not change; absent: never."
        },
        "declared": {
          "description": "False when the user left integrity to its default.",
          "type": "boolean"
        }
      },
      "additionalProperties": false,
      "required": [
        "declared",
        "every",
        "hash",
        "largest",
        "snapshot",
        "surefile",
        "xattrs"
      ]
    },
    "Every_1": {
      "description": "The schedule of a target: a calendar period in the configured zone, or a duration whose periods are counted from 1970-01-01T00:00:00Z.",
      "anyOf": [
        {
          "type": "object",
          "properties": {
            "kind": {
              "type": "string",
              "const": "calendar"
            },
            "unit": {
              "$ref": "#/definitions/CalendarUnit"
            }
          },
          "additionalProperties": false,
          "required": [
            "kind",
            "unit"
          ]
        },
        {
          "type": "object",
          "properties": {
            "kind": {
              "type": "string",
              "const": "duration"
            },
            "milliseconds": {
              "type": "number"
            },
            "text": {
              "type": "string"
            }
          },
          "additionalProperties": false,
          "required": [
            "kind",
            "milliseconds",
            "text"
          ]
        }
      ]
    },
    "Target": {
      "anyOf": [
        {
          "$ref": "#/definitions/ArchivesTarget"
        },
        {
          "$ref": "#/definitions/ClonesTarget"
        },
        {
          "$ref": "#/definitions/ReplicasTarget"
        },
        {
          "$ref": "#/definitions/DirectoryMirrorTarget"
        },
        {
          "$ref": "#/definitions/DatasetMirrorTarget"
        },
        {
          "$ref": "#/definitions/SnapshotsTarget"
        }
      ]
    },
    "ArchivesTarget": {
      "description": "Archives in a repository, by the repository's name.",
      "type": "object",
      "properties": {
        "kind": {
          "type": "string",
          "const": "archives"
        },
        "targetType": {
          "$ref": "#/definitions/ArchivesTargetType"
        },
        "repository": {
          "type": "string"
        },
        "address": {
          "$ref": "#/definitions/Address"
        },
        "every": {
          "$ref": "#/definitions/Every"
        },
        "keep": {
          "$ref": "#/definitions/KeepRules"
        }
      },
      "additionalProperties": false,
      "required": [
        "address",
        "every",
        "keep",
        "kind",
        "repository",
        "targetType"
      ]
    },
    "ArchivesTargetType": {
      "description": "A repository of each type keeps archives of its own kind.",
      "enum": [
        "archives/borg",
        "archives/directory",
        "archives/restic"
      ],
      "type": "string"
    },
    "Address": {
      "description": "`VOLUME.TARGET[\"KEY\"]`: how plan, JSON, errors and options name a group.",
      "type": "string"
    },
    "ClonesTarget": {
      "description": "A writable clone of the newest snapshot.",
      "type": "object",
      "properties": {
        "kind": {
          "type": "string",
          "const": "clones"
        },
        "targetType": {
          "type": "string",
          "const": "clones/zfs"
        },
        "dataset": {
          "type": "string"
        },
        "renew": {
          "description": "The treatment of a clone that users changed.",
          "enum": [
            "ask",
            "discard"
          ],
          "type": "string"
        },
        "address": {
          "$ref": "#/definitions/Address"
        },
        "every": {
          "$ref": "#/definitions/Every"
        },
        "keep": {
          "$ref": "#/definitions/KeepRules"
        }
      },
      "additionalProperties": false,
      "required": [
        "address",
        "dataset",
        "every",
        "keep",
        "kind",
        "renew",
        "targetType"
      ]
    },
    "ReplicasTarget": {
      "description": "A dataset kept by send and receive; `host` null is this one.",
      "type": "object",
      "properties": {
        "kind": {
          "type": "string",
          "const": "replicas"
        },
        "targetType": {
          "type": "string",
          "const": "replicas/zfs"
        },
        "dataset": {
          "type": "string"
        },
        "host": {
          "type": [
            "null",
            "string"
          ]
        },
        "intermediates": {
          "description": "The snapshots between the base and the newest one are sent too; absent: only the newest.",
          "const": true,
          "type": "boolean"
        },
        "rateLimit": {
          "description": "Bytes per second; absent: no limit.",
          "type": "number"
        },
        "compression": {
          "description": "Only where the stream leaves this host; absent: none.",
          "const": "zstd",
          "type": "string"
        },
        "buffer": {
          "description": "Bytes of memory between sender and receiver; absent: none.",
          "type": "number"
        },
        "address": {
          "$ref": "#/definitions/Address"
        },
        "every": {
          "$ref": "#/definitions/Every"
        },
        "keep": {
          "$ref": "#/definitions/KeepRules"
        }
      },
      "additionalProperties": false,
      "required": [
        "address",
        "dataset",
        "every",
        "host",
        "keep",
        "kind",
        "targetType"
      ]
    },
    "DirectoryMirrorTarget": {
      "description": "A directory kept equal to the volume: one current state.",
      "type": "object",
      "properties": {
        "kind": {
          "type": "string",
          "const": "mirrors"
        },
        "targetType": {
          "type": "string",
          "const": "mirrors/directory"
        },
        "path": {
          "type": "string"
        },
        "mount": {
          "description": "Must be a mount point whenever the mirror is touched; null: not asked for.",
          "type": [
            "null",
            "string"
          ]
        },
        "disks": {
          "description": "The UUIDs of the file systems that alternate at `mount`, sorted; absent: any file system.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "optional": {
          "$ref": "#/definitions/OptionalDisk",
          "description": "The disk at `mount` is connected only at times; absent: its absence is an error."
        },
        "adopt": {
          "description": "A directory with files and without a mark becomes the mirror; absent: it is refused.",
          "const": true,
          "type": "boolean"
        },
        "compare": {
          "enum": [
            "checksum",
            "times"
          ],
          "type": "string"
        },
        "address": {
          "$ref": "#/definitions/Address"
        },
        "every": {
          "$ref": "#/definitions/Every"
        },
        "keep": {
          "$ref": "#/definitions/KeepRules"
        }
      },
      "additionalProperties": false,
      "required": [
        "address",
        "compare",
        "every",
        "keep",
        "kind",
        "mount",
        "path",
        "targetType"
      ]
    },
    "OptionalDisk": {
      "$ref": "#/definitions/OptionalDisk_1"
    },
    "OptionalDisk_1": {
      "type": "object",
      "properties": {
        "grace": {
          "description": "How long the target can be due while its disk is absent, in milliseconds; null: one slot of its schedule.",
          "type": [
            "null",
            "number"
          ]
        }
      },
      "additionalProperties": false,
      "required": [
        "grace"
      ]
    },
    "DatasetMirrorTarget": {
      "description": "A ZFS dataset kept equal to the volume, then snapshotted; it may itself be archived and sent on.",
      "type": "object",
      "properties": {
        "kind": {
          "type": "string",
          "const": "mirrors"
        },
        "targetType": {
          "type": "string",
          "const": "mirrors/dataset"
        },
        "dataset": {
          "type": "string"
        },
        "compare": {
          "enum": [
            "checksum",
            "times"
          ],
          "type": "string"
        },
        "archives": {
          "type": "array",
          "items": {
            "$ref": "#/definitions/ArchivesTarget"
          }
        },
        "replicas": {
          "type": "array",
          "items": {
            "$ref": "#/definitions/ReplicasTarget"
          }
        },
        "address": {
          "$ref": "#/definitions/Address"
        },
        "every": {
          "$ref": "#/definitions/Every"
        },
        "keep": {
          "$ref": "#/definitions/KeepRules"
        }
      },
      "additionalProperties": false,
      "required": [
        "address",
        "archives",
        "compare",
        "dataset",
        "every",
        "keep",
        "kind",
        "replicas",
        "targetType"
      ]
    },
    "SnapshotsTarget": {
      "description": "Snapshots on the source's own pool.",
      "type": "object",
      "properties": {
        "kind": {
          "type": "string",
          "const": "snapshots"
        },
        "targetType": {
          "type": "string",
          "const": "snapshots/zfs"
        },
        "address": {
          "$ref": "#/definitions/Address"
        },
        "every": {
          "$ref": "#/definitions/Every"
        },
        "keep": {
          "$ref": "#/definitions/KeepRules"
        }
      },
      "additionalProperties": false,
      "required": [
        "address",
        "every",
        "keep",
        "kind",
        "targetType"
      ]
    },
    "Partial": {
      "$ref": "#/definitions/Partial_1"
    },
    "__type_4": {
      "type": "object",
      "properties": {
        "destroy": {
          "type": "number"
        },
        "shrink": {
          "type": "number"
        }
      },
      "additionalProperties": false
    },
    "Partial_1": {
      "$ref": "#/definitions/__type_4"
    },
    "Hooks": {
      "description": "Argument lists that run around the snapshot moment; `after` always runs.",
      "type": "object",
      "properties": {
        "before": {
          "anyOf": [
            {
              "type": "array",
              "items": {
                "type": "string"
              }
            },
            {
              "type": "null"
            }
          ]
        },
        "after": {
          "anyOf": [
            {
              "type": "array",
              "items": {
                "type": "string"
              }
            },
            {
              "type": "null"
            }
          ]
        }
      },
      "additionalProperties": false,
      "required": [
        "after",
        "before"
      ]
    },
    "Verify": {
      "description": "Proofs of the newest point of one target.",
      "type": "object",
      "properties": {
        "every": {
          "$ref": "#/definitions/Every"
        },
        "from": {
          "description": "The repository's name, or the address key of another target.",
          "type": "string"
        },
        "scratch": {
          "description": "Where archives are restored, as an absolute path; null: in the state directory.",
          "type": [
            "null",
            "string"
          ]
        },
        "sample": {
          "$ref": "#/definitions/Sample",
          "description": "Absent: the whole point."
        },
        "command": {
          "$ref": "#/definitions/ProofCommand"
        }
      },
      "additionalProperties": false,
      "required": [
        "every",
        "from",
        "scratch"
      ]
    },
    "Sample": {
      "description": "The part of a point that one proof restores and reads. The longest unproven files come first.",
      "anyOf": [
        {
          "type": "object",
          "properties": {
            "kind": {
              "type": "string",
              "const": "part"
            },
            "part": {
              "description": "Of the number of files, from 0 to 1.",
              "type": "number"
            }
          },
          "additionalProperties": false,
          "required": [
            "kind",
            "part"
          ]
        },
        {
          "type": "object",
          "properties": {
            "kind": {
              "type": "string",
              "const": "bytes"
            },
            "bytes": {
              "type": "number"
            }
          },
          "additionalProperties": false,
          "required": [
            "bytes",
            "kind"
          ]
        }
      ]
    },
    "ProofCommand": {
      "description": "A command that must succeed in the restored tree, after the comparison.",
      "$ref": "#/definitions/ProofCommand_1"
    },
    "__type_5": {
      "description": "A command that must succeed in the restored tree, after the comparison.",
      "type": "object",
      "properties": {
        "argv": {
          "type": "array",
          "items": [
            {
              "type": "string"
            }
          ],
          "minItems": 1,
          "additionalItems": {
            "type": "string"
          }
        },
        "user": {
          "description": "A name or a number; null: the user of rdump.",
          "type": [
            "null",
            "string"
          ]
        },
        "timeout": {
          "description": "In seconds.",
          "type": "number"
        }
      },
      "additionalProperties": false,
      "required": [
        "argv",
        "timeout",
        "user"
      ]
    },
    "ProofCommand_1": {
      "$ref": "#/definitions/__type_5"
    },
    "Tree": {
      "description": "The path for readers: the path of the volume, or a path that a chain of scopes opens.",
      "type": "object",
      "properties": {
        "id": {
          "type": "string"
        },
        "volume": {
          "type": "string"
        },
        "verifier": {
          "description": "The kind of the verifier that checks whether the tree still is what was opened: `lvm/snapshot`.",
          "type": "string"
        },
        "path": {
          "type": "string"
        },
        "origin": {
          "description": "Where the volume itself is mounted, when the tree is a copy of its state; null: the tree is the volume itself, or\nnothing is mounted there.",
          "type": [
            "null",
            "string"
          ]
        },
        "device": {
          "description": "The block device of a mounted snapshot that only this run has; absent: the tree has none.",
          "type": "string"
        },
        "mounted": {
          "description": "It is a mount of this run, and another process could unmount it under its reader.",
          "type": "boolean"
        },
        "live": {
          "description": "True when the tree changes while it is read.",
          "type": "boolean"
        },
        "root": {
          "description": "Root privileges are required to read all of it.",
          "type": "boolean"
        },
        "input": {
          "$ref": "#/definitions/Json",
          "description": "The input of the verifier."
        },
        "scopes": {
          "type": "array",
          "items": {
            "type": "string"
          }
        }
      },
      "additionalProperties": false,
      "required": [
        "id",
        "input",
        "live",
        "mounted",
        "origin",
        "path",
        "root",
        "scopes",
        "verifier",
        "volume"
      ]
    },
    "Json": {
      "description": "A value in a plan file.",
      "anyOf": [
        {
          "type": "array",
          "items": {
            "$ref": "#/definitions/Json"
          }
        },
        {
          "type": "object",
          "additionalProperties": {
            "$ref": "#/definitions/Json"
          }
        },
        {
          "type": [
            "null",
            "string",
            "number",
            "boolean"
          ]
        }
      ]
    },
    "Scope": {
      "description": "An object that exists only during a run, and is always removed.",
      "type": "object",
      "properties": {
        "id": {
          "type": "string"
        },
        "kind": {
          "description": "Which handler opens and closes it: `lvm/snapshot`.",
          "type": "string"
        },
        "volumes": {
          "description": "Those that need it, sorted: one snapshot command can fix the moment of many volumes.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "input": {
          "$ref": "#/definitions/Json"
        },
        "moment": {
          "description": "`fixes`: it fixes the moment of its tree. All such scopes of a run open together, before anything is read, so that\nthe points of a run have the same moment as far as the system allows. `around`: it opens before all of those, and\ncloses right after them. Null: it opens when it is first needed.",
          "anyOf": [
            {
              "enum": [
                "around",
                "fixes"
              ],
              "type": "string"
            },
            {
              "type": "null"
            }
          ]
        },
        "on": {
          "description": "The scopes that it depends on; they close after it.",
          "type": "array",
          "items": {
            "type": "string"
          }
        }
      },
      "additionalProperties": false,
      "required": [
        "id",
        "input",
        "kind",
        "moment",
        "on",
        "volumes"
      ]
    },
    "Action": {
      "description": "One step of a plan. It is done, failed or skipped as a whole.",
      "type": "object",
      "properties": {
        "id": {
          "description": "Unique in the plan and the same in every plan that has it: `create boot.archives[\"offsite\"]`.",
          "type": "string"
        },
        "kind": {
          "description": "Which handler runs it: `borg/create`.",
          "type": "string"
        },
        "verb": {
          "$ref": "#/definitions/Verb"
        },
        "address": {
          "$ref": "#/definitions/Address"
        },
        "reason": {
          "description": "The reason, for the user.",
          "type": "string"
        },
        "input": {
          "$ref": "#/definitions/Json",
          "description": "The whole input of the handler. With the run, it determines every argument."
        },
        "tree": {
          "description": "The tree that it reads, opened before and checked around it.",
          "type": [
            "null",
            "string"
          ]
        },
        "scopes": {
          "description": "The scopes that must be open while it runs, beside those of its tree.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "makes": {
          "description": "The name of the point that it makes, with `{run.time}`.",
          "type": [
            "null",
            "string"
          ]
        },
        "destroys": {
          "description": "Exactly the points that it destroys.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/NamedPoint"
          }
        },
        "records": {
          "description": "The entry that its end adds to the history; null if the system itself shows the result.",
          "anyOf": [
            {
              "$ref": "#/definitions/UpkeepTask"
            },
            {
              "type": "null"
            }
          ]
        },
        "after": {
          "description": "The actions that must be done before it. If one is not done, this action is skipped.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "onlyIf": {
          "$ref": "#/definitions/OnlyIf",
          "description": "Absent for what `after` is enough for."
        },
        "guard": {
          "description": "Why it requires `--allow-destroy`; null if it does not.",
          "type": [
            "null",
            "string"
          ]
        }
      },
      "additionalProperties": false,
      "required": [
        "address",
        "after",
        "destroys",
        "guard",
        "id",
        "input",
        "kind",
        "makes",
        "reason",
        "records",
        "scopes",
        "tree",
        "verb"
      ]
    },
    "Verb": {
      "description": "The verb of an action. Its words are in `VERBS`.",
      "enum": [
        "check",
        "compact",
        "create",
        "destroy",
        "prepare",
        "recover",
        "restore",
        "update"
      ],
      "type": "string"
    },
    "NamedPoint": {
      "description": "A point that a destroy names, by identity; `time` as `2026-11-22T20:06:40Z`.",
      "type": "object",
      "properties": {
        "id": {
          "type": "string"
        },
        "name": {
          "type": "string"
        },
        "time": {
          "type": "string"
        },
        "adopted": {
          "description": "The config declares it as own, and rdump did not make it.",
          "const": true,
          "type": "boolean"
        }
      },
      "additionalProperties": false,
      "required": [
        "id",
        "name",
        "time"
      ]
    },
    "UpkeepTask": {
      "description": "What was done to a subject that the subject itself cannot record. `made`: a repository was created, and so needs\nneither check nor compaction in that slot. `deleted`: points were deleted, or may have been, and their space is not free\nbefore the next compaction. `proof`: a point of a group was proven; the subject is the group, its identity that of the\npoint.",
      "type": "object",
      "properties": {
        "kind": {
          "enum": [
            "check",
            "compact",
            "deleted",
            "made",
            "proof"
          ],
          "type": "string"
        },
        "subject": {
          "$ref": "#/definitions/Address",
          "description": "The address of the subject in the config."
        },
        "subjectId": {
          "description": "The identity that its tool gave the subject; null until it is made. A result belongs to this identity, also under\nanother address.",
          "type": [
            "null",
            "string"
          ]
        },
        "madeBy": {
          "description": "The action that makes the subject; absent: this action itself makes it. Only without an identity.",
          "type": "string"
        },
        "place": {
          "description": "Of a proof: the identity of the repository, disk or dataset that has the point; absent: not known.",
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "kind",
        "subject",
        "subjectId"
      ]
    },
    "OnlyIf": {
      "description": "An action can succeed with a warning and make nothing. An action that requires its result starts only after the\nresult is found in the system. Else it is skipped, and the run does not fail.",
      "$ref": "#/definitions/OnlyIf_1"
    },
    "OnlyIf_1": {
      "description": "An action can succeed with a warning and make nothing. An action that requires its result starts only after the\nresult is found in the system. Else it is skipped, and the run does not fail.",
      "type": "object",
      "properties": {
        "seen": {
          "description": "The action whose probe must find the state `done`.",
          "type": "string"
        },
        "otherwise": {
          "description": "The consequence for the user if it is not done, in sentences.",
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "otherwise",
        "seen"
      ]
    },
    "Assumption": {
      "description": "The assumptions of a plan about one group. A change makes the plan stale.",
      "type": "object",
      "properties": {
        "address": {
          "$ref": "#/definitions/Address"
        },
        "points": {
          "description": "How many own points there were.",
          "type": "number"
        },
        "digest": {
          "description": "SHA-256 over their identities.",
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "address",
        "digest",
        "points"
      ]
    },
    "Forgotten": {
      "description": "Points with the mark of this owner that belong to no declared group. A plan never destroys them.",
      "type": "object",
      "properties": {
        "address": {
          "$ref": "#/definitions/Address"
        },
        "points": {
          "type": "number"
        },
        "newest": {
          "description": "The newest of them, `2026-11-22T20:06:40Z`.",
          "type": "string"
        },
        "recorded": {
          "description": "Only the record of points shows them: their place is not declared any more, so nothing lists them.",
          "const": true,
          "type": "boolean"
        }
      },
      "additionalProperties": false,
      "required": [
        "address",
        "newest",
        "points"
      ]
    },
    "AdoptedCount": {
      "description": "The number of complete points of a group that the config adopts.",
      "type": "object",
      "properties": {
        "address": {
          "$ref": "#/definitions/Address"
        },
        "points": {
          "type": "number"
        }
      },
      "additionalProperties": false,
      "required": [
        "address",
        "points"
      ]
    },
    "Examined": {
      "description": "What changed in a target since the run that made its point.",
      "type": "object",
      "properties": {
        "address": {
          "$ref": "#/definitions/Address"
        },
        "compared": {
          "description": "The time of the point: its last comparison with the source, `2026-11-22T20:06:40Z`.",
          "type": "string"
        },
        "alterations": {
          "description": "The first alterations, by path.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/Alteration"
          }
        },
        "count": {
          "description": "How many there are.",
          "type": "number"
        },
        "isCut": {
          "description": "There are more than were counted.",
          "type": "boolean"
        },
        "by": {
          "description": "`revision`: with the integrity data of the run; `times`: only by the times of changes in the target.",
          "enum": [
            "revision",
            "times"
          ],
          "type": "string"
        },
        "problem": {
          "description": "Why nothing could be found out; null: it could.",
          "type": [
            "null",
            "string"
          ]
        }
      },
      "additionalProperties": false,
      "required": [
        "address",
        "alterations",
        "by",
        "compared",
        "count",
        "isCut",
        "problem"
      ]
    },
    "Alteration": {
      "description": "One entry of a target that changed after the run that made it.",
      "type": "object",
      "properties": {
        "path": {
          "description": "From the root of the tree, with other bytes than UTF-8 replaced.",
          "type": "string"
        },
        "kind": {
          "description": "`missing` and `extra` as seen in the target; `touched`: changed, created, or with entries added or removed; by the revision, with the same metadata.",
          "enum": [
            "changed",
            "extra",
            "missing",
            "touched"
          ],
          "type": "string"
        },
        "attributes": {
          "description": "What differs, as messages name it: `mode`, `size`.",
          "type": "array",
          "items": {
            "type": "string"
          }
        }
      },
      "additionalProperties": false,
      "required": [
        "attributes",
        "kind",
        "path"
      ]
    },
    "Estimate": {
      "description": "The expected size of the stream of an action, in bytes.",
      "type": "object",
      "properties": {
        "action": {
          "type": "string"
        },
        "bytes": {
          "type": "number"
        }
      },
      "additionalProperties": false,
      "required": [
        "action",
        "bytes"
      ]
    },
    "Drift": {
      "description": "A difference between what runs made and what exists, which no run caused. `gone`: a full listing does not show the\npoints. `unmarked`: they exist, and their mark was removed or changed. `repository`: another repository is in the place,\nor its encryption changed. `disk`: the source of a volume is on another file system; both are named by UUID.",
      "anyOf": [
        {
          "type": "object",
          "properties": {
            "kind": {
              "enum": [
                "gone",
                "unmarked"
              ],
              "type": "string"
            },
            "address": {
              "$ref": "#/definitions/Address"
            },
            "points": {
              "type": "array",
              "items": {
                "$ref": "#/definitions/MissingPoint"
              }
            }
          },
          "additionalProperties": false,
          "required": [
            "address",
            "kind",
            "points"
          ]
        },
        {
          "type": "object",
          "properties": {
            "kind": {
              "type": "string",
              "const": "repository"
            },
            "address": {
              "$ref": "#/definitions/Address"
            },
            "was": {
              "$ref": "#/definitions/RepositoryIdentity"
            },
            "is": {
              "$ref": "#/definitions/RepositoryIdentity"
            }
          },
          "additionalProperties": false,
          "required": [
            "address",
            "is",
            "kind",
            "was"
          ]
        },
        {
          "$ref": "#/definitions/SourceDrift"
        }
      ]
    },
    "MissingPoint": {
      "description": "A point that a run made, as drift names it; `time` as `2026-11-22T20:06:40Z`.",
      "type": "object",
      "properties": {
        "id": {
          "type": "string"
        },
        "name": {
          "type": "string"
        },
        "time": {
          "type": "string"
        },
        "run": {
          "description": "The run that made it.",
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "id",
        "name",
        "run",
        "time"
      ]
    },
    "RepositoryIdentity": {
      "type": "object",
      "properties": {
        "id": {
          "type": "string"
        },
        "encryption": {
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "encryption",
        "id"
      ]
    },
    "SourceDrift": {
      "type": "object",
      "properties": {
        "kind": {
          "type": "string",
          "const": "disk"
        },
        "address": {
          "$ref": "#/definitions/Address",
          "description": "The volume."
        },
        "was": {
          "type": "string"
        },
        "is": {
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "address",
        "is",
        "kind",
        "was"
      ]
    },
    "Shrinkage": {
      "description": "A volume whose source lost more files than `limits.shrink` allows, and whose loss is not confirmed.",
      "type": "object",
      "properties": {
        "volume": {
          "type": "string"
        },
        "by": {
          "description": "The address of the counter: the integrity data, or a group of archives.",
          "type": "string"
        },
        "run": {
          "description": "The run that found it, and its time, `2026-11-22T20:06:40Z`.",
          "type": "string"
        },
        "time": {
          "type": "string"
        },
        "had": {
          "type": "number"
        },
        "gone": {
          "type": "number"
        },
        "has": {
          "type": "number"
        },
        "since": {
          "description": "The last revision of the integrity data that had the files: each later run looks for these files, until they are back.\nAbsent where only numbers were compared.",
          "type": "string"
        },
        "bytes": {
          "$ref": "#/definitions/Sizes",
          "description": "The sizes that were compared, where they show the loss and the number of files does not."
        },
        "lost": {
          "description": "As in `ComparedFiles`.",
          "type": "array",
          "items": {
            "type": "string"
          }
        }
      },
      "additionalProperties": false,
      "required": [
        "by",
        "gone",
        "had",
        "has",
        "run",
        "time",
        "volume"
      ]
    },
    "Sizes": {
      "description": "Bytes.",
      "$ref": "#/definitions/Sizes_1"
    },
    "Sizes_1": {
      "description": "Bytes.",
      "type": "object",
      "properties": {
        "had": {
          "type": "number"
        },
        "has": {
          "type": "number"
        }
      },
      "additionalProperties": false,
      "required": [
        "had",
        "has"
      ]
    },
    "Decay": {
      "description": "The decayed files of a volume, as a run found them. A later finding about the volume replaces it.",
      "type": "object",
      "properties": {
        "owner": {
          "type": "string"
        },
        "volume": {
          "type": "string"
        },
        "by": {
          "$ref": "#/definitions/Address",
          "description": "The address of the integrity data."
        },
        "run": {
          "description": "The run that found it first, and its time.",
          "type": "string"
        },
        "time": {
          "type": "string"
        },
        "count": {
          "description": "None: all files are good, written or deleted again.",
          "type": "number"
        },
        "files": {
          "type": "array",
          "items": {
            "$ref": "#/definitions/DecayedFile"
          }
        },
        "suspected": {
          "description": "The tree was live, so it can have been a write.",
          "const": true,
          "type": "boolean"
        },
        "newest": {
          "description": "The latest `asOf` of all files that are counted; absent: not known.",
          "type": "string"
        },
        "acceptedUntil": {
          "description": "The user accepted all files that decayed until then: those whose `asOf` is not later. They are not counted.",
          "type": "string"
        },
        "accepted": {
          "description": "How many these were.",
          "type": "number"
        }
      },
      "additionalProperties": false,
      "required": [
        "by",
        "count",
        "files",
        "owner",
        "run",
        "time",
        "volume"
      ]
    },
    "DecayedFile": {
      "description": "A file of a source whose content changed although inode, size, mtime and ctime did not: a decay of its disk.",
      "type": "object",
      "properties": {
        "good": {
          "description": "The SHA-1 of the last good content.",
          "type": "string"
        },
        "now": {
          "description": "The SHA-1 of the content now; null: it cannot be read.",
          "type": [
            "null",
            "string"
          ]
        },
        "asOf": {
          "description": "The time of the last integrity data with the good content, `2026-11-22T20:06:40Z`.",
          "type": "string"
        },
        "accepted": {
          "description": "The user accepted the content as it is now.",
          "const": true,
          "type": "boolean"
        },
        "path": {
          "type": "string"
        },
        "bytes": {
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "asOf",
        "good",
        "now",
        "path"
      ]
    },
    "Diagnostic": {
      "description": "A message for the user. `summary` is a fixed text without user names. `detail` has sentences: the observation, the\nreason, the action. Neither contains a secret. Text from outside is escaped when it is shown, not here.",
      "type": "object",
      "properties": {
        "code": {
          "description": "Stable, kebab-case, room first: `config-unknown-key`, `borg-wrong-passphrase`.",
          "type": "string"
        },
        "severity": {
          "$ref": "#/definitions/Severity"
        },
        "summary": {
          "type": "string"
        },
        "detail": {
          "type": "string"
        },
        "file": {
          "type": "string"
        },
        "range": {
          "$ref": "#/definitions/SourceRange"
        },
        "address": {
          "description": "Its object in the plan: the address of a group, or the name of a volume.",
          "type": "string"
        },
        "locked": {
          "description": "Another process has locked it, so it cannot be queried now: the last observation is still its state.",
          "const": true,
          "type": "boolean"
        }
      },
      "additionalProperties": false,
      "required": [
        "code",
        "detail",
        "severity",
        "summary"
      ]
    },
    "Severity": {
      "enum": [
        "error",
        "note",
        "warning"
      ],
      "type": "string"
    },
    "SourceRange": {
      "$ref": "#/definitions/SourceRange_1"
    },
    "SourceRange_1": {
      "type": "object",
      "properties": {
        "start": {
          "$ref": "#/definitions/Position"
        },
        "end": {
          "$ref": "#/definitions/Position"
        }
      },
      "additionalProperties": false,
      "required": [
        "end",
        "start"
      ]
    },
    "Position": {
      "description": "Line and column count from 1; the column in UTF-16 units, as editors do.",
      "type": "object",
      "properties": {
        "line": {
          "type": "number"
        },
        "column": {
          "type": "number"
        }
      },
      "additionalProperties": false,
      "required": [
        "column",
        "line"
      ]
    },
    "PlanSummary": {
      "description": "How many actions there are of each verb; `destroy` is counted in points.",
      "type": "object",
      "properties": {
        "guarded": {
          "description": "The part of `destroy` that requires `--allow-destroy`.",
          "type": "number"
        },
        "unchanged": {
          "description": "Groups that need nothing.",
          "type": "number"
        },
        "absent": {
          "description": "Groups whose optional disk is not connected, within its grace; absent: none.",
          "type": "number"
        },
        "waiting": {
          "description": "Groups that are due, and that cannot be backed up until the user acts.",
          "type": "number"
        },
        "compact": {
          "type": "number"
        },
        "check": {
          "type": "number"
        },
        "recover": {
          "type": "number"
        },
        "prepare": {
          "type": "number"
        },
        "restore": {
          "type": "number"
        },
        "create": {
          "type": "number"
        },
        "update": {
          "type": "number"
        },
        "destroy": {
          "type": "number"
        }
      },
      "additionalProperties": false,
      "required": [
        "check",
        "compact",
        "create",
        "destroy",
        "guarded",
        "prepare",
        "recover",
        "restore",
        "unchanged",
        "update",
        "waiting"
      ]
    }
  },
  "$schema": "http://json-schema.org/draft-07/schema#"
});
