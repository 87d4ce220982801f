import { readFileSync } from "node:fs";
import { join } from "node:path";
import { discoveryRequest } from "@rdump/core/conformance";
import {
  type CommandResult,
  commandResult,
  type LvmSource,
  PLANNED_RUN,
  type ReadIo,
  type Volume,
} from "@rdump/core/provider";
import t from "tap";
import { createCommand, type Snapshot } from "../../src/commands.ts";
import { mapperName, snapshotName } from "../../src/naming/names.ts";
import { lvmProvider } from "../../src/provider.ts";

const CAPTURED = join(import.meta.dirname, "../../../../fixtures/captured");
const captured = (name: string): Buffer => readFileSync(join(CAPTURED, name));

/** What is mounted at a mount point. */
type Mounted = readonly (readonly [target: string, device: string, type: string, options?: string])[];
const MOUNTED: Mounted = [
  ["/vol/home", "253:0", "xfs"],
  ["/vol/root", "253:1", "ext4"],
];

/** LUKS on vg/root, as the kernel shows it. */
const SYS: { readonly [path: string]: string } = {
  "/sys/dev/block/253:9/dm/uuid": "CRYPT-LUKS2-5f1b-secret\n",
  "/sys/class/block/dm-1/dev": "253:1\n",
};

/** A host that answers with what LVM really printed in a state of the group `vg`. */
function hostIn(state: string, mounted: Mounted = MOUNTED, edit = (text: string): string => text): ReadIo {
  const mounts = mounted.map(
    ([target, device, type, options = "rw"], index) =>
      `${30 + index} 1 ${device} / ${target} rw - ${type} - ${options}\n`,
  );
  const answers: { readonly [program: string]: () => Buffer } = {
    lvs: () => Buffer.from(edit(captured(`lvm/lvs-${state}.stdout`).toString())),
    vgs: () => captured(`lvm/vgs-${state}.stdout`),
  };
  const never = () => Promise.reject(new Error("not used"));
  return {
    query: async ({ argv: [program] }) => commandResult({ stdout: answers[program]?.() ?? Buffer.alloc(0) }),
    lstat: never,
    realpath: never,
    readFile: async (path) => {
      const text = path === "/proc/self/mountinfo" ? mounts.join("") : SYS[path];
      return text === undefined ? null : Buffer.from(text);
    },
    names: async (path) => (path === "/sys/dev/block/253:9/slaves" ? [Buffer.from("dm-1")] : null),
  };
}

const volume = (name: string, rest: Partial<LvmSource> = {}): Volume => ({
  name,
  parent: null,
  source: {
    type: "lvm",
    vg: "vg",
    lv: name,
    mount: `/vol/${name}`,
    snapshotSize: { kind: "bytes", bytes: 5_000_000, text: "5 MB" },
    ...rest,
  },
  exclude: [],
  excludeCaches: false,
  integrity: null,
  targets: [],
  hooks: null,
  verify: null,
});

async function observe(io: ReadIo, ...volumes: readonly Volume[]) {
  return (await discover(io, ...volumes)).sources;
}

function discover(io: ReadIo, ...volumes: readonly Volume[]) {
  return lvmProvider().discover(discoveryRequest({ owner: "joke", sources: volumes }), io);
}

t.test("sizes, also parts of the origin, become whole extents", async (t) => {
  const [home, root] = await observe(
    hostIn("origins"),
    volume("home"),
    volume("root", { snapshotSize: { kind: "origin", percent: 10, text: "10%ORIGIN" } }),
  );
  t.match(home, { gap: null, facts: { type: "xfs", snapshotBytes: 8_388_608 } });
  t.match(root, { gap: null, facts: { type: "ext4", snapshotBytes: 20_971_520 } });
});

