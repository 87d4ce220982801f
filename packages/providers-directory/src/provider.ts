import { actionHandler, type Provider } from "@rdump/core/provider";
import { deleteHandler } from "./actions/delete.ts";
import { initHandler } from "./actions/init.ts";
import { repositoryBootstrap } from "./bootstrap.ts";
import { discover } from "./discovery/discover.ts";
import { FORMATS } from "./formats/index.ts";
import { archivesKeeper } from "./keeper.ts";
import { archivesReader } from "./reader.ts";

/** Variables that zstd and coreutils read. */
const SHIELDED = ["ZSTD_*", "SIMPLE_BACKUP_SUFFIX", "VERSION_CONTROL"];

/** Archives as files in a directory: makes the directory, lists, creates, deletes and extracts archives of each format. */
export function directoryProvider(): Provider {
  const formats = Object.values(FORMATS);
  return {
    name: "directory",
    shielded: [...new Set([...SHIELDED, ...formats.flatMap(({ shielded }) => shielded)])],
    sources: {},
    keepers: { "archives/directory": archivesKeeper },
    readers: { "archives/directory": archivesReader },
    bootstrap: { directory: repositoryBootstrap },
    actions: [actionHandler(initHandler), actionHandler(deleteHandler), ...formats.flatMap(({ actions }) => actions)],
    scopes: [],
    verifiers: [],
    discover,
  };
}
