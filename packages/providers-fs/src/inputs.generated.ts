// biome-ignore-all format: written by `npm run schema`
// biome-ignore-all lint: written by `npm run schema`
import type { InputSchemas } from "@rdump/core/provider";
import type { FsInputs } from "./inputs.ts";

/** The schema of the input of each kind. */
export const inputSchemas: InputSchemas<FsInputs> = {
  actions: {
    "fs/copy-out": () => ({
      "type": "object",
      "properties": {
        "from": {
          "type": "string"
        },
        "mounted": {
          "type": "boolean"
        },
        "root": {
          "type": "boolean"
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
        "opened": {
          "type": "boolean"
        },
        "rootOnly": {
          "type": "boolean"
        },
        "asRoot": {
          "const": true,
          "type": "boolean"
        }
      },
      "additionalProperties": false,
      "required": [
        "from",
        "mounted",
        "opened",
        "paths",
        "root",
        "rootOnly",
        "to"
      ]
    }),
    "fs/machine-record": () => ({
      "type": "object",
      "properties": {
        "owner": {
          "type": "string"
        },
        "volume": {
          "type": "string"
        },
        "host": {
          "type": "string"
        },
        "tree": {
          "type": "object",
          "properties": {
            "path": {
              "type": "string"
            },
            "mounted": {
              "type": "boolean"
            },
            "root": {
              "type": "boolean"
            }
          },
          "additionalProperties": false,
          "required": [
            "mounted",
            "path",
            "root"
          ]
        },
        "file": {
          "type": "string"
        },
        "config": {
          "type": "string"
        },
        "runFiles": {
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "config",
        "file",
        "host",
        "owner",
        "runFiles",
        "tree",
        "volume"
      ]
    }),
    "fs/mirror": () => ({
      "type": "object",
      "properties": {
        "owner": {
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
        "volume": {
          "type": "string"
        },
        "from": {
          "type": "string"
        },
        "mounted": {
          "type": "boolean"
        },
        "root": {
          "type": "boolean"
        },
        "live": {
          "type": "boolean"
        },
        "path": {
          "type": "string"
        },
        "mount": {
          "type": [
            "null",
            "string"
          ]
        },
        "adopt": {
          "type": "boolean"
        },
        "planned": {
          "anyOf": [
            {
              "type": "object",
              "properties": {
                "device": {
                  "type": "number"
                },
                "inode": {
                  "type": "string"
                },
                "disk": {
                  "type": [
                    "null",
                    "string"
                  ]
                },
                "taken": {
                  "type": "boolean"
                },
                "on": {
                  "type": "string"
                },
                "user": {
                  "type": [
                    "null",
                    "number"
                  ]
                },
                "stores": {
                  "anyOf": [
                    {
                      "additionalProperties": false,
                      "type": "object",
                      "properties": {
                        "owners": {
                          "type": "boolean"
                        },
                        "modes": {
                          "type": "boolean"
                        },
                        "hardLinks": {
                          "type": "boolean"
                        },
                        "symlinks": {
                          "type": "boolean"
                        },
                        "specials": {
                          "type": "boolean"
                        },
                        "sockets": {
                          "type": "boolean"
                        },
                        "devices": {
                          "type": "boolean"
                        },
                        "acls": {
                          "type": "boolean"
                        },
                        "xattrs": {
                          "type": "boolean"
                        },
                        "fileCapabilities": {
                          "type": "boolean"
                        },
                        "sparse": {
                          "type": "boolean"
                        },
                        "cases": {
                          "type": "boolean"
                        },
                        "forms": {
                          "type": "boolean"
                        },
                        "anyName": {
                          "type": "boolean"
                        },
                        "longestName": {
                          "type": "number"
                        },
                        "times": {
                          "enum": [
                            "microseconds",
                            "nanoseconds",
                            "seconds",
                            "two seconds"
                          ],
                          "type": "string"
                        },
                        "on": {
                          "type": "string"
                        },
                        "user": {
                          "type": [
                            "null",
                            "number"
                          ]
                        },
                        "root": {
                          "type": "boolean"
                        }
                      },
                      "required": [
                        "acls",
                        "anyName",
                        "cases",
                        "devices",
                        "fileCapabilities",
                        "forms",
                        "hardLinks",
                        "longestName",
                        "modes",
                        "on",
                        "owners",
                        "root",
                        "sockets",
                        "sparse",
                        "specials",
                        "symlinks",
                        "times",
                        "user",
                        "xattrs"
                      ]
                    },
                    {
                      "type": "null"
                    }
                  ]
                },
                "missingBelow": {
                  "type": "string"
                },
                "adopted": {
                  "const": true,
                  "type": "boolean"
                }
              },
              "additionalProperties": false,
              "required": [
                "device",
                "disk",
                "inode",
                "on",
                "stores",
                "taken",
                "user"
              ]
            },
            {
              "type": "null"
            }
          ]
        },
        "rules": {
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "runFiles": {
          "type": "string"
        },
        "compare": {
          "enum": [
            "checksum",
            "times"
          ],
          "type": "string"
        },
        "shrink": {
          "type": "number"
        },
        "surefile": {
          "type": [
            "null",
            "string"
          ]
        },
        "comparison": {
          "anyOf": [
            {
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
                "revisions": {
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
                "files": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              },
              "additionalProperties": false,
              "required": [
                "argv",
                "files"
              ]
            },
            {
              "type": "null"
            }
          ]
        },
        "excludes": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "text": {
                "type": "string"
              },
              "parts": {
                "type": "array",
                "items": {
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
                                    "type": "array",
                                    "items": {
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
                              }
                            ]
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
        "stores": {
          "anyOf": [
            {
              "additionalProperties": false,
              "type": "object",
              "properties": {
                "owners": {
                  "type": "boolean"
                },
                "modes": {
                  "type": "boolean"
                },
                "hardLinks": {
                  "type": "boolean"
                },
                "symlinks": {
                  "type": "boolean"
                },
                "specials": {
                  "type": "boolean"
                },
                "sockets": {
                  "type": "boolean"
                },
                "devices": {
                  "type": "boolean"
                },
                "acls": {
                  "type": "boolean"
                },
                "xattrs": {
                  "type": "boolean"
                },
                "fileCapabilities": {
                  "type": "boolean"
                },
                "sparse": {
                  "type": "boolean"
                },
                "cases": {
                  "type": "boolean"
                },
                "forms": {
                  "type": "boolean"
                },
                "anyName": {
                  "type": "boolean"
                },
                "longestName": {
                  "type": "number"
                },
                "times": {
                  "enum": [
                    "microseconds",
                    "nanoseconds",
                    "seconds",
                    "two seconds"
                  ],
                  "type": "string"
                },
                "on": {
                  "type": "string"
                },
                "user": {
                  "type": [
                    "null",
                    "number"
                  ]
                },
                "root": {
                  "type": "boolean"
                }
              },
              "required": [
                "acls",
                "anyName",
                "cases",
                "devices",
                "fileCapabilities",
                "forms",
                "hardLinks",
                "longestName",
                "modes",
                "on",
                "owners",
                "root",
                "sockets",
                "sparse",
                "specials",
                "symlinks",
                "times",
                "user",
                "xattrs"
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
        "compare",
        "from",
        "live",
        "mount",
        "mounted",
        "owner",
        "path",
        "planned",
        "root",
        "rules",
        "runFiles",
        "shrink",
        "stores",
        "surefile",
        "volume"
      ]
    }),
    "fs/restore-finish": () => ({
      "type": "object",
      "properties": {
        "to": {
          "type": "string"
        },
        "staging": {
          "type": "string"
        },
        "runFiles": {
          "type": "string"
        },
        "note": {
          "type": "object",
          "properties": {
            "staging": {
              "type": "string"
            },
            "finished": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "to": {
                    "type": "string"
                  },
                  "order": {
                    "type": "object",
                    "properties": {
                      "owner": {
                        "type": "string"
                      },
                      "volume": {
                        "type": "string"
                      },
                      "address": {
                        "type": "string"
                      },
                      "point": {
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
                          }
                        },
                        "additionalProperties": false,
                        "required": [
                          "id",
                          "name",
                          "time"
                        ]
                      },
                      "paths": {
                        "type": "array",
                        "items": {
                          "type": "string"
                        }
                      }
                    },
                    "additionalProperties": false,
                    "required": [
                      "address",
                      "owner",
                      "paths",
                      "point",
                      "volume"
                    ]
                  },
                  "run": {
                    "type": "string"
                  }
                },
                "additionalProperties": false,
                "required": [
                  "order",
                  "to"
                ]
              }
            },
            "order": {
              "type": "object",
              "properties": {
                "owner": {
                  "type": "string"
                },
                "volume": {
                  "type": "string"
                },
                "address": {
                  "type": "string"
                },
                "point": {
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
                    }
                  },
                  "additionalProperties": false,
                  "required": [
                    "id",
                    "name",
                    "time"
                  ]
                },
                "paths": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              },
              "additionalProperties": false,
              "required": [
                "address",
                "owner",
                "paths",
                "point",
                "volume"
              ]
            }
          },
          "additionalProperties": false,
          "required": [
            "finished",
            "staging"
          ]
        },
        "keep": {
          "const": true,
          "type": "boolean"
        }
      },
      "additionalProperties": false,
      "required": [
        "runFiles",
        "staging",
        "to"
      ]
    }),
    "fs/restore-place": () => ({
      "additionalProperties": false,
      "type": "object",
      "properties": {
        "to": {
          "type": "string"
        },
        "staging": {
          "type": "string"
        },
        "order": {
          "type": "object",
          "properties": {
            "owner": {
              "type": "string"
            },
            "volume": {
              "type": "string"
            },
            "address": {
              "type": "string"
            },
            "point": {
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
                }
              },
              "additionalProperties": false,
              "required": [
                "id",
                "name",
                "time"
              ]
            },
            "paths": {
              "type": "array",
              "items": {
                "type": "string"
              }
            }
          },
          "additionalProperties": false,
          "required": [
            "address",
            "owner",
            "paths",
            "point",
            "volume"
          ]
        },
        "mounts": {
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "overwrite": {
          "type": "array",
          "items": {
            "type": "string"
          }
        }
      },
      "required": [
        "order",
        "overwrite",
        "staging",
        "to"
      ]
    }),
    "fs/restore-stage": () => ({
      "type": "object",
      "properties": {
        "to": {
          "type": "string"
        },
        "staging": {
          "type": "string"
        },
        "order": {
          "type": "object",
          "properties": {
            "owner": {
              "type": "string"
            },
            "volume": {
              "type": "string"
            },
            "address": {
              "type": "string"
            },
            "point": {
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
                }
              },
              "additionalProperties": false,
              "required": [
                "id",
                "name",
                "time"
              ]
            },
            "paths": {
              "type": "array",
              "items": {
                "type": "string"
              }
            }
          },
          "additionalProperties": false,
          "required": [
            "address",
            "owner",
            "paths",
            "point",
            "volume"
          ]
        },
        "whole": {
          "type": "object",
          "properties": {
            "target": {
              "type": "string"
            },
            "outermost": {
              "type": "string"
            }
          },
          "additionalProperties": false,
          "required": [
            "target"
          ]
        }
      },
      "additionalProperties": false,
      "required": [
        "order",
        "staging",
        "to"
      ]
    }),
    "fs/retire-mirror": () => ({
      "type": "object",
      "properties": {
        "path": {
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
        "planned": {
          "type": "object",
          "properties": {
            "device": {
              "type": "number"
            },
            "inode": {
              "type": "string"
            },
            "disk": {
              "type": [
                "null",
                "string"
              ]
            },
            "taken": {
              "type": "boolean"
            },
            "on": {
              "type": "string"
            },
            "user": {
              "type": [
                "null",
                "number"
              ]
            },
            "stores": {
              "anyOf": [
                {
                  "additionalProperties": false,
                  "type": "object",
                  "properties": {
                    "owners": {
                      "type": "boolean"
                    },
                    "modes": {
                      "type": "boolean"
                    },
                    "hardLinks": {
                      "type": "boolean"
                    },
                    "symlinks": {
                      "type": "boolean"
                    },
                    "specials": {
                      "type": "boolean"
                    },
                    "sockets": {
                      "type": "boolean"
                    },
                    "devices": {
                      "type": "boolean"
                    },
                    "acls": {
                      "type": "boolean"
                    },
                    "xattrs": {
                      "type": "boolean"
                    },
                    "fileCapabilities": {
                      "type": "boolean"
                    },
                    "sparse": {
                      "type": "boolean"
                    },
                    "cases": {
                      "type": "boolean"
                    },
                    "forms": {
                      "type": "boolean"
                    },
                    "anyName": {
                      "type": "boolean"
                    },
                    "longestName": {
                      "type": "number"
                    },
                    "times": {
                      "enum": [
                        "microseconds",
                        "nanoseconds",
                        "seconds",
                        "two seconds"
                      ],
                      "type": "string"
                    },
                    "on": {
                      "type": "string"
                    },
                    "user": {
                      "type": [
                        "null",
                        "number"
                      ]
                    },
                    "root": {
                      "type": "boolean"
                    }
                  },
                  "required": [
                    "acls",
                    "anyName",
                    "cases",
                    "devices",
                    "fileCapabilities",
                    "forms",
                    "hardLinks",
                    "longestName",
                    "modes",
                    "on",
                    "owners",
                    "root",
                    "sockets",
                    "sparse",
                    "specials",
                    "symlinks",
                    "times",
                    "user",
                    "xattrs"
                  ]
                },
                {
                  "type": "null"
                }
              ]
            },
            "missingBelow": {
              "type": "string"
            },
            "adopted": {
              "const": true,
              "type": "boolean"
            }
          },
          "additionalProperties": false,
          "required": [
            "device",
            "disk",
            "inode",
            "on",
            "stores",
            "taken",
            "user"
          ]
        },
        "id": {
          "type": "string"
        },
        "root": {
          "type": "boolean"
        }
      },
      "additionalProperties": false,
      "required": [
        "claim",
        "id",
        "path",
        "planned",
        "root"
      ]
    }),
  },
  scopes: {
    "fs/proving": () => ({
      "type": "object",
      "properties": {
        "parent": {
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "parent"
      ]
    }),
  },
};
