import t from "tap";
import { openLab } from "../../../lab/testing.ts";
import { lvmList } from "../test/conformance/lvm-list.ts";
import { sameInLab } from "./lab-site.ts";

const lab = await openLab(t);

await lab.test("LVM and mounts: the fake host and the lab show the same", (t, machine) =>
  sameInLab(t, machine, lvmList()),
);
