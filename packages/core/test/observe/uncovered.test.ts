import t from "tap";
import { excludeOf } from "../../src/conformance/index.ts";
import { parseMountinfo } from "../../src/io/mountinfo.ts";
import type { Config } from "../../src/model/config.ts";
import { NO_RULES } from "../../src/model/keep.ts";
import type { Source } from "../../src/model/source.ts";
import { uncoveredBelow } from "../../src/observe/uncovered/index.ts";
import type { SourceObservation } from "../../src/provider/observation.ts";
import { configOf, volumeOf } from "../plan/world.ts";

const EVERY = { every: { kind: "calendar", unit: "daily" } as const, keep: NO_RULES };
const ROOT = "27 1 254:0 / / rw - ext4 /dev/vda rw";
const DATA = "40 27 8:1 / /srv/my\\040data rw - xfs /dev/sdb1 rw";

const plain = (path: string): Source => ({ type: "plain", path, mustBeMounted: false });
const zfs = (dataset: string, recursive = false): Source => ({ type: "zfs", dataset, recursive });
const volume = (name: string, source: Source, ...excludes: string[]) =>
  volumeOf(name, {}, { source, exclude: excludes.map(excludeOf) });

/** The mount points that that are reported, by volume; `roots`: where ZFS sources are mounted. */
async function reported(volumes: Config["volumes"], lines: readonly string[], rest: Partial<Config> = {}, roots = {}) {
  const config: Config = { ...configOf({}), volumes, ...rest };
  const sources = new Map(
    volumes.map(({ name, source }): [string, SourceObservation] => {
      const root = source.type === "plain" ? source.path : ((roots as Record<string, string>)[name] ?? null);
      return [name, { volume: name, gap: null, unreadable: null, root, facts: null, diagnostics: [] }];
    }),
  );
  const stdout = Buffer.from("4096 1000 400\n");
  const answer = { exitCode: 0, signal: null, notStarted: null, stopped: false, overflow: false, milliseconds: 1 };
  const found = await uncoveredBelow(
    config,
    { sources },
    {
      query: async () => ({ ...answer, stdout, stderr: Buffer.alloc(0) }),
      readFile: async () => Buffer.from(`${lines.join("\n")}\n`, "latin1"),
    },
  );
  return Object.fromEntries(
    found.map(({ address, detail }) => [address, [...detail.matchAll(/^ {4}(\/.*) \(/gm)].map(([, point]) => point)]),
  );
}

t.test("a local file system below a source that nothing names is reported, with what to write", async (t) => {
  const sources = new Map([
    ["root", { volume: "root", gap: null, unreadable: null, root: "/", facts: null, diagnostics: [] }],
  ]);
  const config = { ...configOf({}), volumes: [volume("root", plain("/"))] };
  const lines = [ROOT, DATA, "41 27 0:50 / /tank/a rw - zfs tank/a rw"];
  const [found] = await uncoveredBelow(
    config,
    { sources },
    {
      query: async ({ argv }) => {
        const isKnown = argv.at(-1) === "/srv/my data";
        const rest = { signal: null, notStarted: null, stopped: false, overflow: false, milliseconds: 1 };
        return {
          exitCode: isKnown ? 0 : 1,
          stdout: Buffer.from("4096 1000000 400\n"),
          stderr: Buffer.alloc(0),
          ...rest,
        };
      },
      readFile: async () => parseable(lines),
    },
  );
  t.match(found, { code: "source-uncovered", severity: "warning", address: "root" });
  t.equal(
    found?.detail.slice(found.detail.indexOf("\n")),
    [
      "",
      "    /srv/my data (xfs, at least 2.0 GiB used)",
      "    /tank/a (zfs, size unknown)",
      "Declare a volume for each, with the targets of this volume, or exclude it here:",
      '    "srv-my-data": { source: { type: "plain", mount: "/srv/my data" }, archives: [...] },',
      '    exclude: ["/srv/my data"],',
      '    "tank-a": { source: { type: "zfs", dataset: "tank/a" }, archives: [...] },',
      '    exclude: ["/tank/a"],',
    ].join("\n"),
  );
});

function parseable(lines: readonly string[]): Buffer {
  const content = Buffer.from(`${lines.join("\n")}\n`, "latin1");
  if (parseMountinfo(content).length !== lines.length) throw new Error("not mountinfo");
  return content;
}

t.test("file systems that are covered, excluded, remote or targets are not reported", async (t) => {
  const root = volume("root", plain("/"));
  t.same(await reported([root], [ROOT, DATA]), { root: ["/srv/my data"] });
  t.same(await reported([root, volume("data", plain("/srv/my data"))], [ROOT, DATA]), {});
  t.same(await reported([root, volume("part", plain("/srv/my data/part"))], [ROOT, DATA]), { root: ["/srv/my data"] });
  t.same(await reported([volume("root", plain("/"), "/srv/*")], [ROOT, DATA]), {});
  t.same(await reported([volume("root", plain("/"), "my data")], [ROOT, DATA]), {});
  t.same(await reported([volume("root", plain("/"), "/srv/my data/*")], [ROOT, DATA]), {}, "all files are excluded");
  t.same(await reported([volume("root", plain("/"), "/srv/my data/.*")], [ROOT, DATA]), { root: ["/srv/my data"] });
  t.same(await reported([volume("srv", plain("/srv")), root], [ROOT, DATA]), { srv: ["/srv/my data"] }, "the nearest");
  t.same(await reported([volume("etc", plain("/etc"))], [ROOT, DATA]), {}, "not below");
  const others = [
    "50 27 0:20 / /proc rw - proc proc rw",
    "51 27 0:21 / /tmp rw - tmpfs tmpfs rw",
    "52 27 0:22 / /nas rw - nfs4 nas:/x rw",
    "53 27 0:23 / /home/ada/m rw - fuse.sshfs x rw",
    "54 27 8:9 / /mnt/ntfs rw - fuseblk /dev/sdc1 rw",
    "55 27 7:1 / /snap/core/1 ro - squashfs /dev/loop1 ro",
    "56 27 0:24 / /var/lib/docker/x rw - overlay overlay rw",
    "57 27 254:0 /srv/a /export rw - ext4 /dev/vda rw",
    "58 27 8:30 / /run/rdump/x ro - ext4 /dev/mapper/x ro",
    "59 27 8:31 / /srv/borg rw - ext4 /dev/sde1 rw",
    "60 27 8:32 / /backup rw - ext4 /dev/sdf1 rw",
  ];
  const mirror = { kind: "mirrors", targetType: "mirrors/directory", compare: "times", mount: null } as const;
  const targets = [...root.targets, { ...mirror, address: "root.m", path: "/backup/root", ...EVERY }];
  t.same(await reported([{ ...root, targets }], [ROOT, ...others]), {});
  t.same(await reported([{ ...root, targets: [] }], [ROOT, DATA]), {}, "a volume without targets has no backup at all");
  const hidden = [ROOT, DATA, "41 40 0:30 / /srv/my\\040data rw - tmpfs tmpfs rw"];
  t.same(await reported([root], hidden), {}, "hidden by another mount");
  const twice = [ROOT, DATA, "42 27 8:1 / /again rw - xfs /dev/sdb1 rw"];
  t.same(await reported([root], twice), { root: ["/again"] }, "one file system is reported once");
});

t.test("subvolumes of Btrfs and children of ZFS are file systems of their own", async (t) => {
  const btrfs = [
    "27 1 0:30 /@ / rw - btrfs /dev/vda rw",
    "40 27 0:30 /@home /home rw - btrfs /dev/vda rw",
    "41 27 0:30 /@/var/x /bound rw - btrfs /dev/vda rw",
  ];
  t.same(await reported([volume("root", plain("/"))], btrfs), { root: ["/home"] });
  const pool = [
    ROOT,
    "40 27 0:40 / /tank rw - zfs tank rw",
    "41 40 0:41 / /tank/a rw - zfs tank/a rw",
    "42 41 0:42 / /tank/a/b rw - zfs tank/a/b rw",
    "43 40 0:43 / /tank/copy/x rw - zfs tank/copy/x rw",
    "44 40 0:44 / /tank/rdump-scan/a rw - zfs tank/rdump-scan/a rw",
    "45 41 0:45 / /tank/a/.zfs/snapshot/daily rw - zfs tank/a@daily rw",
  ];
  const roots = { tank: "/tank", a: "/tank/a" };
  const copies = {
    kind: "replicas",
    targetType: "replicas/zfs",
    address: "x",
    dataset: "tank/copy",
    host: null,
  } as const;
  const tank = volumeOf("tank", {}, { source: zfs("tank"), targets: [{ ...copies, ...EVERY }] });
  t.same(await reported([tank], pool, {}, roots), { tank: ["/tank/a", "/tank/a/b"] });
  t.same(await reported([tank, volume("a", zfs("tank/a"))], pool, {}, roots), { a: ["/tank/a/b"] });
  t.same(await reported([tank, volume("a", zfs("tank/a", true))], pool, {}, roots), {});
});
