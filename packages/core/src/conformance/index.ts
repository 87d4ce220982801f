/** What every provider is held to; called by the tests of each, on the real thing. */
export { type Claim, type KeeperScene, keeperClaims } from "./keeper.ts";
export { type ScopesScene, scopeClaims } from "./scopes.ts";
export { assertShownIsWhatRuns } from "./shown.ts";