t.test("each obstacle is a gap with a message", async (t) => {
  const size = (bytes: number) => ({ snapshotSize: { kind: "bytes", bytes, text: "" } as const });
  const none = { snapshotSize: null };
  for (const [io, declared, code, words] of [
    [hostIn("origins"), volume("root", { vg: "other" }), "lvm-no-group", /no volume group other/],
    [hostIn("origins"), volume("nothere"), "lvm-no-volume", /no nothere/],
    [hostIn("origins"), volume("root", none), "lvm-no-size", /snapshotSize/],
    [hostIn("origins"), volume("root", size(1e12)), "lvm-no-room", /931 GiB; 2\.[0-9] GiB are free/],
    [hostIn("origins", []), volume("root"), "lvm-not-mounted", /nothing is mounted there/],
    [hostIn("origins", [["/vol/root", "253:0", "xfs"]]), volume("root"), "lvm-not-mounted", /another file system/],
    [hostIn("origins", [["/vol/root", "0:44", "btrfs"]]), volume("root"), "lvm-file-system", /same file system id/],
    [hostIn("origins", [["/vol/root", "253:9", "ext4"]]), volume("root"), "lvm-encrypted", /dm-crypt above vg\/root/],
    [hostIn("origins", [["/vol/home", "253:9", "ext4"]]), volume("home"), "lvm-not-mounted", /another file system/],
    [
      hostIn("origins", [["/vol/home", "253:0", "xfs", "rw,logdev=/dev/sdb1,noquota"]]),
      volume("home"),
      "lvm-external-log",
      /log .* is on \/dev\/sdb1/,
    ],
    [
      hostIn("origins", [["/vol/home", "253:0", "xfs", "rw,rtdev=/dev/sdc"]]),
      volume("home"),
      "lvm-external-log",
      /sdc/,
    ],
    [hostIn("origins", [["/vol/root", "253:1", "reiserfs"]]), volume("root"), "lvm-file-system", /Only ext2/],
    [
      hostIn("classic", [["/vol/root", "253:4", "xfs"]]),
      volume("root", { lv: "home-snap" }),
      "lvm-is-snapshot",
      /home/,
    ],
    [hostIn("inactive"), volume("home"), "lvm-inactive", /lvchange --activate y vg\/home/],
  ] as const) {
    const [seen] = await observe(io, declared);
    t.match(seen?.gap, { code, severity: "error", detail: words, address: declared.name });
  }
});

t.test("the snapshots of a volume group need space at the same time", async (t) => {
  const half = { snapshotSize: { kind: "bytes", bytes: 1.5 * 2 ** 30, text: "" } as const };
  const both = await observe(hostIn("origins"), volume("home", half), volume("root", half));
  t.match(both, [{ gap: { code: "lvm-no-room", detail: /3\.0 GiB together/ } }, { gap: { code: "lvm-no-room" } }]);
  t.match(await observe(hostIn("origins"), volume("home", half)), [{ gap: null }]);
});

t.test("an object with the name of the snapshot belongs to a dead run or is foreign", async (t) => {
  const name = snapshotName({ owner: "joke", volume: "root" });
  const named = (tags: string) => (text: string) =>
    text
      .replaceAll('"lv_name":"by-hand"', `"lv_name":"${name}"`)
      .replace(new RegExp(`("lv_name":"${name}".*?"lv_tags":)""`), `$1"${tags}"`);
  const own = "rdump.owner=joke,rdump.volume=root,rdump.run=R7";
  const { sources, leftovers } = await discover(hostIn("classic", MOUNTED, named(own)), volume("home"));
  t.match(sources, [{ volume: "home", gap: null }]);
  const left = { volume: "root", run: "R7", input: { vg: "vg", lv: "root", name, path: "/run/rdump/joke@root" } };
  t.match(leftovers, [
    { ...left, kind: "lvm/mount" },
    { ...left, kind: "lvm/snapshot", says: /left over by run R7/ },
  ]);
  const parted = (text: string) =>
    named(own)(text).replace(new RegExp(`("lv_name":"${name}".*?"origin":)"root"`), '$1""');
  const { leftovers: halves } = await discover(hostIn("classic", MOUNTED, parted), volume("root"));
  t.match(halves, [left, left], "a killed lvcreate or lvremove leaves no snapshot, but a volume of its name");
  for (const tags of ["", "rdump.owner=other,rdump.volume=root,rdump.run=R7", "rdump.owner=joke,rdump.volume=home"]) {
    const foreign = await discover(hostIn("classic", MOUNTED, named(tags)), volume("root"));
    t.match(foreign, { sources: [{ gap: { code: "lvm-foreign" } }], leftovers: [] }, tags);
    t.equal(foreign.leftovers?.length, 0, tags);
  }
});

