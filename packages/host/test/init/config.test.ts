import { format, lintLoaded, load } from "@rdump/core";
import t, { type Test } from "tap";
import { archiverFor } from "../../src/init/archiver.ts";
import { configOf } from "../../src/init/config.ts";
import type { Facts, Wish } from "../../src/init/facts.ts";
import { dataset, group, machine, mount, pool, volume, zfs } from "./machine.ts";

const ANYWHERE: Wish = { directories: null, repository: null, mirror: null };
const INTO_BORG: Wish = {
  ...ANYWHERE,
  repository: {
    archiver: "borg",
    location: "/mnt/usb/borg",
    encryption: "repokey-blake2",
    passphraseFile: "/etc/rdump/passphrase",
  },
};

/** The made config, read back: without any finding of lint. */
function made(t: Test, facts: Partial<Facts>, wish: Wish = INTO_BORG) {
  const { text, ...rest } = configOf(machine(facts), wish);
  const formatted = format(text) ?? "";
  const host = { hostname: "ada", machineId: "m", timezone: "UTC", isRoot: true, env: {} };
  const loaded = load(formatted, "rdump.json5", host);
  t.strictSame(lintLoaded(loaded), [], formatted);
  const volumes = Object.fromEntries((loaded.config?.volumes ?? []).map((each) => [each.name, each]));
  return { ...rest, text: formatted, volumes, names: Object.keys(volumes) };
}

const reasonOf = (skipped: readonly { name: string; reason: string }[], name: string) =>
  skipped.find((each) => each.name === name)?.reason ?? "(covered)";

t.test("each file system gets the best source that it can have", async (t) => {
  const mounts = [
    mount("/", "ext4", { device: "253:0", from: "/dev/mapper/vg-root" }),
    mount("/home", "xfs", { device: "253:1", from: "/dev/mapper/vg-home" }),
    mount("/thin", "ext4", { device: "253:2", from: "/dev/mapper/vg-thin" }),
    mount("/var/vfat", "vfat", { device: "253:3", from: "/dev/mapper/vg-fat" }),
    mount("/boot", "ext2"),
    mount("/boot/efi", "vfat"),
    zfs("tank/media", "/tank/media"),
  ];
  const volumes = [
    volume("root", "253:0"),
    volume("home", "253:1"),
    volume("thin", "253:2", { layout: ["thin", "sparse"] }),
    volume("fat", "253:3"),
  ];
  const lvm = { found: { volumes, groups: [group(2 * 2 ** 30)] } };
  const { volumes: found } = made(t, { mounts, lvm });
  const sources = Object.values(found).map(({ name, source }) => [
    name,
    source.type,
    "snapshotSize" in source ? (source.snapshotSize?.text ?? null) : null,
  ]);
  t.strictSame(sources, [
    ["boot", "plain", null],
    ["boot-efi", "plain", null],
    ["home", "lvm", "9%ORIGIN"],
    ["root", "lvm", "9%ORIGIN"],
    ["tank-media", "zfs", null],
    ["thin", "lvm", null],
    ["var-vfat", "plain", null],
  ]);
  const full = made(t, { mounts: mounts.slice(0, 2), lvm: { found: { volumes, groups: [group(2 ** 29)] } } });
  t.equal(full.volumes.root?.source.type, "plain");
  t.match(full.text, /vg has 512 MiB free, too little for snapshots/);
});

t.test("a machine without a machine id gets a name, because the plan needs one", async (t) => {
  const mounts = [mount("/", "ext4")];
  t.match(made(t, { mounts, hostname: "-web.example", nameless: "0a9dff1d" }).text, /machine: "web\.example-0a9dff1d"/);
  t.notMatch(made(t, { mounts }).text, /machine:/);
});

t.test("a list that cannot be made is named, and counts as unknown", async (t) => {
  const mounts = [mount("/", "ext4", { from: "/dev/mapper/vg-root" }), zfs("tank/a", "/tank/a")];
  const { notes, volumes, text } = made(t, {
    mounts,
    lvm: { unknown: "lvs: permission denied" },
    zfs: { unknown: "zpool: no module" },
    removable: { unknown: "lsblk: exit status 1" },
  });
  t.match(notes.join("\n"), /LVM could not be listed: lvs: permission denied/);
  t.match(notes.join("\n"), /ZFS could not be listed: zpool: no module/);
  t.match(notes.join("\n"), /removable disks are not known/);
  t.match(text, /ext4 on \/dev\/mapper\/vg-root, which has no snapshots\. LVM could not be listed/);
  t.equal(volumes["tank-a"]?.source.type, "zfs", "the mount table names the dataset");
});

