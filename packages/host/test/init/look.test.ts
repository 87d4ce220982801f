import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openLocalReader } from "@rdump/core";
import t from "tap";
import {
  parseDatasets,
  parseGroups,
  parsePools,
  parseRemovable,
  parseSwaps,
  parseVolumes,
} from "../../src/init/answers.ts";
import { lookAtMachine } from "../../src/init/look.ts";

const captured = (path: string) => readFileSync(join(import.meta.dirname, "../../../../fixtures/captured", path));

t.test("recorded answers of LVM and ZFS", async (t) => {
  t.match(
    parseVolumes(captured("lvm/lvs-origins.stdout"))?.find(({ name }) => name === "home"),
    { vg: "vg", bytes: 419430400, layout: ["linear"], isSnapshot: false, device: "253:0" },
  );
  t.ok(parseVolumes(captured("lvm/lvs-classic.stdout"))?.some(({ isSnapshot }) => isSnapshot));
  t.ok(parseVolumes(captured("lvm/lvs-thin.stdout"))?.some(({ layout }) => layout.includes("thin")));
  t.ok((parseGroups(captured("lvm/vgs-thin.stdout"))?.[0]?.free ?? 0) > 0);
  t.strictSame(parseVolumes(captured("lvm/lvs-nothing.stdout")), []);
  for (const version of ["2.1", "2.3"]) {
    const pools = parsePools(captured(`zfs/${version}/zpool-list.stdout`));
    t.ok(pools?.every(({ health, free }) => health === "ONLINE" && free > 0) && pools.length > 0, version);
    const datasets = parseDatasets(captured(`zfs/${version}/list-datasets.stdout`)) ?? [];
    t.ok(
      datasets.some(({ name, used }) => name === "tank/home" && used > 0),
      version,
    );
    t.ok(datasets.some(({ type }) => type === "volume") || datasets.length > 0, version);
  }
  t.match(parsePools(captured("zfs/2.3/zpool-list-degraded.stdout")), [{ health: "DEGRADED" }]);
});

t.test("other output is not believed", async (t) => {
  for (const text of ["", "[]", "{", '{"report": [{"lv": [{"vg_name": 1}]}]}', '{"report": {}}']) {
    t.equal(parseVolumes(Buffer.from(text)), null, text);
  }
  t.equal(parsePools(Buffer.from("tank\t1\n")), null);
  t.equal(parseDatasets(Buffer.from("tank\tfilesystem\nx\n")), null);
  t.equal(parseRemovable(Buffer.from('{"blockdevices": 1}')), null);
});

t.test("partitions of a removable disk are removable, and the disk of the system is not", async (t) => {
  const disk = (number: number, rm: boolean | string, tran: string | null, point: string | null) => ({
    "maj:min": `  8:${number}`,
    ...{ rm, tran, mountpoints: [null] },
    children: [{ "maj:min": `8:${number + 1}`, rm: false, tran: null, mountpoints: [point] }],
  });
  const text = {
    blockdevices: [
      disk(0, true, "usb", "/"),
      disk(16, true, null, null),
      disk(32, false, "usb", "/mnt"),
      disk(48, false, "sata", "/srv"),
      disk(64, "1", null, null),
    ],
  };
  const found = parseRemovable(Buffer.from(JSON.stringify(text)));
  t.strictSame([...(found ?? [])], ["8:16", "8:17", "8:32", "8:33", "8:64", "8:65"]);
});

t.test("the swaps of the kernel, with a blank in a name", async (t) => {
  const text = "Filename\t\t\t\tType\t\tSize\n/swap\\040file                   file\t\t1\n/dev/dm-1 partition 2\n";
  t.strictSame(parseSwaps(Buffer.from(text)), [
    { path: "/swap file", isFile: true },
    { path: "/dev/dm-1", isFile: false },
  ]);
});

t.test("this machine can be looked at, and nothing is changed", async (t) => {
  const io = openLocalReader({ env: process.env, signal: new AbortController().signal });
  const facts = await lookAtMachine({ hostname: "here", timezone: "UTC", nameless: null }, io);
  const root = facts.mounts.find(({ point }) => point === "/");
  t.match(root, { isDirectory: true });
  t.ok(root?.used === null || (root?.used ?? 0) > 0);
  t.ok(facts.mounts.some(({ type }) => type === "proc"));
});

t.test("a program that fails is a list that is not known; a program that is missing has nothing", async (t) => {
  const io = openLocalReader({ env: process.env, signal: new AbortController().signal });
  const answering = (changes: object) => ({
    ...io,
    query: async () => ({
      exitCode: 5,
      signal: null,
      notStarted: null,
      stopped: false,
      stdout: Buffer.alloc(0),
      stderr: Buffer.from("Permission denied\n"),
      overflow: false,
      milliseconds: 1,
      ...changes,
    }),
  });
  const failing = await lookAtMachine({ hostname: "h", timezone: "UTC", nameless: null }, answering({}));
  t.match(failing, {
    lvm: { unknown: /lvs: Permission denied/ },
    zfs: { unknown: /zpool/ },
    removable: { unknown: /lsblk/ },
  });
  const missing = await lookAtMachine(
    { hostname: "h", timezone: "UTC", nameless: null },
    answering({ exitCode: null, notStarted: "ENOENT" }),
  );
  t.match(missing, { lvm: { found: { volumes: [] } }, zfs: { found: { pools: [] } } });
  t.equal(missing.programs.size, 0);
});
