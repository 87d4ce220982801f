import t from "tap";
import { openLab } from "../../../lab/testing.ts";
import { zfsList } from "../test/conformance/zfs-list.ts";
import { sameInLab } from "./lab-site.ts";

const lab = await openLab(t);

await lab.test("ZFS: the same is seen on the fake host as in the lab", (t, machine) =>
  sameInLab(t, machine, zfsList()),
);
