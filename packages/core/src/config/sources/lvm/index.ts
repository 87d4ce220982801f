import type { LvmSource } from "../../../model/sources/lvm.ts";
import { readLvmName } from "../../read/name.ts";
import { readPath } from "../../read/path.ts";
import { readSnapshotSize } from "../../read/size.ts";
import type { SourceType } from "../source-type.ts";

export const LVM: SourceType<LvmSource> = {
  type: "lvm",
  read: (cursor, { report }) => ({
    type: "lvm",
    vg: readLvmName(cursor.at("vg"), report),
    lv: readLvmName(cursor.at("lv"), report),
    mount: readPath(cursor.at("mount"), report),
    snapshotSize: readSnapshotSize(cursor.at("snapshotSize"), report),
  }),
  paths: ["mount"],
  directory: ({ mount }) => ({ path: mount, isMountPoint: true, key: "mount" }),
};
