// biome-ignore-all format: written by `npm run schema`
// biome-ignore-all lint: written by `npm run schema`
import type { InputSchemas } from "@rdump/core/provider";
import type { DirectoryInputs } from "./inputs.ts";

/** The schema of the input of each kind. */
export const inputSchemas: InputSchemas<DirectoryInputs> = {
  actions: {
    "directory/archive": () => ({
      "additionalProperties": false,
      "type": "object",
      "properties": {
        "access": {
          "type": "object",
          "properties": {
            "name": {
              "type": "string"
            },
            "location": {
              "type": "string"
            }
          },
          "additionalProperties": false,
          "required": [
            "location",
            "name"
          ]
        },
        "owner": {
          "type": "string"
        },
        "volume": {
          "type": "string"
        },
        "previous": {
          "anyOf": [
            {
              "type": "object",
              "properties": {
                "directory": {
                  "type": "string"
                },
                "base": {
                  "type": "string"
                }
              },
              "additionalProperties": false,
              "required": [
                "base",
                "directory"
              ]
            },
            {
              "type": "null"
            }
          ]
        },
        "unfinished": {
          "type": "array",
          "items": {
            "type": "string"
          }
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
            "compression": {
              "type": "number"
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
            "compression",
            "exclude",
            "excludeCaches",
            "mounted",
            "path",
            "root"
          ]
        },
        "levels": {
          "anyOf": [
            {
              "type": "object",
              "properties": {
                "base": {
                  "anyOf": [
                    {
                      "type": "object",
                      "properties": {
                        "directory": {
                          "type": "string"
                        },
                        "base": {
                          "type": "string"
                        },
                        "id": {
                          "type": "string"
                        }
                      },
                      "additionalProperties": false,
                      "required": [
                        "base",
                        "directory",
                        "id"
                      ]
                    },
                    {
                      "type": "null"
                    }
                  ]
                },
                "readFrom": {
                  "type": "object",
                  "properties": {
                    "name": {
                      "type": "string"
                    },
                    "disk": {
                      "type": [
                        "null",
                        "string"
                      ]
                    }
                  },
                  "additionalProperties": false,
                  "required": [
                    "disk",
                    "name"
                  ]
                }
              },
              "additionalProperties": false,
              "required": [
                "base",
                "readFrom"
              ]
            },
            {
              "type": "null"
            }
          ]
        },
        "runFiles": {
          "type": "string"
        },
        "live": {
          "type": "boolean"
        }
      },
      "required": [
        "access",
        "integrityFiles",
        "levels",
        "live",
        "owner",
        "previous",
        "runFiles",
        "source",
        "unfinished",
        "volume"
      ]
    }),
    "directory/delete": () => ({
      "type": "object",
      "properties": {
        "access": {
          "type": "object",
          "properties": {
            "name": {
              "type": "string"
            },
            "location": {
              "type": "string"
            }
          },
          "additionalProperties": false,
          "required": [
            "location",
            "name"
          ]
        },
        "directory": {
          "type": "string"
        },
        "format": {
          "enum": [
            "dump",
            "tar",
            "xfsdump"
          ],
          "type": "string"
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
        }
      },
      "additionalProperties": false,
      "required": [
        "access",
        "directory",
        "points"
      ]
    }),
    "directory/dump": () => ({
      "additionalProperties": false,
      "type": "object",
      "properties": {
        "access": {
          "type": "object",
          "properties": {
            "name": {
              "type": "string"
            },
            "location": {
              "type": "string"
            }
          },
          "additionalProperties": false,
          "required": [
            "location",
            "name"
          ]
        },
        "owner": {
          "type": "string"
        },
        "volume": {
          "type": "string"
        },
        "previous": {
          "anyOf": [
            {
              "type": "object",
              "properties": {
                "directory": {
                  "type": "string"
                },
                "base": {
                  "type": "string"
                }
              },
              "additionalProperties": false,
              "required": [
                "base",
                "directory"
              ]
            },
            {
              "type": "null"
            }
          ]
        },
        "unfinished": {
          "type": "array",
          "items": {
            "type": "string"
          }
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
        "source": {
          "type": "object",
          "properties": {
            "path": {
              "type": "string"
            },
            "device": {
              "type": "string"
            },
            "compression": {
              "type": "number"
            }
          },
          "additionalProperties": false,
          "required": [
            "compression",
            "device",
            "path"
          ]
        },
        "levels": {
          "anyOf": [
            {
              "type": "object",
              "properties": {
                "base": {
                  "anyOf": [
                    {
                      "type": "object",
                      "properties": {
                        "directory": {
                          "type": "string"
                        },
                        "base": {
                          "type": "string"
                        },
                        "id": {
                          "type": "string"
                        }
                      },
                      "additionalProperties": false,
                      "required": [
                        "base",
                        "directory",
                        "id"
                      ]
                    },
                    {
                      "type": "null"
                    }
                  ]
                },
                "readFrom": {
                  "type": "object",
                  "properties": {
                    "name": {
                      "type": "string"
                    },
                    "disk": {
                      "type": [
                        "null",
                        "string"
                      ]
                    }
                  },
                  "additionalProperties": false,
                  "required": [
                    "disk",
                    "name"
                  ]
                }
              },
              "additionalProperties": false,
              "required": [
                "base",
                "readFrom"
              ]
            },
            {
              "type": "null"
            }
          ]
        }
      },
      "required": [
        "access",
        "integrityFiles",
        "levels",
        "owner",
        "previous",
        "source",
        "unfinished",
        "volume"
      ]
    }),
    "directory/dump-extract": () => ({
      "additionalProperties": false,
      "type": "object",
      "properties": {
        "directory": {
          "type": "string"
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
        "base": {
          "type": "string"
        },
        "access": {
          "type": "object",
          "properties": {
            "name": {
              "type": "string"
            },
            "location": {
              "type": "string"
            }
          },
          "additionalProperties": false,
          "required": [
            "location",
            "name"
          ]
        },
        "before": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "directory": {
                "type": "string"
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
              "base": {
                "type": "string"
              }
            },
            "additionalProperties": false,
            "required": [
              "archive",
              "base",
              "directory"
            ]
          }
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
        }
      },
      "required": [
        "access",
        "also",
        "archive",
        "base",
        "before",
        "directory",
        "paths",
        "rootOnly",
        "to"
      ]
    }),
    "directory/extract": () => ({
      "additionalProperties": false,
      "type": "object",
      "properties": {
        "directory": {
          "type": "string"
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
        "base": {
          "type": "string"
        },
        "access": {
          "type": "object",
          "properties": {
            "name": {
              "type": "string"
            },
            "location": {
              "type": "string"
            }
          },
          "additionalProperties": false,
          "required": [
            "location",
            "name"
          ]
        },
        "before": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "directory": {
                "type": "string"
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
              "base": {
                "type": "string"
              }
            },
            "additionalProperties": false,
            "required": [
              "archive",
              "base",
              "directory"
            ]
          }
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
        }
      },
      "required": [
        "access",
        "also",
        "archive",
        "base",
        "before",
        "directory",
        "paths",
        "rootOnly",
        "to"
      ]
    }),
    "directory/init": () => ({
      "type": "object",
      "properties": {
        "access": {
          "type": "object",
          "properties": {
            "name": {
              "type": "string"
            },
            "location": {
              "type": "string"
            }
          },
          "additionalProperties": false,
          "required": [
            "location",
            "name"
          ]
        }
      },
      "additionalProperties": false,
      "required": [
        "access"
      ]
    }),
    "directory/xfsdump": () => ({
      "additionalProperties": false,
      "type": "object",
      "properties": {
        "access": {
          "type": "object",
          "properties": {
            "name": {
              "type": "string"
            },
            "location": {
              "type": "string"
            }
          },
          "additionalProperties": false,
          "required": [
            "location",
            "name"
          ]
        },
        "owner": {
          "type": "string"
        },
        "volume": {
          "type": "string"
        },
        "previous": {
          "anyOf": [
            {
              "type": "object",
              "properties": {
                "directory": {
                  "type": "string"
                },
                "base": {
                  "type": "string"
                }
              },
              "additionalProperties": false,
              "required": [
                "base",
                "directory"
              ]
            },
            {
              "type": "null"
            }
          ]
        },
        "unfinished": {
          "type": "array",
          "items": {
            "type": "string"
          }
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
        "source": {
          "type": "object",
          "properties": {
            "path": {
              "type": "string"
            },
            "device": {
              "type": "string"
            },
            "compression": {
              "type": "number"
            }
          },
          "additionalProperties": false,
          "required": [
            "compression",
            "device",
            "path"
          ]
        },
        "levels": {
          "anyOf": [
            {
              "type": "object",
              "properties": {
                "base": {
                  "anyOf": [
                    {
                      "type": "object",
                      "properties": {
                        "directory": {
                          "type": "string"
                        },
                        "base": {
                          "type": "string"
                        },
                        "id": {
                          "type": "string"
                        }
                      },
                      "additionalProperties": false,
                      "required": [
                        "base",
                        "directory",
                        "id"
                      ]
                    },
                    {
                      "type": "null"
                    }
                  ]
                },
                "readFrom": {
                  "type": "object",
                  "properties": {
                    "name": {
                      "type": "string"
                    },
                    "disk": {
                      "type": [
                        "null",
                        "string"
                      ]
                    }
                  },
                  "additionalProperties": false,
                  "required": [
                    "disk",
                    "name"
                  ]
                }
              },
              "additionalProperties": false,
              "required": [
                "base",
                "readFrom"
              ]
            },
            {
              "type": "null"
            }
          ]
        }
      },
      "required": [
        "access",
        "integrityFiles",
        "levels",
        "owner",
        "previous",
        "source",
        "unfinished",
        "volume"
      ]
    }),
    "directory/xfsdump-extract": () => ({
      "additionalProperties": false,
      "type": "object",
      "properties": {
        "directory": {
          "type": "string"
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
        "base": {
          "type": "string"
        },
        "access": {
          "type": "object",
          "properties": {
            "name": {
              "type": "string"
            },
            "location": {
              "type": "string"
            }
          },
          "additionalProperties": false,
          "required": [
            "location",
            "name"
          ]
        },
        "before": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "directory": {
                "type": "string"
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
              "base": {
                "type": "string"
              }
            },
            "additionalProperties": false,
            "required": [
              "archive",
              "base",
              "directory"
            ]
          }
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
        }
      },
      "required": [
        "access",
        "also",
        "archive",
        "base",
        "before",
        "directory",
        "paths",
        "rootOnly",
        "to"
      ]
    }),
  },
  scopes: {
  },
};