t.test("a suspended device, also a foreign device, is reported with the command that resumes it", async (t) => {
  const suspended = (text: string) => text.replace(/("lv_name":"root".*?"lv_suspended":)"\d*"/, '$1"1"');
  const ask = (io: ReadIo) =>
    lvmProvider().blockers?.(discoveryRequest({ owner: "joke", sources: [volume("home")] }), io);
  t.match(await ask(hostIn("origins", MOUNTED, suspended)), [
    { code: "lvm-suspended", detail: /dmsetup resume vg-root/ },
  ]);
  t.strictSame(await ask(hostIn("origins")), []);
});

t.test("a nearly full thin pool is a warning, and a full thin pool is an error", async (t) => {
  for (const [state, expected] of [
    ["thin-nearly-full", { gap: null, diagnostics: [{ code: "lvm-pool-nearly-full" }] }],
    ["thin-full", { gap: { code: "lvm-pool-full" } }],
  ] as const) {
    const device = /"lv_name":"thin",.*?"lv_kernel_major":"(\d+)", "lv_kernel_minor":"(\d+)"/.exec(
      captured(`lvm/lvs-${state}.stdout`).toString(),
    );
    const mounted: Mounted = [["/vol/thin", `${device?.[1]}:${device?.[2]}`, "ext4"]];
    const [seen] = await observe(hostIn(state, mounted), volume("thin", { snapshotSize: null }));
    t.match(seen, expected, state);
  }
});

t.test("a failed or invalid query is a gap of all volumes, and does not mean that they are missing", async (t) => {
  const io = hostIn("origins");
  const failing = (result: Partial<CommandResult>): ReadIo => ({
    ...io,
    query: async () => commandResult(result),
  });
  for (const [result, code] of [
    [{ exitCode: null, notStarted: "ENOENT" }, "lvm-missing"],
    [{ exitCode: 5, stderr: Buffer.from("  /run/lock/lvm: mkdir failed: Permission denied\n") }, "lvm-not-root"],
    [{ exitCode: 5, stderr: Buffer.from("  something \u001b[2J broke\n") }, "lvm-unseen"],
    [{ stdout: Buffer.from('{"report":[{"lv":[{"lv_name":7}]}]}') }, "lvm-not-understood"],
    [{ stdout: Buffer.from("no JSON") }, "lvm-not-understood"],
  ] as const) {
    const seen = await observe(failing(result), volume("home"), volume("root"));
    t.match(seen, [{ gap: { code } }, { gap: { code } }]);
    t.notMatch(JSON.stringify(seen), "\\u001b");
  }
});

t.test("names and tags are valid for LVM, and distinguish owners and volumes", (t) => {
  const odd = snapshotName({ owner: "joke", volume: "a_tdata.b_rimage-c" });
  t.match(odd, /^rdump-[A-Za-z0-9.-]+-[0-9a-f]{8}$/);
  t.ok(snapshotName({ owner: "o", volume: "v".repeat(100) }).length < 127);
  t.not(snapshotName({ owner: "a", volume: "v" }), snapshotName({ owner: "b", volume: "v" }));
  t.not(snapshotName({ owner: "a", volume: "x_y" }), snapshotName({ owner: "a", volume: "x-y" }));
  t.equal(mapperName("my-vg", "my-lv"), "my--vg-my--lv");
  const snapshot: Snapshot = {
    owner: "joke",
    volume: "root",
    vg: "vg",
    lv: "root",
    originUuid: "u",
    name: "rdump-root-0",
    bytes: 8_388_608,
    path: "/run/rdump/joke@root",
    scratch: "/run/rdump",
    type: "ext4",
  };
  t.equal(
    createCommand(snapshot, PLANNED_RUN).argv.join(" "),
    "lvcreate --snapshot --name rdump-root-0 --size 8388608b --addtag rdump.owner=joke --addtag rdump.volume=root --addtag rdump.run={run.id} vg/root",
  );
  t.match(createCommand({ ...snapshot, bytes: null }, PLANNED_RUN).argv.join(" "), /--setactivationskip n/);
  t.end();
});
