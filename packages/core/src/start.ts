// The values that the command line needs for its help, before a command is chosen. It loads no other part of core: see
// "Start-up" in docs/benchmarks.md.
export { Failure } from "./diagnostics/failure.ts";
export { printable, visible } from "./diagnostics/visible.ts";
export { RDUMP_VERSION } from "./model/version.ts";
export { stateTable } from "./render/state-table.ts";
