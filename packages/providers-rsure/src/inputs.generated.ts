// biome-ignore-all format: written by `npm run schema`
// biome-ignore-all lint: written by `npm run schema`
import type { InputSchemas } from "@rdump/core/provider";
import type { RsureInputs } from "./inputs.ts";

/** The schema of the input of each kind. */
export const inputSchemas: InputSchemas<RsureInputs> = {
  actions: {
    "rsure/adopt": () => ({
      "type": "object",
      "properties": {
        "rsure": {
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
        "volume": {
          "type": "string"
        },
        "origin": {
          "type": "string"
        },
        "file": {
          "type": "string"
        },
        "from": {
          "type": "string"
        },
        "root": {
          "type": "boolean"
        }
      },
      "additionalProperties": false,
      "required": [
        "file",
        "from",
        "origin",
        "root",
        "rsure",
        "volume"
      ]
    }),
    "rsure/check": () => ({
      "additionalProperties": false,
      "type": "object",
      "properties": {
        "rsure": {
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
        "volume": {
          "type": "string"
        },
        "directory": {
          "type": "string"
        },
        "surefiles": {
          "type": "array",
          "items": [
            {
              "type": "object",
              "properties": {
                "directory": {
                  "type": "string"
                },
                "file": {
                  "type": "string"
                }
              },
              "additionalProperties": false,
              "required": [
                "directory",
                "file"
              ]
            }
          ],
          "minItems": 1,
          "additionalItems": {
            "type": "object",
            "properties": {
              "directory": {
                "type": "string"
              },
              "file": {
                "type": "string"
              }
            },
            "additionalProperties": false,
            "required": [
              "directory",
              "file"
            ]
          }
        },
        "revision": {
          "type": [
            "null",
            "string"
          ]
        },
        "tree": {
          "anyOf": [
            {
              "type": "object",
              "properties": {
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
                "root"
              ]
            },
            {
              "type": "null"
            }
          ]
        },
        "proof": {
          "anyOf": [
            {
              "type": "object",
              "properties": {
                "point": {
                  "type": "string"
                },
                "carries": {
                  "type": "boolean"
                },
                "place": {
                  "anyOf": [
                    {
                      "type": "object",
                      "properties": {
                        "path": {
                          "type": "string"
                        },
                        "root": {
                          "type": "boolean"
                        },
                        "runFiles": {
                          "type": "string"
                        }
                      },
                      "additionalProperties": false,
                      "required": [
                        "path",
                        "root",
                        "runFiles"
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
                "carries",
                "place",
                "point"
              ]
            },
            {
              "type": "null"
            }
          ]
        },
        "live": {
          "type": "boolean"
        },
        "paths": {
          "type": "array",
          "items": {
            "type": "string"
          }
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
        "excludeCaches": {
          "type": "boolean"
        },
        "asRoot": {
          "type": "boolean"
        },
        "own": {
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "lacksRoot": {
          "const": true,
          "type": "boolean"
        },
        "times": {
          "type": "object",
          "properties": {
            "from": {
              "type": "number"
            },
            "until": {
              "type": "number"
            }
          },
          "additionalProperties": false,
          "required": [
            "from",
            "until"
          ]
        },
        "sample": {
          "type": "object",
          "properties": {
            "in": {
              "enum": [
                "all",
                "part",
                "tree"
              ],
              "type": "string"
            },
            "files": {
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
            "files",
            "in"
          ]
        },
        "command": {
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
              "type": [
                "null",
                "string"
              ]
            },
            "timeout": {
              "type": "number"
            }
          },
          "additionalProperties": false,
          "required": [
            "argv",
            "timeout",
            "user"
          ]
        }
      },
      "required": [
        "asRoot",
        "directory",
        "excludeCaches",
        "excludes",
        "live",
        "own",
        "paths",
        "proof",
        "revision",
        "rsure",
        "surefiles",
        "tree",
        "volume"
      ]
    }),
    "rsure/choose": () => ({
      "additionalProperties": false,
      "type": "object",
      "properties": {
        "rsure": {
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
        "volume": {
          "type": "string"
        },
        "directory": {
          "type": "string"
        },
        "surefiles": {
          "type": "array",
          "items": [
            {
              "type": "object",
              "properties": {
                "directory": {
                  "type": "string"
                },
                "file": {
                  "type": "string"
                }
              },
              "additionalProperties": false,
              "required": [
                "directory",
                "file"
              ]
            }
          ],
          "minItems": 1,
          "additionalItems": {
            "type": "object",
            "properties": {
              "directory": {
                "type": "string"
              },
              "file": {
                "type": "string"
              }
            },
            "additionalProperties": false,
            "required": [
              "directory",
              "file"
            ]
          }
        },
        "revision": {
          "type": [
            "null",
            "string"
          ]
        },
        "tree": {
          "anyOf": [
            {
              "type": "object",
              "properties": {
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
                "root"
              ]
            },
            {
              "type": "null"
            }
          ]
        },
        "proof": {
          "anyOf": [
            {
              "type": "object",
              "properties": {
                "point": {
                  "type": "string"
                },
                "carries": {
                  "type": "boolean"
                },
                "place": {
                  "anyOf": [
                    {
                      "type": "object",
                      "properties": {
                        "path": {
                          "type": "string"
                        },
                        "root": {
                          "type": "boolean"
                        },
                        "runFiles": {
                          "type": "string"
                        }
                      },
                      "additionalProperties": false,
                      "required": [
                        "path",
                        "root",
                        "runFiles"
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
                "carries",
                "place",
                "point"
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
        "own": {
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "sample": {
          "anyOf": [
            {
              "type": "object",
              "properties": {
                "kind": {
                  "type": "string",
                  "const": "part"
                },
                "part": {
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
        "files": {
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
      "required": [
        "directory",
        "excludes",
        "files",
        "own",
        "proof",
        "revision",
        "rsure",
        "sample",
        "surefiles",
        "tree",
        "volume"
      ]
    }),
    "rsure/update": () => ({
      "type": "object",
      "properties": {
        "rsure": {
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
        "volume": {
          "type": "string"
        },
        "directory": {
          "type": "string"
        },
        "file": {
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
          "type": "number"
        },
        "scrub": {
          "anyOf": [
            {
              "const": "all",
              "type": "string"
            },
            {
              "type": "number"
            }
          ]
        },
        "live": {
          "type": "boolean"
        },
        "mounted": {
          "type": "boolean"
        },
        "root": {
          "type": "boolean"
        },
        "since": {
          "type": [
            "null",
            "string"
          ]
        }
      },
      "additionalProperties": false,
      "required": [
        "directory",
        "file",
        "hash",
        "live",
        "mounted",
        "root",
        "rsure",
        "since",
        "volume",
        "xattrs"
      ]
    }),
  },
  scopes: {
  },
};
