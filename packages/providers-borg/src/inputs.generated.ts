// biome-ignore-all format: written by `npm run schema`
// biome-ignore-all lint: written by `npm run schema`
import type { InputSchemas } from "@rdump/core/provider";
import type { BorgInputs } from "./inputs.ts";

/** The schema of the input of each kind. */
export const inputSchemas: InputSchemas<BorgInputs> = {
  actions: {
    "borg/check": () => ({
      "type": "object",
      "properties": {
        "access": {
          "additionalProperties": false,
          "type": "object",
          "properties": {
            "name": {
              "type": "string"
            },
            "location": {
              "type": "string"
            },
            "ssh": {
              "anyOf": [
                {
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
                {
                  "type": "null"
                }
              ]
            },
            "encryption": {
              "type": [
                "null",
                "string"
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
              "type": [
                "null",
                "number"
              ]
            },
            "remotePath": {
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
            "lockWait": {
              "type": "object",
              "properties": {
                "look": {
                  "type": "number"
                },
                "work": {
                  "type": "number"
                }
              },
              "additionalProperties": false,
              "required": [
                "look",
                "work"
              ]
            }
          },
          "required": [
            "cacheDir",
            "compression",
            "encryption",
            "keyFile",
            "location",
            "lockWait",
            "name",
            "passphrase",
            "remotePath",
            "ssh",
            "uploadLimit"
          ]
        }
      },
      "additionalProperties": false,
      "required": [
        "access"
      ]
    }),
    "borg/compact": () => ({
      "type": "object",
      "properties": {
        "access": {
          "additionalProperties": false,
          "type": "object",
          "properties": {
            "name": {
              "type": "string"
            },
            "location": {
              "type": "string"
            },
            "ssh": {
              "anyOf": [
                {
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
                {
                  "type": "null"
                }
              ]
            },
            "encryption": {
              "type": [
                "null",
                "string"
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
              "type": [
                "null",
                "number"
              ]
            },
            "remotePath": {
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
            "lockWait": {
              "type": "object",
              "properties": {
                "look": {
                  "type": "number"
                },
                "work": {
                  "type": "number"
                }
              },
              "additionalProperties": false,
              "required": [
                "look",
                "work"
              ]
            }
          },
          "required": [
            "cacheDir",
            "compression",
            "encryption",
            "keyFile",
            "location",
            "lockWait",
            "name",
            "passphrase",
            "remotePath",
            "ssh",
            "uploadLimit"
          ]
        }
      },
      "additionalProperties": false,
      "required": [
        "access"
      ]
    }),
    "borg/create": () => ({
      "type": "object",
      "properties": {
        "access": {
          "additionalProperties": false,
          "type": "object",
          "properties": {
            "name": {
              "type": "string"
            },
            "location": {
              "type": "string"
            },
            "ssh": {
              "anyOf": [
                {
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
                {
                  "type": "null"
                }
              ]
            },
            "encryption": {
              "type": [
                "null",
                "string"
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
              "type": [
                "null",
                "number"
              ]
            },
            "remotePath": {
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
            "lockWait": {
              "type": "object",
              "properties": {
                "look": {
                  "type": "number"
                },
                "work": {
                  "type": "number"
                }
              },
              "additionalProperties": false,
              "required": [
                "look",
                "work"
              ]
            }
          },
          "required": [
            "cacheDir",
            "compression",
            "encryption",
            "keyFile",
            "location",
            "lockWait",
            "name",
            "passphrase",
            "remotePath",
            "ssh",
            "uploadLimit"
          ]
        },
        "owner": {
          "type": "string"
        },
        "volume": {
          "type": "string"
        },
        "source": {
          "type": "object",
          "properties": {
            "mounted": {
              "type": "boolean"
            },
            "root": {
              "type": "boolean"
            },
            "path": {
              "type": "string"
            },
            "exclude": {
              "type": "array",
              "items": {
                "type": "string"
              }
            },
            "excludeCaches": {
              "type": "boolean"
            }
          },
          "additionalProperties": false,
          "required": [
            "exclude",
            "excludeCaches",
            "mounted",
            "path",
            "root"
          ]
        },
        "runFiles": {
          "type": "string"
        },
        "live": {
          "type": "boolean"
        },
        "previous": {
          "anyOf": [
            {
              "type": "object",
              "properties": {
                "id": {
                  "type": "string"
                },
                "name": {
                  "type": "string"
                },
                "count": {
                  "type": "object",
                  "properties": {
                    "files": {
                      "type": "number"
                    },
                    "bytes": {
                      "type": "number"
                    }
                  },
                  "additionalProperties": false,
                  "required": [
                    "bytes",
                    "files"
                  ]
                }
              },
              "additionalProperties": false,
              "required": [
                "id",
                "name"
              ]
            },
            {
              "type": "null"
            }
          ]
        },
        "integrityFiles": {
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "tornCache": {
          "type": [
            "null",
            "string"
          ]
        },
        "machineRecord": {
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "access",
        "integrityFiles",
        "live",
        "owner",
        "previous",
        "runFiles",
        "source",
        "tornCache",
        "volume"
      ]
    }),
    "borg/delete": () => ({
      "type": "object",
      "properties": {
        "access": {
          "additionalProperties": false,
          "type": "object",
          "properties": {
            "name": {
              "type": "string"
            },
            "location": {
              "type": "string"
            },
            "ssh": {
              "anyOf": [
                {
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
                {
                  "type": "null"
                }
              ]
            },
            "encryption": {
              "type": [
                "null",
                "string"
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
              "type": [
                "null",
                "number"
              ]
            },
            "remotePath": {
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
            "lockWait": {
              "type": "object",
              "properties": {
                "look": {
                  "type": "number"
                },
                "work": {
                  "type": "number"
                }
              },
              "additionalProperties": false,
              "required": [
                "look",
                "work"
              ]
            }
          },
          "required": [
            "cacheDir",
            "compression",
            "encryption",
            "keyFile",
            "location",
            "lockWait",
            "name",
            "passphrase",
            "remotePath",
            "ssh",
            "uploadLimit"
          ]
        },
        "points": {
          "type": "array",
          "items": [
            {
              "type": "object",
              "properties": {
                "id": {
                  "type": "string"
                },
                "name": {
                  "type": "string"
                }
              },
              "additionalProperties": false,
              "required": [
                "id",
                "name"
              ]
            }
          ],
          "minItems": 1,
          "additionalItems": {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "name": {
                "type": "string"
              }
            },
            "additionalProperties": false,
            "required": [
              "id",
              "name"
            ]
          }
        },
        "tornCache": {
          "type": [
            "null",
            "string"
          ]
        }
      },
      "additionalProperties": false,
      "required": [
        "access",
        "points",
        "tornCache"
      ]
    }),
    "borg/extract": () => ({
      "type": "object",
      "properties": {
        "access": {
          "additionalProperties": false,
          "type": "object",
          "properties": {
            "name": {
              "type": "string"
            },
            "location": {
              "type": "string"
            },
            "ssh": {
              "anyOf": [
                {
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
                {
                  "type": "null"
                }
              ]
            },
            "encryption": {
              "type": [
                "null",
                "string"
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
              "type": [
                "null",
                "number"
              ]
            },
            "remotePath": {
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
            "lockWait": {
              "type": "object",
              "properties": {
                "look": {
                  "type": "number"
                },
                "work": {
                  "type": "number"
                }
              },
              "additionalProperties": false,
              "required": [
                "look",
                "work"
              ]
            }
          },
          "required": [
            "cacheDir",
            "compression",
            "encryption",
            "keyFile",
            "location",
            "lockWait",
            "name",
            "passphrase",
            "remotePath",
            "ssh",
            "uploadLimit"
          ]
        },
        "archive": {
          "type": "object",
          "properties": {
            "id": {
              "type": "string"
            },
            "name": {
              "type": "string"
            }
          },
          "additionalProperties": false,
          "required": [
            "id",
            "name"
          ]
        },
        "to": {
          "type": "string"
        },
        "paths": {
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "also": {
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "rootOnly": {
          "type": "boolean"
        },
        "alone": {
          "const": true,
          "type": "boolean"
        },
        "sample": {
          "type": "object",
          "properties": {
            "directory": {
              "type": "string"
            },
            "list": {
              "type": "string"
            },
            "patterns": {
              "type": "string"
            },
            "names": {
              "type": "string"
            },
            "coverage": {
              "type": "string"
            },
            "of": {
              "type": "string"
            }
          },
          "additionalProperties": false,
          "required": [
            "coverage",
            "directory",
            "list",
            "names",
            "of",
            "patterns"
          ]
        }
      },
      "additionalProperties": false,
      "required": [
        "access",
        "also",
        "archive",
        "paths",
        "rootOnly",
        "to"
      ]
    }),
    "borg/init": () => ({
      "type": "object",
      "properties": {
        "access": {
          "additionalProperties": false,
          "type": "object",
          "properties": {
            "name": {
              "type": "string"
            },
            "location": {
              "type": "string"
            },
            "ssh": {
              "anyOf": [
                {
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
                {
                  "type": "null"
                }
              ]
            },
            "encryption": {
              "type": [
                "null",
                "string"
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
              "type": [
                "null",
                "number"
              ]
            },
            "remotePath": {
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
            "lockWait": {
              "type": "object",
              "properties": {
                "look": {
                  "type": "number"
                },
                "work": {
                  "type": "number"
                }
              },
              "additionalProperties": false,
              "required": [
                "look",
                "work"
              ]
            }
          },
          "required": [
            "cacheDir",
            "compression",
            "encryption",
            "keyFile",
            "location",
            "lockWait",
            "name",
            "passphrase",
            "remotePath",
            "ssh",
            "uploadLimit"
          ]
        },
        "unfinished": {
          "type": "boolean"
        }
      },
      "additionalProperties": false,
      "required": [
        "access",
        "unfinished"
      ]
    }),
  },
  scopes: {
  },
};
