export type { CommandResult, FileFacts, LineListener, ReadIo, RunIo } from "./capability.ts";
export { type LocalHostOptions, openLocalHost, openLocalReader } from "./local-host.ts";
export { type Identity, identityIn } from "./process-identity.ts";
export type { ProcessTable } from "./process-table.ts";
