/** The requirements for every provider. The tests of each provider call them with the real tool. */

export {
  ATTACK_PLACES,
  ATTACK_ROUNDS,
  ATTACKER,
  attack,
  attackWith,
  exchangeWhileRunning,
  whileExchanged,
} from "./attacker.ts";
export { excludeOf, excludeWithin, leavesOut } from "./excludes.ts";
export { farHost, type Reach } from "./far-host.ts";
export { type Claim, type KeeperScene, keeperClaims } from "./keeper.ts";
export { claimBy, createRequest, discoveryRequest, SCRATCH } from "./requests.ts";
export { type ScopesScene, scopeClaims } from "./scopes.ts";
export { assertShownIsWhatRuns } from "./shown.ts";
