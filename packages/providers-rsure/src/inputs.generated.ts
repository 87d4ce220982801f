// biome-ignore-all format: written by `npm run schema`
// biome-ignore-all lint: written by `npm run schema`
import type { InputSchemas } from "@rdump/core/provider";
import type { RsureInputs } from "./inputs.ts";

/** The schema of the input of each kind. */
export const inputSchemas: InputSchemas<RsureInputs> = {
  "actions": {
    "rsure/adopt": {
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
    },
    "rsure/update": {
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
    }
  },
  "scopes": {}
};
