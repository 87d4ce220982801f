// biome-ignore-all format: written by `npm run schema`
// biome-ignore-all lint: written by `npm run schema`
import type { InputSchemas } from "./input-schema.ts";
import type { CoreInputs } from "./inputs.ts";

/** The schema of the input of each kind. */
export const inputSchemas: InputSchemas<CoreInputs> = {
  actions: {
    "core/recover": () => ({
      "type": "object",
      "properties": {
        "scope": {
          "type": "string"
        },
        "input": {
          "$ref": "#/definitions/Json"
        },
        "run": {
          "type": "string"
        },
        "time": {
          "type": [
            "null",
            "string"
          ]
        }
      },
      "additionalProperties": false,
      "required": [
        "input",
        "run",
        "scope",
        "time"
      ],
      "definitions": {
        "Json": {
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
        }
      }
    }),
  },
  scopes: {
    "core/hooks": () => ({
      "type": "object",
      "properties": {
        "volume": {
          "type": "string"
        },
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
        "before",
        "volume"
      ]
    }),
  },
};
