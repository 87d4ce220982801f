import t from "tap";
import type { Stored } from "../src/discovery/archives.ts";
import { withoutBroken } from "../src/discovery/chains.ts";

/** The archives of one chain, in the order of their names. `looks`: how often the base of one was asked for. */
function chain(length: number) {
  let looks = 0;
  const archives = Array.from({ length }, (_, at) => ({
    ...{ directory: "rdump-joke/home", base: `home-${at}`, point: { id: String(at) } },
    manifest: {
      get levels() {
        looks++;
        return { base: at === 0 ? null : { id: String(at - 1), name: `home-${at - 1}` } };
      },
    },
  })) as unknown as Stored[];
  return { archives, looks: () => looks };
}

t.test("each archive of a long chain is looked at once", async (t) => {
  for (const order of [(all: Stored[]) => all, (all: Stored[]) => all.reverse()]) {
    const whole = chain(2000);
    t.equal(withoutBroken({ archives: order(whole.archives), faults: [] }).archives.length, 2000);
    t.ok(whole.looks() < 5000, `${whole.looks()}`);
    const broken = chain(2000);
    const { archives, faults } = withoutBroken({ archives: order(broken.archives.slice(1)), faults: [] });
    t.same(archives, []);
    t.equal(faults.length, 1999);
    t.match(faults[0], { diagnostic: { detail: /^The archive home-0 is missing/ } });
    t.ok(broken.looks() < 5000, `${broken.looks()}`);
  }
});
