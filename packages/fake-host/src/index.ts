export { FakeHost, type FakeHostOptions, type Fate, never } from "./host/host.ts";
export { locate, locateDirectory } from "./kernel/locate.ts";
export { treeAt } from "./kernel/reach.ts";
export { type FakeProcess, processesWith } from "./process/processes.ts";
export { digestOf, parseSurefile } from "./tools/rsure/surefile.ts";
export { type Half, Hung } from "./tools/tool.ts";
export { effective, sharedDatasets } from "./tools/zfs/datasets.ts";
export { type Content, contentOf, type Directory } from "./tree/node.ts";
export { withDamage, withDirectory, withFile, withLink, withMode, without } from "./tree/place.ts";
export { overflowed, rebooted, withRepositoryOf } from "./world/events.ts";
export { changed } from "./world/fresh.ts";
export {
  bareWorld,
  mountedAt,
  withDataset,
  withFileSystem,
  withGroup,
  withMountedVolume,
  withPool,
  withVolume,
} from "./world/furnish.ts";
export type { Archive } from "./world/repository.ts";
export type { Dataset, LogicalVolume, Snapshot, World } from "./world/world.ts";
