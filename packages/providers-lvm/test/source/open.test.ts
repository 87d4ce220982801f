import t from "tap";
import { lvmSource } from "../../src/source/role.ts";

t.test("the device of the tree is that of the snapshot, and never that of the volume", async (t) => {
  const { tree } = lvmSource.open({
    owner: "joke",
    volume: {
      ...{ name: "home", parent: null, exclude: [], excludeCaches: false, integrity: null, hooks: null, verify: null },
      source: { type: "lvm", vg: "vg0", lv: "home", mount: "/home", snapshotSize: null },
      targets: [],
    },
    facts: { uuid: "a", type: "ext4", snapshotBytes: null },
    scratch: { mount: "/run/rdump", dataset: "rdump-scan" },
    ...{ keeps: false, reads: true },
  });
  t.match(tree?.device, /^\/dev\/vg0\/rdump-home-[0-9a-f]{8}$/);
});
