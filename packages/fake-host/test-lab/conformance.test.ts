import t from "tap";
import { openLab } from "../../../lab/testing.ts";
import { fakeSite } from "../test/conformance/fake-site.ts";
import { lvmList } from "../test/conformance/lvm-list.ts";
import { perform } from "../test/conformance/observe.ts";
import { labSite } from "./lab-site.ts";

const lab = await openLab(t);

await lab.test("LVM and mounts: the same is seen on the fake host as in the lab", async (t, machine) => {
  const fake = fakeSite("/srv", () => Date.now());
  const real = await labSite(machine);
  for (const [index, operation] of lvmList().entries()) {
    const words = operation.do === "run" ? operation.argv.join(" ") : "path" in operation ? operation.path : "";
    t.same(await perform(fake, operation), await perform(real, operation), `${index + 1} ${operation.do} ${words}`);
  }
});
