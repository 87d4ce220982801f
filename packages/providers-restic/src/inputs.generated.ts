// biome-ignore-all format: written by `npm run schema`
// biome-ignore-all lint: written by `npm run schema`
import type { InputSchemas } from "@rdump/core/provider";
import type { ResticInputs } from "./inputs.ts";

/** The schema of the input of each kind. */
export const inputSchemas: InputSchemas<ResticInputs> = {
  actions: {
    "restic/backup": () => ({
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
            "cacheDir": {
              "type": [
                "null",
                "string"
              ]
            },
            "credentialsFile": {
              "type": [
                "null",
                "string"
              ]
            },
            "lockWait": {
              "type": "number"
            }
          },
          "required": [
            "cacheDir",
            "compression",
            "credentialsFile",
            "location",
            "lockWait",
            "name",
            "passphrase",
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
        "machineRecord": {
          "type": "string"
        },
        "repositoryId": {
          "type": [
            "null",
            "string"
          ]
        }
      },
      "additionalProperties": false,
      "required": [
        "access",
        "integrityFiles",
        "live",
        "owner",
        "previous",
        "repositoryId",
        "runFiles",
        "source",
        "volume"
      ]
    }),
    "restic/check": () => ({
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
            "cacheDir": {
              "type": [
                "null",
                "string"
              ]
            },
            "credentialsFile": {
              "type": [
                "null",
                "string"
              ]
            },
            "lockWait": {
              "type": "number"
            }
          },
          "required": [
            "cacheDir",
            "compression",
            "credentialsFile",
            "location",
            "lockWait",
            "name",
            "passphrase",
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
    "restic/compact": () => ({
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
            "cacheDir": {
              "type": [
                "null",
                "string"
              ]
            },
            "credentialsFile": {
              "type": [
                "null",
                "string"
              ]
            },
            "lockWait": {
              "type": "number"
            }
          },
          "required": [
            "cacheDir",
            "compression",
            "credentialsFile",
            "location",
            "lockWait",
            "name",
            "passphrase",
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
    "restic/forget": () => ({
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
            "cacheDir": {
              "type": [
                "null",
                "string"
              ]
            },
            "credentialsFile": {
              "type": [
                "null",
                "string"
              ]
            },
            "lockWait": {
              "type": "number"
            }
          },
          "required": [
            "cacheDir",
            "compression",
            "credentialsFile",
            "location",
            "lockWait",
            "name",
            "passphrase",
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
        "repositoryId": {
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
        "repositoryId"
      ]
    }),
    "restic/init": () => ({
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
            "cacheDir": {
              "type": [
                "null",
                "string"
              ]
            },
            "credentialsFile": {
              "type": [
                "null",
                "string"
              ]
            },
            "lockWait": {
              "type": "number"
            }
          },
          "required": [
            "cacheDir",
            "compression",
            "credentialsFile",
            "location",
            "lockWait",
            "name",
            "passphrase",
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
    "restic/restore": () => ({
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
            "cacheDir": {
              "type": [
                "null",
                "string"
              ]
            },
            "credentialsFile": {
              "type": [
                "null",
                "string"
              ]
            },
            "lockWait": {
              "type": "number"
            }
          },
          "required": [
            "cacheDir",
            "compression",
            "credentialsFile",
            "location",
            "lockWait",
            "name",
            "passphrase",
            "ssh",
            "uploadLimit"
          ]
        },
        "snapshot": {
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
        "uncached": {
          "const": true,
          "type": "boolean"
        }
      },
      "additionalProperties": false,
      "required": [
        "access",
        "also",
        "paths",
        "snapshot",
        "to"
      ]
    }),
    "restic/unlock": () => ({
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
            "cacheDir": {
              "type": [
                "null",
                "string"
              ]
            },
            "credentialsFile": {
              "type": [
                "null",
                "string"
              ]
            },
            "lockWait": {
              "type": "number"
            }
          },
          "required": [
            "cacheDir",
            "compression",
            "credentialsFile",
            "location",
            "lockWait",
            "name",
            "passphrase",
            "ssh",
            "uploadLimit"
          ]
        },
        "locks": {
          "type": "array",
          "items": [
            {
              "type": "object",
              "properties": {
                "id": {
                  "type": "string"
                },
                "pid": {
                  "type": "number"
                },
                "host": {
                  "type": "string"
                }
              },
              "additionalProperties": false,
              "required": [
                "host",
                "id",
                "pid"
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
              "pid": {
                "type": "number"
              },
              "host": {
                "type": "string"
              }
            },
            "additionalProperties": false,
            "required": [
              "host",
              "id",
              "pid"
            ]
          }
        }
      },
      "additionalProperties": false,
      "required": [
        "access",
        "locks"
      ]
    }),
  },
  scopes: {
  },
};
