export { fsProvider } from "./provider.ts";
export { type RsyncFilters, rsyncFilters } from "./rsync/filters.ts";