t.test("with two pools, datasets are replicated to the other one, and the rest is mirrored", async (t) => {
  const mounts = [mount("/", "ext4"), zfs("tank", "/tank"), zfs("tank/home", "/home"), zfs("vault/old", "/vault/old")];
  const listed = {
    pools: [pool("tank", 1e11), pool("vault")],
    datasets: ["tank", "tank/home", "vault", "vault/old", "vault/rdump/ada/root"].map((name) => dataset(name)),
    own: ["vault/rdump"],
  };
  const { volumes } = made(t, { mounts, zfs: { found: listed } }, ANYWHERE);
  const targets = (name: string) =>
    volumes[name]?.targets.map((target) => `${target.kind} ${"dataset" in target ? target.dataset : ""}`);
  t.strictSame(targets("root"), ["mirrors vault/rdump/ada/root"]);
  t.strictSame(targets("home"), ["snapshots ", "replicas vault/rdump/ada/home"]);
  t.strictSame(targets("vault-old"), ["snapshots ", "replicas tank/rdump/ada/vault-old"]);
  const small = { ...listed, pools: [pool("tank", 1e11), pool("vault", 1e9)] };
  const without = made(t, { mounts, zfs: { found: small } }, ANYWHERE);
  t.match(without.text, /snapshots only, and no copy on another disk/);
  t.equal(without.volumes.home?.targets.length, 1);
});

