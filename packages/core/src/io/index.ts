export type { CommandResult, FileFacts, LineListener, ReadIo, RunIo } from "./capability.ts";
export { type LocalHostOptions, openLocalHost, openLocalReader } from "./local-host.ts";
