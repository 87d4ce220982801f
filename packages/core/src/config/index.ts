export { findConfig, readConfig } from "./find.ts";
export { type Loaded, load } from "./load.ts";
export type { Machine } from "./machine.ts";
export { secretSpans } from "./mask.ts";
export { suggestion } from "./nearest.ts";
export { textOf } from "./parse/decode.ts";
export { Lines, type Span } from "./positions.ts";
export { configSchemaText } from "./schema-text.ts";
export type { Member, TreeNode } from "./tree.ts";
