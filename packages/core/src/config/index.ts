export { type Loaded, load } from "./load.ts";
export type { Machine } from "./machine.ts";
