import { bareWorld, type World, withDataset, withPool } from "@rdump/fake-host";

/** The dataset that the tests of one replica send. */
export const SOURCE = "tank/home";

/** A host with the source, and an empty pool for its replica. */
export function furnished(): World {
  const world = withPool(withPool(bareWorld(), "tank"), "vault");
  return withDataset(world, SOURCE, { mountpoint: "/vol/home" });
}
