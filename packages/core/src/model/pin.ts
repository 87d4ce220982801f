import type { Address } from "./address.ts";
import type { Instant } from "./instant.ts";

/** A point that stays beyond the keep rules, and takes no part in them. */
export interface Pin {
  /** The identity that the tool gave the point. */
  readonly id: string;
  /** End of the pin; null: the pin has no end. */
  readonly until: Instant | null;
}

/** The pins of a config, by the address of the group. */
export type Pins = { readonly [address: Address]: readonly Pin[] };

/** The pins by the addresses that their groups have now: a pin keeps its point when the group gets another name. */
export function presentPins(pins: Pins, presentOf: (address: Address) => Address): Pins {
  const present = new Map<Address, readonly Pin[]>();
  for (const [written, ofGroup] of Object.entries(pins)) {
    const address = presentOf(written);
    present.set(address, [...(present.get(address) ?? []), ...ofGroup]);
  }
  return Object.fromEntries(present);
}

/** The pins of a group that are in force. */
export function activePins(pins: Pins | undefined, address: Address, now: Instant): readonly Pin[] {
  const ofGroup = pins !== undefined && Object.hasOwn(pins, address) ? (pins[address] ?? []) : [];
  return ofGroup.filter(({ until }) => until === null || until > now);
}