t.test("a path that is not a separate local file system is skipped with the reason", async (t) => {
  const { names, skipped, text } = made(t, {
    mounts: [
      mount("/", "ext4", { device: "8:1" }),
      mount("/etc/hostname", "ext4", { device: "8:1", root: "/x/hostname", isDirectory: false }),
      mount("/srv/bind", "ext4", { device: "8:1", root: "/data" }),
      mount("/data", "btrfs", { device: "0:50", root: "/@data" }),
      mount("/net", "nfs4", { device: "0:60", isDirectory: false }),
      mount("/proc", "proc", { device: "0:5" }),
      mount("/snap/core", "squashfs", { device: "7:1" }),
      mount("/stick", "ext4", { device: "8:17" }),
      mount("/media/ada/x", "ext4", { device: "8:33" }),
      mount("/mnt/usb", "ext4", { device: "8:49" }),
      mount("/bad\u0001name", "ext4", { device: "8:65" }),
      mount("/run/rdump/ada@x", "ext4", { device: "253:9" }),
      zfs("tank/rdump-scan/x", "/x"),
      zfs("tank/a@b", "/tank/a/.zfs/snapshot/b"),
    ],
    removable: { found: new Set(["8:17"]) },
    zfs: {
      found: {
        pools: [pool("tank")],
        datasets: [dataset("tank"), dataset("tank/z", { type: "volume" }), dataset("tank/locked")],
        own: [],
      },
    },
    swaps: [
      { path: "/swapfile", isFile: true },
      { path: "/dev/dm-3", isFile: false },
    ],
  });
  t.strictSame(names, ["root"]);
  const reasons: [string, RegExp][] = [
    ["/etc/hostname", /single file/],
    ["/srv/bind", /same files are at \//],
    ["/data", /Btrfs/],
    ["/net", /another machine/],
    ["/stick", /removable/],
    ["/media/ada/x", /removable/],
    ["/mnt/usb", /holds the backups/],
    ["/bad\u0001name", /characters/],
    ["tank/z", /no files/],
    ["tank/locked", /not mounted/],
    ["/dev/dm-3", /swap/],
  ];
  for (const [name, reason] of reasons) t.match(reasonOf(skipped, name), reason, name);
  t.equal(skipped.length, reasons.length, "and the kernel's own are not named");
  t.match(text, /exclude: \["\/swapfile", "\/media\/ada\/x", "\/stick", "\/mnt\/usb"\]/);
  t.notMatch(text, /compact/);
});

t.test("a name with a line break ends no comment, and a name of a pattern excludes only itself", async (t) => {
  const evil = "sda\u2028  volumes: {},\n  version: 2,";
  const { names, text } = made(t, {
    mounts: [mount("/", "ext4", { from: evil })],
    swaps: [{ path: "/swap[1]*", isFile: true }],
  });
  t.strictSame(names, ["root"]);
  t.match(text, String.raw`"/swap\\[1\\]\\*"`);
});

t.test("named directories, a mirror, and the programs around them", async (t) => {
  const facts = {
    mounts: [mount("/", "ext4"), mount("/home", "ext4"), mount("/mnt/usb", "ext4")],
    schemes: [{ name: "sanoid", path: "/etc/sanoid/sanoid.conf" }],
    databases: [{ name: "PostgreSQL", path: "/var/lib/postgresql" }],
    repositories: [{ path: "/srv/borg", archiver: "borg" as const }],
    programs: new Set<string>(),
  };
  const wish = { directories: ["/home", "/etc"], repository: null, mirror: "/mnt/usb/copies" };
  const { volumes, directories, notes } = made(t, facts, wish);
  t.match(volumes.home?.source, { type: "plain" });
  t.strictSame(directories, ["/mnt/usb/copies/home", "/mnt/usb/copies/etc"]);
  t.match(volumes.etc?.targets[0], { path: "/mnt/usb/copies/etc", mount: "/mnt/usb" });
  const said = notes.join("\n");
  t.match(said, /sanoid is configured/);
  t.notMatch(said, /PostgreSQL/, "a database outside of the named directories");
  t.match(said, /repository exists at \/srv\/borg/);
  t.match(said, /Not installed, and needed for this config: rsync/);
  const nothing = configOf(machine(facts), { ...ANYWHERE });
  t.strictSame(nothing.volumes, [], "no place for backups");
});

t.test("a repository of restic, and archives of tar, which few points suit", async (t) => {
  const mounts = [mount("/home", "ext4"), mount("/mnt/usb", "ext4")];
  const wanted = (repository: Wish["repository"]) =>
    made(t, { mounts, programs: new Set() }, { ...ANYWHERE, repository });
  const passphraseFile = "/etc/rdump/passphrase";
  const restic = wanted({
    archiver: "restic",
    location: "rest:https://nas.example/ada",
    encryption: null,
    passphraseFile,
  });
  t.match(restic.volumes.home?.targets[0], {
    targetType: "archives/restic",
    every: { unit: "daily" },
    keep: { daily: 7 },
  });
  t.match(restic.notes.join(), /Not installed, and needed for this config: restic\./);
  const tar = wanted({ archiver: "tar", location: "/mnt/usb/tar", encryption: null, passphraseFile: null });
  t.match(tar.volumes.home?.targets[0], {
    targetType: "archives/directory",
    every: { unit: "weekly" },
    keep: { weekly: 4 },
  });
  t.match(tar.notes.join(), /needed for this config: tar, zstd\./);
  t.notMatch(tar.text, /standard/, "no policy that no target uses");
});

t.test("the place decides about the program, then the programs that are installed", (t) => {
  const found = { path: "/srv/old", archiver: "restic" as const };
  const choice = (location: string, ...programs: readonly string[]) =>
    archiverFor(location, { repositories: [found], programs: new Set(programs) });
  t.equal(choice("/mnt/b", "borg", "restic"), "borg");
  t.equal(choice("/mnt/b", "restic"), "restic");
  t.equal(choice("b", "restic"), "restic", "a relative path");
  t.equal(choice("/mnt/b"), "borg");
  t.equal(choice("/srv/old", "borg"), "restic", "an existing repository");
  t.equal(choice("ssh://u@h/./b", "restic"), "borg");
  t.equal(choice("h:b", "restic"), "borg");
  for (const scheme of ["sftp", "rest", "s3", "gs", "rclone"])
    t.equal(choice(`${scheme}:x:/y`, "borg"), "restic", scheme);
  t.end();
});

t.test("a directory that is named twice is one volume", (t) => {
  const wish = { directories: ["/etc", "/etc"], repository: null, mirror: "/mnt/usb/copies" };
  t.equal(configOf(machine({}), wish).volumes.length, 1);
  t.end();
});
