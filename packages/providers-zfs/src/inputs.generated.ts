// biome-ignore-all format: written by `npm run schema`
// biome-ignore-all lint: written by `npm run schema`
import type { InputSchemas } from "@rdump/core/provider";
import type { ZfsInputs } from "./inputs.ts";

/** The schema of the input of each kind. */
export const inputSchemas: InputSchemas<ZfsInputs> = {
  actions: {
    "zfs/clone": () => ({
      "type": "object",
      "properties": {
        "owner": {
          "type": "string"
        },
        "dataset": {
          "type": "string"
        },
        "source": {
          "type": "string"
        },
        "from": {
          "anyOf": [
            {
              "type": "object",
              "properties": {
                "point": {
                  "type": "string"
                }
              },
              "additionalProperties": false,
              "required": [
                "point"
              ]
            },
            {
              "enum": [
                "own",
                "this run"
              ],
              "type": "string"
            }
          ]
        },
        "replaces": {
          "anyOf": [
            {
              "type": "object",
              "properties": {
                "guid": {
                  "type": "string"
                },
                "origin": {
                  "type": "string"
                },
                "asks": {
                  "type": "boolean"
                }
              },
              "additionalProperties": false,
              "required": [
                "asks",
                "guid",
                "origin"
              ]
            },
            {
              "type": "null"
            }
          ]
        },
        "unfinished": {
          "type": "boolean"
        },
        "parents": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "name": {
                "type": "string"
              },
              "isMirror": {
                "type": "boolean"
              }
            },
            "additionalProperties": false,
            "required": [
              "isMirror",
              "name"
            ]
          }
        },
        "settings": {
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "orphans": {
          "type": "array",
          "items": {
            "type": "string"
          }
        }
      },
      "additionalProperties": false,
      "required": [
        "dataset",
        "from",
        "orphans",
        "owner",
        "parents",
        "replaces",
        "settings",
        "source",
        "unfinished"
      ]
    }),
    "zfs/companion": () => ({
      "type": "object",
      "properties": {
        "owner": {
          "type": "string"
        },
        "dataset": {
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "dataset",
        "owner"
      ]
    }),
    "zfs/create": () => ({
      "type": "object",
      "properties": {
        "owner": {
          "type": "string"
        },
        "dataset": {
          "type": "string"
        },
        "parents": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "name": {
                "type": "string"
              },
              "isMirror": {
                "type": "boolean"
              }
            },
            "additionalProperties": false,
            "required": [
              "isMirror",
              "name"
            ]
          }
        }
      },
      "additionalProperties": false,
      "required": [
        "dataset",
        "owner",
        "parents"
      ]
    }),
    "zfs/destroy": () => ({
      "type": "object",
      "properties": {
        "owner": {
          "type": "string"
        },
        "owners": {
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "dataset": {
          "type": "string"
        },
        "host": {
          "type": "string"
        },
        "points": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "name": {
                "type": "string"
              },
              "guid": {
                "type": "string"
              },
              "companion": {
                "type": [
                  "null",
                  "string"
                ]
              },
              "adopted": {
                "const": true,
                "type": "boolean"
              }
            },
            "additionalProperties": false,
            "required": [
              "companion",
              "guid",
              "name"
            ]
          }
        }
      },
      "additionalProperties": false,
      "required": [
        "dataset",
        "owner",
        "points"
      ]
    }),
    "zfs/discard": () => ({
      "type": "object",
      "properties": {
        "owner": {
          "type": "string"
        },
        "target": {
          "type": "string"
        },
        "host": {
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "owner",
        "target"
      ]
    }),
    "zfs/hold": () => ({
      "type": "object",
      "properties": {
        "source": {
          "type": "string"
        },
        "sourceHost": {
          "type": "string"
        },
        "target": {
          "type": "string"
        },
        "tag": {
          "type": "string"
        },
        "snapshot": {
          "anyOf": [
            {
              "type": "object",
              "properties": {
                "name": {
                  "type": "string"
                },
                "guid": {
                  "type": "string"
                }
              },
              "additionalProperties": false,
              "required": [
                "guid",
                "name"
              ]
            },
            {
              "const": "this run",
              "type": "string"
            }
          ]
        },
        "between": {
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "stale": {
          "type": "array",
          "items": {
            "type": "string"
          }
        }
      },
      "additionalProperties": false,
      "required": [
        "snapshot",
        "source",
        "tag",
        "target"
      ]
    }),
    "zfs/pin": () => ({
      "type": "object",
      "properties": {
        "dataset": {
          "type": "string"
        },
        "hold": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "name": {
                "type": "string"
              },
              "guid": {
                "type": "string"
              }
            },
            "additionalProperties": false,
            "required": [
              "guid",
              "name"
            ]
          }
        },
        "release": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "name": {
                "type": "string"
              },
              "guid": {
                "type": "string"
              }
            },
            "additionalProperties": false,
            "required": [
              "guid",
              "name"
            ]
          }
        }
      },
      "additionalProperties": false,
      "required": [
        "dataset",
        "hold",
        "release"
      ]
    }),
    "zfs/point": () => ({
      "type": "object",
      "properties": {
        "owner": {
          "type": "string"
        },
        "dataset": {
          "type": "string"
        },
        "host": {
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "dataset",
        "owner"
      ]
    }),
    "zfs/properties": () => ({
      "type": "object",
      "properties": {
        "owner": {
          "type": "string"
        },
        "owners": {
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "dataset": {
          "type": "string"
        },
        "guid": {
          "type": "string"
        },
        "settings": {
          "type": "array",
          "items": {
            "type": "string"
          }
        }
      },
      "additionalProperties": false,
      "required": [
        "dataset",
        "guid",
        "owner",
        "settings"
      ]
    }),
    "zfs/retire": () => ({
      "type": "object",
      "properties": {
        "dataset": {
          "type": "string"
        },
        "host": {
          "type": "string"
        },
        "guid": {
          "type": "string"
        },
        "claim": {
          "type": "object",
          "properties": {
            "owners": {
              "type": "array",
              "items": {
                "type": "string"
              }
            },
            "volumes": {
              "type": "array",
              "items": {
                "type": "string"
              }
            },
            "machines": {
              "type": "array",
              "items": {
                "type": "string"
              }
            }
          },
          "additionalProperties": false,
          "required": [
            "machines",
            "owners",
            "volumes"
          ]
        },
        "snapshots": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "name": {
                "type": "string"
              },
              "guid": {
                "type": "string"
              },
              "held": {
                "const": true,
                "type": "boolean"
              }
            },
            "additionalProperties": false,
            "required": [
              "guid",
              "name"
            ]
          }
        },
        "mounts": {
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "writable": {
          "const": true,
          "type": "boolean"
        },
        "origin": {
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "claim",
        "dataset",
        "guid",
        "mounts",
        "snapshots"
      ]
    }),
    "zfs/rollback": () => ({
      "type": "object",
      "properties": {
        "owner": {
          "type": "string"
        },
        "target": {
          "type": "string"
        },
        "host": {
          "type": "string"
        },
        "base": {
          "type": "object",
          "properties": {
            "name": {
              "type": "string"
            },
            "guid": {
              "type": "string"
            }
          },
          "additionalProperties": false,
          "required": [
            "guid",
            "name"
          ]
        },
        "newer": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "name": {
                "type": "string"
              },
              "guid": {
                "type": "string"
              },
              "held": {
                "const": true,
                "type": "boolean"
              }
            },
            "additionalProperties": false,
            "required": [
              "guid",
              "name"
            ]
          }
        },
        "written": {
          "type": "number"
        }
      },
      "additionalProperties": false,
      "required": [
        "base",
        "newer",
        "owner",
        "target",
        "written"
      ]
    }),
    "zfs/send": () => ({
      "type": "object",
      "properties": {
        "owner": {
          "type": "string"
        },
        "source": {
          "type": "string"
        },
        "sourceHost": {
          "type": "string"
        },
        "target": {
          "type": "string"
        },
        "host": {
          "type": "string"
        },
        "snapshot": {
          "anyOf": [
            {
              "type": "object",
              "properties": {
                "name": {
                  "type": "string"
                },
                "guid": {
                  "type": "string"
                }
              },
              "additionalProperties": false,
              "required": [
                "guid",
                "name"
              ]
            },
            {
              "const": "this run",
              "type": "string"
            }
          ]
        },
        "base": {
          "anyOf": [
            {
              "type": "object",
              "properties": {
                "name": {
                  "type": "string"
                },
                "guid": {
                  "type": "string"
                },
                "from": {
                  "type": "string"
                }
              },
              "additionalProperties": false,
              "required": [
                "from",
                "guid",
                "name"
              ]
            },
            {
              "type": "null"
            }
          ]
        },
        "token": {
          "type": [
            "null",
            "string"
          ]
        },
        "raw": {
          "type": "boolean"
        },
        "embeds": {
          "type": "boolean"
        },
        "parents": {
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "stall": {
          "type": "number"
        },
        "tag": {
          "type": "string"
        },
        "intermediates": {
          "const": true,
          "type": "boolean"
        },
        "between": {
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "stages": {
          "type": "object",
          "properties": {
            "rateLimit": {
              "type": "number"
            },
            "compression": {
              "const": "zstd",
              "type": "string"
            },
            "buffer": {
              "type": "number"
            }
          },
          "additionalProperties": false
        },
        "held": {
          "const": true,
          "type": "boolean"
        },
        "steps": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "name": {
                "type": "string"
              },
              "guid": {
                "type": "string"
              }
            },
            "additionalProperties": false,
            "required": [
              "guid",
              "name"
            ]
          }
        }
      },
      "additionalProperties": false,
      "required": [
        "base",
        "embeds",
        "owner",
        "parents",
        "raw",
        "snapshot",
        "source",
        "stall",
        "target",
        "token"
      ]
    }),
    "zfs/settle": () => ({
      "type": "object",
      "properties": {
        "owner": {
          "type": "string"
        },
        "source": {
          "type": "string"
        },
        "sourceHost": {
          "type": "string"
        },
        "target": {
          "type": "string"
        },
        "host": {
          "type": "string"
        },
        "snapshot": {
          "anyOf": [
            {
              "type": "object",
              "properties": {
                "name": {
                  "type": "string"
                },
                "guid": {
                  "type": "string"
                }
              },
              "additionalProperties": false,
              "required": [
                "guid",
                "name"
              ]
            },
            {
              "const": "this run",
              "type": "string"
            }
          ]
        },
        "setsReadOnly": {
          "type": "boolean"
        },
        "held": {
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "sending": {
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "holdsBase": {
          "const": true,
          "type": "boolean"
        },
        "bookmarks": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "name": {
                "type": "string"
              },
              "guid": {
                "type": "string"
              }
            },
            "additionalProperties": false,
            "required": [
              "guid",
              "name"
            ]
          }
        },
        "tag": {
          "type": "string"
        },
        "stream": {
          "type": "string"
        },
        "passed": {
          "type": "array",
          "items": {
            "type": "string"
          }
        }
      },
      "additionalProperties": false,
      "required": [
        "bookmarks",
        "held",
        "owner",
        "sending",
        "setsReadOnly",
        "snapshot",
        "source",
        "target"
      ]
    }),
    "zfs/snapshot": () => ({
      "type": "object",
      "properties": {
        "owner": {
          "type": "string"
        },
        "dataset": {
          "type": "string"
        },
        "host": {
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "dataset",
        "owner"
      ]
    }),
  },
  scopes: {
    "zfs/mount": () => ({
      "type": "object",
      "properties": {
        "dataset": {
          "type": "string"
        },
        "what": {
          "enum": [
            "dataset",
            "point"
          ],
          "type": "string"
        },
        "legacy": {
          "type": "boolean"
        },
        "path": {
          "type": "string"
        },
        "scratch": {
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "dataset",
        "legacy",
        "path",
        "scratch",
        "what"
      ]
    }),
    "zfs/read-only": () => ({
      "type": "object",
      "properties": {
        "dataset": {
          "type": "string"
        },
        "guid": {
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "dataset",
        "guid"
      ]
    }),
    "zfs/read-point": () => ({
      "type": "object",
      "properties": {
        "dataset": {
          "type": "string"
        },
        "snapshot": {
          "type": "string"
        },
        "guid": {
          "type": [
            "null",
            "string"
          ]
        },
        "path": {
          "type": "string"
        },
        "scratch": {
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "dataset",
        "guid",
        "path",
        "scratch",
        "snapshot"
      ]
    }),
    "zfs/readme": () => ({
      "type": "object",
      "properties": {
        "dataset": {
          "type": "string"
        },
        "root": {
          "type": "string"
        },
        "surefile": {
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "dataset",
        "root",
        "surefile"
      ]
    }),
    "zfs/scan": () => ({
      "type": "object",
      "properties": {
        "owner": {
          "type": "string"
        },
        "dataset": {
          "type": "string"
        },
        "keeps": {
          "type": "boolean"
        },
        "parent": {
          "type": "string"
        },
        "makesParent": {
          "type": "boolean"
        },
        "attributes": {
          "anyOf": [
            {
              "type": "object",
              "properties": {
                "acltype": {
                  "type": "string"
                },
                "xattr": {
                  "type": "string"
                }
              },
              "additionalProperties": false,
              "required": [
                "acltype",
                "xattr"
              ]
            },
            {
              "type": "null"
            }
          ]
        },
        "name": {
          "type": "string"
        },
        "path": {
          "type": "string"
        },
        "scratch": {
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "attributes",
        "dataset",
        "keeps",
        "makesParent",
        "name",
        "owner",
        "parent",
        "path",
        "scratch"
      ]
    }),
    "zfs/snapshot": () => ({
      "type": "object",
      "properties": {
        "owner": {
          "type": "string"
        },
        "pool": {
          "type": "string"
        },
        "host": {
          "type": "string"
        },
        "datasets": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "volume": {
                "type": "string"
              },
              "dataset": {
                "type": "string"
              },
              "guid": {
                "type": "string"
              },
              "keeps": {
                "type": "boolean"
              }
            },
            "additionalProperties": false,
            "required": [
              "dataset",
              "guid",
              "keeps",
              "volume"
            ]
          }
        }
      },
      "additionalProperties": false,
      "required": [
        "datasets",
        "owner",
        "pool"
      ]
    }),
  },
};
