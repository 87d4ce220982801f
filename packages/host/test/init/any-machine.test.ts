import { format, lintLoaded, load } from "@rdump/core";
import fc from "fast-check";
import t from "tap";
import { configOf } from "../../src/init/config.ts";
import type { Wish } from "../../src/init/facts.ts";
import { dataset, group, machine, mount, pool, volume } from "./machine.ts";

const HOST = { hostname: "ada", machineId: "m", timezone: "UTC", isRoot: true, env: {} };
const part = fc.constantFrom(
  "home",
  "var",
  "srv",
  "data",
  "a b",
  "ä",
  "mnt",
  "media",
  "boot",
  "x'y",
  "[z]",
  "-n",
  "tank",
);
const path = fc.array(part, { minLength: 0, maxLength: 3 }).map((parts) => `/${parts.join("/")}`);
const bytes = fc.constantFrom(1e6, 1e9, 5e11);
const poolName = fc.constantFrom("tank", "vault", "rpool");
const datasetName = fc.tuple(poolName, fc.array(fc.constantFrom("home", "vm", "rdump", "x:y"), { maxLength: 2 }));

const mounts = fc.uniqueArray(
  fc.record({
    point: path,
    device: fc.constantFrom("253:0", "253:1", "8:1", "8:2", "0:40"),
    type: fc.constantFrom("ext4", "xfs", "vfat", "btrfs", "zfs", "tmpfs", "nfs4", "overlay", "exfat", "fuse.sshfs"),
    disk: fc.constantFrom("/dev/sda1", "/dev/mapper/vg-root"),
    name: fc.constantFrom("tank/home", "tank", "rpool/vm"),
    root: fc.constantFrom("/", "/", "/@sub"),
    readOnly: fc.boolean(),
    isDirectory: fc.constantFrom(true, true, false),
    used: fc.option(bytes),
  }),
  { selector: ({ point }) => point, maxLength: 8 },
);

const facts = fc.record({
  mounts: mounts.map((all) =>
    all.map(({ point, type, disk, name, ...given }) =>
      mount(point, type, type === "zfs" ? { ...given, from: name, device: `0:${name}` } : { ...given, from: disk }),
    ),
  ),
  nameless: fc.constantFrom<string | null>("0a9dff1d", null),
  hostname: fc.constantFrom("ada", "web.example", "-x", "ä", "A_b"),
  lvm: fc.oneof(
    fc.constant({ unknown: "lvs: no" }),
    fc
      .tuple(
        fc.subarray([
          volume("root", "253:0"),
          volume("var", "253:1", { layout: ["thin", "sparse"] }),
          volume("s", "8:2"),
        ]),
        bytes,
      )
      .map(([volumes, free]) => ({ found: { volumes, groups: [group(free)] } })),
  ),
  zfs: fc.oneof(
    fc.constant({ unknown: "zpool: no" }),
    fc
      .record({
        pools: fc.uniqueArray(fc.tuple(poolName, bytes), { selector: ([name]) => name, maxLength: 3 }),
        datasets: fc.uniqueArray(
          datasetName.map(([name, below]) => [name, ...below].join("/")),
          { maxLength: 6 },
        ),
        own: fc.subarray(["vault/rdump", "tank/rdump"]),
      })
      .map(({ pools, datasets, own }) => ({
        found: {
          pools: pools.map(([name, free]) => pool(name, free)),
          datasets: datasets.map((name) => dataset(name)),
          own,
        },
      })),
  ),
  swaps: fc.subarray([
    { path: "/swapfile", isFile: true },
    { path: "/var/swap [1]", isFile: true },
  ]),
  programs: fc.subarray(["borg", "restic", "rsync", "getfattr"]).map((names) => new Set(names)),
  repositories: fc.subarray([
    { path: "/srv/borg", archiver: "borg" as const },
    { path: "/mnt/restic", archiver: "restic" as const },
  ]),
  databases: fc.subarray([{ name: "PostgreSQL", path: "/var/lib/postgresql" }]),
});

const wish: fc.Arbitrary<Wish> = fc.record({
  directories: fc.oneof(fc.constant(null), fc.array(path, { minLength: 1, maxLength: 3 })),
  repository: fc.oneof(
    fc.constant(null),
    fc
      .record({
        location: fc.constantFrom("/mnt/usb/borg", "/srv/borg", "/borg", "ssh://backup@nas.example/./ada", "nas:borg"),
        encryption: fc.constantFrom("repokey-blake2", "keyfile", "none"),
      })
      .map(({ location, encryption }) => ({
        archiver: "borg" as const,
        location,
        encryption,
        passphraseFile: encryption === "none" ? null : "/etc/rdump/passphrase",
      })),
    fc
      .constantFrom("/mnt/usb/restic", "sftp:backup@nas.example:/srv/restic", "s3:s3.example/bucket/ada")
      .map((location) => ({
        archiver: "restic" as const,
        location,
        encryption: null,
        passphraseFile: "/etc/rdump/passphrase",
      })),
    fc.constantFrom("/mnt/usb/tar", "/tar").map((location) => ({
      archiver: "tar" as const,
      location,
      encryption: null,
      passphraseFile: null,
    })),
  ),
  mirror: fc.option(fc.constantFrom("/mnt/usb", "/srv/copies", "/data")),
});

t.test("the config of any machine has no finding of lint", (t) => {
  let written = 0;
  fc.assert(
    fc.property(facts, wish, (given, wanted) => {
      const { text, volumes } = configOf(machine(given), wanted);
      // init writes no config without a volume.
      if (volumes.length === 0) return;
      written++;
      const found = lintLoaded(load(format(text) ?? text, "rdump.json5", HOST));
      // A mirror in its own source is an error of the user: init refuses it, and writes nothing.
      if (found.some(({ code }) => code === "target-inside-source")) return;
      if (found.length > 0) throw new Error(`${JSON.stringify(found[0])}\n${text}`);
    }),
    { numRuns: 150, seed: 7 },
  );
  t.ok(written > 60, `${written} of 150 have volumes`);
  t.end();
});
