import type { Address } from "./address.ts";

/** Points of a group that rdump did not make, and that count as own. */
export interface AdoptedPoints {
  /** The identities that the tool gave them, sorted. Nothing else is adopted. */
  readonly ids: readonly string[];
  /** Patterns of names that `rdump adopt` resolved into identities, or that it still has to resolve. */
  readonly names: readonly string[];
}

/** By the address of the group. */
export type Adopted = { readonly [address: Address]: AdoptedPoints };

export function adoptedIn(adopted: Adopted | undefined, address: Address): AdoptedPoints {
  const found = adopted !== undefined && Object.hasOwn(adopted, address) ? adopted[address] : undefined;
  return found ?? NONE;
}

/** The points by the present addresses of groups whose volume or repository has a new name. */
export function presentAdopted(adopted: Adopted, presentOf: (address: Address) => Address): Adopted {
  const present = new Map<Address, AdoptedPoints>();
  for (const [written, { ids, names }] of Object.entries(adopted)) {
    const address = presentOf(written);
    const other = present.get(address) ?? NONE;
    present.set(address, { ids: sorted([...other.ids, ...ids]), names: sorted([...other.names, ...names]) });
  }
  return Object.fromEntries(present);
}

function sorted(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}

const NONE: AdoptedPoints = { ids: [], names: [] };

export function isAdopted(
  { address, id }: { readonly address: Address; readonly id: string },
  adopted: Adopted | undefined,
): boolean {
  return adoptedIn(adopted, address).ids.includes(id);
}

/** An identity that two groups of one place adopt: each would expire it by its own rules. */
export interface AdoptedTwice {
  readonly id: string;
  readonly addresses: readonly [Address, Address];
}

/** The place of a group is the part of its address behind the volume. Copies in other places have the same identity. */
export function adoptedTwice(adopted: Adopted): AdoptedTwice | null {
  const seen = new Map<string, Address>();
  for (const [address, { ids }] of Object.entries(adopted)) {
    const place = address.slice(address.lastIndexOf('["'));
    for (const id of ids) {
      const key = JSON.stringify([place, id]);
      const other = seen.get(key);
      if (other !== undefined) return { id, addresses: [other, address] };
      seen.set(key, address);
    }
  }
  return null;
}
