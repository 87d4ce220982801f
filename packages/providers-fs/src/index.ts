export { fsProvider } from "./provider.ts";
export { rsyncFilters } from "./rsync/filters.ts";
