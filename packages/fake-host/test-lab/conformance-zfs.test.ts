import t from "tap";
import { openLab } from "../../../lab/testing.ts";
import { zfsList } from "../test/conformance/zfs-list.ts";
import { sameInLab } from "./lab-site.ts";

const lab = await openLab(t);

await lab.test("ZFS: the fake host and the lab show the same", (t, machine) => sameInLab(t, machine, zfsList()));
