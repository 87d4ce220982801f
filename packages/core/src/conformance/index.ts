/** What every provider is held to; called by the tests of each, on the real thing. */

export { ATTACK_ROUNDS, ATTACKER, attack } from "./attacker.ts";
export { excludeOf, excludeWithin, leavesOut } from "./excludes.ts";
export { farHost, type Reach } from "./far-host.ts";
export { type Claim, type KeeperScene, keeperClaims } from "./keeper.ts";
export { createRequest, discoveryRequest, SCRATCH } from "./requests.ts";
export { type ScopesScene, scopeClaims } from "./scopes.ts";
export { assertShownIsWhatRuns } from "./shown.ts";
