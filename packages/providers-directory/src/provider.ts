import { actionHandler, type Provider } from "@rdump/core/provider";
import { archiveHandler } from "./actions/archive.ts";
import { deleteHandler } from "./actions/delete.ts";
import { extractHandler } from "./actions/extract.ts";
import { initHandler } from "./actions/init.ts";
import { discover } from "./discovery/discover.ts";
import { archivesKeeper } from "./keeper.ts";
import { archivesReader } from "./reader.ts";

/** Variables that tar, zstd and coreutils read. */
const SHIELDED = ["TAR_*", "TAPE", "TAPE_*", "ZSTD_*", "POSIXLY_CORRECT", "SIMPLE_BACKUP_SUFFIX", "VERSION_CONTROL"];

/** Archives as files in a directory: makes the directory, lists, creates, deletes and extracts archives of tar. */
export function directoryProvider(): Provider {
  return {
    name: "directory",
    shielded: SHIELDED,
    sources: {},
    keepers: { "archives/directory": archivesKeeper },
    readers: { "archives/directory": archivesReader },
    actions: [
      actionHandler(initHandler),
      actionHandler(archiveHandler),
      actionHandler(deleteHandler),
      actionHandler(extractHandler),
    ],
    scopes: [],
    verifiers: [],
    discover,
  };
}
