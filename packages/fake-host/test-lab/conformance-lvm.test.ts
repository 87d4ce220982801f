import t from "tap";
import { openLab } from "../../../lab/testing.ts";
import { lvmList } from "../test/conformance/lvm-list.ts";
import { sameInLab } from "./lab-site.ts";

const lab = await openLab(t);

await lab.test("LVM and mounts: the same is seen on the fake host as in the lab", (t, machine) =>
  sameInLab(t, machine, lvmList()),
);
