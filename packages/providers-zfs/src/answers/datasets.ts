import { DATASET_PROPERTY, MACHINE_PROPERTY, machineIn, RUN_PROPERTY } from "../naming/marks.ts";
import { STREAM_PROPERTY } from "../replica/remembered.ts";
import { type Receiver, receiverOf } from "./streams.ts";
import { type Answer, eachOf, namedRowsOf } from "./table.ts";

/** A dataset from the output of `zfs list`. */
export interface Dataset extends Receiver {
  readonly type: "filesystem" | "volume";
  readonly guid: string;
  /** The property: a path, `none` or `legacy`; null for a volume. */
  readonly mountpoint: string | null;
  /** It is mounted when its pool is, or with all others: false for `noauto`, `off`, and a volume. */
  readonly mountsItself: boolean;
  /** Null for what is not encrypted. */
  readonly keyLoaded: boolean | null;
  /** The origin of a clone. */
  readonly origin: string | null;
  /** Bytes written since its newest snapshot, or since it was cloned. Reading can write times. */
  readonly written: number;
  /** Effective properties, also inherited ones; null if the type of dataset does not have the property. */
  readonly acltype: string | null;
  readonly xattr: string | null;
  readonly devices: string | null;
  readonly setuid: string | null;
  readonly exec: string | null;
  readonly sharenfs: string | null;
  readonly sharesmb: string | null;
  readonly mark: string | null;
  /** The digest of the machine that made the dataset; null without a property of its own. */
  readonly machine: string | null;
  readonly run: string | null;
}

/** Properties that are listed as they take effect. */
export const EFFECTIVE = ["acltype", "xattr", "devices", "setuid", "exec", "sharenfs", "sharesmb"] as const;

export const DATASET_FIELDS = [
  "name",
  "type",
  "guid",
  "mountpoint",
  "canmount",
  "keystatus",
  "origin",
  "written",
  "receive_resume_token",
  "readonly",
  "encryptionroot",
  "keyformat",
  "pbkdf2salt",
  STREAM_PROPERTY,
  ...EFFECTIVE,
  DATASET_PROPERTY,
  RUN_PROPERTY,
  MACHINE_PROPERTY,
  "name",
];

export function parseDatasets(output: Buffer): Answer<readonly Dataset[]> {
  const rows = namedRowsOf(output, DATASET_FIELDS.length);
  return eachOf(rows, (row) => {
    const [name, type, guid, mountpoint, canmount, key, origin, written, ...others] = row;
    const [token, readOnly, root, format, salt, stream, ...rest] = others;
    const [acltype, xattr, devices, setuid, exec, sharenfs, sharesmb, mark, run, machine] = rest;
    if (name == null || guid == null || (type !== "filesystem" && type !== "volume")) return null;
    return {
      ...receiverOf(name, [token, readOnly, root, format, salt, stream]),
      type,
      guid,
      mountpoint: mountpoint ?? null,
      mountsItself: canmount === "on",
      keyLoaded: key == null || key === "none" ? null : key === "available",
      origin: origin ?? null,
      written: Number(written ?? 0),
      ...{ acltype: acltype ?? null, xattr: xattr ?? null },
      ...{ devices: devices ?? null, setuid: setuid ?? null, exec: exec ?? null },
      ...{ sharenfs: sharenfs ?? null, sharesmb: sharesmb ?? null },
      mark: mark ?? null,
      machine: machineIn(machine ?? null, name),
      run: run ?? null,
    } satisfies Dataset;
  });
}
