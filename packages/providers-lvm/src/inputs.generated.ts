// biome-ignore-all format: written by `npm run schema`
// biome-ignore-all lint: written by `npm run schema`
import type { InputSchemas } from "@rdump/core/provider";
import type { LvmInputs } from "./inputs.ts";

/** The schema of the input of each kind. */
export const inputSchemas: InputSchemas<LvmInputs> = {
  actions: {
  },
  scopes: {
    "lvm/mount": () => ({
      "additionalProperties": false,
      "type": "object",
      "properties": {
        "owner": {
          "type": "string"
        },
        "volume": {
          "type": "string"
        },
        "vg": {
          "type": "string"
        },
        "lv": {
          "type": "string"
        },
        "originUuid": {
          "type": "string"
        },
        "name": {
          "type": "string"
        },
        "bytes": {
          "type": [
            "null",
            "number"
          ]
        },
        "path": {
          "type": "string"
        },
        "scratch": {
          "type": "string"
        },
        "type": {
          "enum": [
            "ext2",
            "ext3",
            "ext4",
            "xfs"
          ],
          "type": "string"
        }
      },
      "required": [
        "bytes",
        "lv",
        "name",
        "originUuid",
        "owner",
        "path",
        "scratch",
        "type",
        "vg",
        "volume"
      ]
    }),
    "lvm/snapshot": () => ({
      "additionalProperties": false,
      "type": "object",
      "properties": {
        "owner": {
          "type": "string"
        },
        "volume": {
          "type": "string"
        },
        "vg": {
          "type": "string"
        },
        "lv": {
          "type": "string"
        },
        "originUuid": {
          "type": "string"
        },
        "name": {
          "type": "string"
        },
        "bytes": {
          "type": [
            "null",
            "number"
          ]
        },
        "path": {
          "type": "string"
        },
        "scratch": {
          "type": "string"
        },
        "type": {
          "enum": [
            "ext2",
            "ext3",
            "ext4",
            "xfs"
          ],
          "type": "string"
        }
      },
      "required": [
        "bytes",
        "lv",
        "name",
        "originUuid",
        "owner",
        "path",
        "scratch",
        "type",
        "vg",
        "volume"
      ]
    }),
  },
};
