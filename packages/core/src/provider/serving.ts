import type { ReadIo } from "../io/capability.ts";
import type { Command } from "../model/command.ts";
import type { ServeGrant } from "../model/serve-grant.ts";
import type { Children } from "./roles.ts";

/** The command of another host that runs here, and the one whose output it reads; or why they do not. */
export type Served = { readonly command: Command; readonly before?: Command } | { readonly refused: string };

/** Which commands of rdump on another host this host runs for it. */
export interface ServeRole {
  /**
   * `stages`: the words of one command or of two, untrusted. Everything except exact commands of a plan is refused. It
   * queries, and changes nothing.
   */
  serve(stages: readonly (readonly string[])[], grant: ServeGrant, io: ReadIo): Promise<Served>;
  /** The points that the senders delivered, in the order of the grants. */
  received(grants: readonly ServeGrant[], io: ReadIo): Promise<readonly Children[]>;
}
