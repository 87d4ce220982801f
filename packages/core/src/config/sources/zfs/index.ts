import type { ZfsSource } from "../../../model/sources/zfs.ts";
import type { Cursor } from "../../cursor.ts";
import { readDataset } from "../../read/name.ts";
import { readSshHost } from "../../resolve/ssh-host.ts";
import type { Vocabulary } from "../../resolve/vocabulary.ts";
import type { SourceType } from "../source-type.ts";

export const ZFS: SourceType<ZfsSource> = {
  type: "zfs",
  read,
  paths: [],
  // The mount point of a dataset is not in the config.
  directory: () => null,
};

function read(cursor: Cursor, words: Vocabulary): ZfsSource {
  const host = readSshHost(cursor.at("host"), words);
  return {
    type: "zfs",
    dataset: readDataset(cursor.at("dataset"), words.report),
    recursive: cursor.at("recursive").flag() ?? false,
    ...(host === null ? {} : { host }),
  };
}
