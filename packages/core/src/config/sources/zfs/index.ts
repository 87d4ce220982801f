import type { ZfsSource } from "../../../model/sources/zfs.ts";
import { readDataset } from "../../read/name.ts";
import type { SourceType } from "../source-type.ts";

export const ZFS: SourceType<ZfsSource> = {
  type: "zfs",
  read: (cursor, report) => ({
    type: "zfs",
    dataset: readDataset(cursor.at("dataset"), report),
    recursive: cursor.at("recursive").flag() ?? false,
  }),
  paths: [],
  // The mount point of a dataset is not in the config.
  directory: () => null,
};
