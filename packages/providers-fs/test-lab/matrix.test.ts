import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import t, { type Test } from "tap";
import { BackupHost, type Declared, installRdump, type Machine, openLab } from "../../../lab/testing.ts";
import { CHANGES, EXCLUDED, hiddenIn } from "../test/real/matrix-changes.ts";
import { type Keeps, unnamed } from "../test/real/matrix-facts.ts";
import type { Asked } from "./matrix-script.ts";

const lab = await openLab(t);

interface Disk {
  readonly keeps: Keeps;
  /** Entries can differ, if the run names each of them. */
  readonly mayDiffer?: true;
}

/** Each is mounted at `/mnt/NAME`. The kernels of many hosts have neither vfat nor ZFS, and this one has ext4 in the kernel. */
const DISKS: { readonly [name: string]: Disk } = {
  vfat: { keeps: "FAT", mayDiffer: true },
  "ext4-128": { keeps: "whole seconds" },
  zfs: { keeps: "everything" },
  "zfs-no-acls": { keeps: "everything except ACLs" },
  // Names that differ in case, or in the way an accent is written, are one name.
  "zfs-folding": { keeps: "everything", mayDiffer: true },
};

/** Of the mirror in a dataset, which rdump mounts for its runs alone. */
const POINT = "/mnt/point";

interface Volume {
  readonly source: Declared;
  /** Where its files are. */
  readonly root: string;
  readonly integrity: boolean;
  /** The disks of its mirrors in directories. */
  readonly disks: readonly string[];
  /** It has a mirror in a dataset too. */
  readonly inDataset: boolean;
}

const plain = (root: string) => ({ source: { type: "plain", path: root }, root });
const MATRIX: { readonly [name: string]: Volume } = {
  live: { ...plain("/srv/live"), integrity: false, disks: Object.keys(DISKS), inDataset: true },
  recorded: { ...plain("/srv/recorded"), integrity: true, disks: ["vfat", "zfs"], inDataset: true },
  dataset: {
    source: { type: "zfs", dataset: "tank/dataset" },
    ...{ root: "/tank/dataset", integrity: true, disks: ["vfat", "ext4-128"], inDataset: false },
  },
};
/** With names that differ in case. */
const NAMES = "/srv/names";
const CASELESS = ["vfat", "zfs-folding"];
const VOLUMES: { readonly [name: string]: Volume } = {
  ...MATRIX,
  names: { ...plain(NAMES), integrity: false, disks: CASELESS, inDataset: false },
};

const MIRRORS = Object.entries(MATRIX).flatMap(([name, { root, disks }]) =>
  Object.entries(DISKS).flatMap(([disk, about]) => (disks.includes(disk) ? [{ name, root, disk, ...about }] : [])),
);
const DUE = { every: "hourly" };
const pathOn = (disk: string, name: string) => `/mnt/${disk}/${name}`;
const addressOn = (disk: string, name: string) => `${name}.mirrors["${pathOn(disk, name)}"]`;

/** How the copy into one mirror ended. */
interface Ended {
  readonly address: string;
  readonly status: string;
  /** In all that the run says about it. */
  readonly said: string;
  readonly codes: readonly string[];
  readonly stored?: number;
}

class MatrixHost extends BackupHost {
  static async furnish(machine: Machine): Promise<MatrixHost> {
    const [fat, old] = [await machine.addDisk("fat", "320M"), await machine.addDisk("old", "320M")];
    const [tank, vault] = [await machine.addDisk("tank", "512M"), await machine.addDisk("vault", "1G")];
    const options = "-o acltype=posix -o xattr=sa -o snapdir=visible";
    await machine.sh(`mkdir -p /srv/live /srv/recorded ${NAMES} /mnt/vfat /mnt/ext4-128 ${POINT}
      mkfs.vfat ${fat} > /dev/null; mount -t vfat -o utf8 ${fat} /mnt/vfat
      mkfs.ext4 -q -I 128 ${old}; mount ${old} /mnt/ext4-128
      zpool create -O mountpoint=/tank tank ${tank}; zfs create ${options} tank/dataset
      zpool create -O mountpoint=none vault ${vault}; zfs create -o mountpoint=/mnt/zfs ${options} vault/zfs
      zfs create -o mountpoint=/mnt/zfs-no-acls vault/no-acls
      zfs create -o mountpoint=/mnt/zfs-folding -o casesensitivity=insensitive -o normalization=formD ${options} vault/folding`);
    await installRdump(machine);
    const bundled = await build({
      entryPoints: [fileURLToPath(new URL("./matrix-script.ts", import.meta.url))],
      ...{ bundle: true, platform: "node", target: "node20", format: "cjs", write: false },
    });
    await machine.write("/root/matrix.cjs", bundled.outputFiles[0]?.text ?? "");
    return new MatrixHost(machine);
  }

  /** On all sources. */
  async onEach(what: "make" | "change"): Promise<void> {
    await this.machine.sh(
      Object.values(MATRIX)
        .map(({ root }) => `node /root/matrix.cjs ${what} ${root}`)
        .join("\n"),
    );
  }

  async facts(asked: readonly Asked[]): Promise<readonly (readonly string[])[]> {
    const argv = ["node", "/root/matrix.cjs", "facts", JSON.stringify(asked)];
    return JSON.parse((await this.machine.run(argv, { timeout: 600 })).stdout);
  }

  async declareAll(exclude: readonly string[]): Promise<void> {
    const volumes = Object.entries(VOLUMES).map(([name, { source, integrity, disks, inDataset }]) => {
      const directories = disks.map((disk) => ({ path: pathOn(disk, name), mount: `/mnt/${disk}`, ...DUE }));
      const mirrors = [...directories, ...(inDataset ? [{ dataset: `vault/self/${name}`, ...DUE }] : [])];
      return [name, { source, integrity, exclude, mirrors, limits: { shrink: "100%" } }] as const;
    });
    await this.declare(Object.fromEntries(volumes), { repositories: {} });
  }

  async apply(): Promise<readonly Ended[]> {
    const argv = ["rdump", "apply", "-y", "--json", "-c", "/root/rdump.json5"];
    const { stdout, stderr } = await this.machine.run(argv, { mayFail: true, timeout: 1800 });
    const events: readonly unknown[] = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const end = events.find(isEnd);
    if (end === undefined) throw new Error(`${stdout}${stderr}`);
    return end.report.actions.flatMap(({ address, status, diagnostic, warnings, moved }) => {
      if (!address.includes(".mirrors[")) return [];
      const all = [...(diagnostic === null ? [] : [diagnostic]), ...warnings];
      const texts = { said: all.map(({ detail }) => detail).join("\n"), codes: all.map(({ code }) => code) };
      return [{ address, status, ...texts, ...(moved.stored === undefined ? {} : { stored: moved.stored }) }];
    });
  }

  /** An hour later everything is due again. */
  async nextHour(): Promise<void> {
    this.#hours++;
    await this.machine.setClock(new Date(Date.now() + this.#hours * 3_600_000));
  }

  #hours = 0;
}

interface End {
  readonly type: "run-ends";
  readonly report: {
    readonly actions: readonly {
      readonly address: string;
      readonly status: string;
      readonly diagnostic: { readonly code: string; readonly detail: string } | null;
      readonly warnings: readonly { readonly code: string; readonly detail: string }[];
      readonly moved: { readonly stored?: number };
    }[];
  };
}

function isEnd(event: unknown): event is End {
  return typeof event === "object" && event !== null && "type" in event && event.type === "run-ends";
}

/** What a run on such a disk says each time. */
const EXPECTED = [
  "fs-mount-hides-files",
  "fs-mirror-cannot-store",
  "fs-names-not-stored",
  "fs-names-collide",
  "fs-times-not-stored",
];
/** In bytes. */
const SUREFILES = 64 * 1024;

/** Each mirror equals its source, or the run names all that differs. */
async function equal(t: Test, host: MatrixHost, ended: readonly Ended[], exclude: boolean): Promise<void> {
  const asked = MIRRORS.flatMap(({ name, root, disk, keeps }): readonly Asked[] => [
    { tree: pathOn(disk, name), keeps, exclude: false },
    { tree: root, keeps, exclude },
  ]);
  const found = await host.facts(asked);
  for (const [number, { name, disk, mayDiffer }] of MIRRORS.entries()) {
    const [is = [], must = []] = found.slice(2 * number);
    const end = ended.find(({ address }) => address === addressOn(disk, name));
    const says = `${name} on ${disk}: ${end?.said}`;
    if (mayDiffer === true) t.same(unnamed(is, must, end?.said ?? ""), [], says);
    else t.match({ status: end?.status, is }, { status: "done", is: must }, says);
    t.ok(is.length > CHANGES.length, "it was read");
  }
  for (const [name, { root, inDataset }] of Object.entries(MATRIX)) {
    if (!inDataset) continue;
    const end = ended.find(({ address }) => address === `${name}.mirrors["vault/self/${name}"]`);
    t.equal(end?.status, "done", `${name} in a dataset: ${end?.said}`);
    const newest = `$(zfs list -H -t snapshot -o name -s createtxg vault/self/${name} | tail -n 1)`;
    await host.machine.sh(`mount -t zfs -o ro ${newest} ${POINT}`);
    const [is, must] = await host.facts([
      { tree: POINT, keeps: "everything", exclude: false },
      { tree: root, keeps: "everything", exclude },
    ]);
    await host.machine.sh(`umount ${POINT}`);
    t.same(is, must, `${name} in a dataset`);
  }
}

/** One name in two Unicode forms, for bash. ZFS with `normalization` takes them for the same. */
const [COMPOSED, DECOMPOSED] = ["$'caf\\xc3\\xa9'", "$'cafe\\xcc\\x81'"];

/** The mirrors without case report each collision, and nothing is overwritten. */
async function collided(t: Test, { machine }: MatrixHost, ended: readonly Ended[]): Promise<void> {
  for (const disk of CASELESS) {
    const end = ended.find(({ address }) => address === addressOn(disk, "names"));
    t.match(end, { status: "failed", codes: ["fs-names-collide"] });
    for (const pair of ["README (as Readme)", "DIR (as Dir)"]) t.ok(end?.said.includes(pair), `${pair}: ${end?.said}`);
    const isVfat = disk === "vfat";
    t.equal(end?.said.includes("(as caf\u00e9)"), !isVfat);
    t.equal(end?.said.includes("longfi~1.txt (as longfilename.txt)"), isVfat);
    const tree = pathOn(disk, "names");
    const listed = await machine.sh(
      `cd ${tree}; find . -type f ! -name .rdump.json | LC_ALL=C sort | xargs grep -H ''`,
    );
    t.equal(
      listed,
      `./Dir/x:old\n./Readme:old\n./album/photo:old\n${isVfat ? "./cafe\u0301:new\n" : ""}./caf\u00e9:old\n./longfilename.txt:old\n${isVfat ? "" : "./longfi~1.txt:alias\n"}./picture.jpg:old\n`,
      disk,
    );
  }
}

let host: MatrixHost;

await lab.test("a host with vfat, ext4 with inodes of 128 bytes, and ZFS", async (_, machine) => {
  host = await MatrixHost.furnish(machine);
  await host.onEach("make");
  await machine.sh(`cd ${NAMES}; mkdir Dir Album
    for name in Readme Dir/x Album/photo Picture.JPG longfilename.txt ${COMPOSED}; do echo old > $name; done`);
  await host.declareAll([]);
});

await lab.test("a plan says before the first copy that vfat does not distinguish case", async (t) => {
  const { said } = await host.rdump("plan");
  t.match(
    said,
    /names\.mirrors\["\/mnt\/vfat\/names"\].*: Mirror is not probed yet .*\n.*names that differ only in case/,
  );
});

await lab.test("the first copy equals its source, or the run says what differs", async (t) => {
  await equal(t, host, await host.apply(), false);
});

await lab.test(`${CHANGES.length} changes reach each mirror in one run`, async (t, machine) => {
  await host.nextHour();
  await host.onEach("change");
  // The short name of `longfilename.txt` on FAT is that of the last file.
  await machine.sh(`cd ${NAMES}; mkdir DIR; echo new > README; echo new > DIR/x
    mv Album album; mv Picture.JPG picture.jpg; echo alias > longfi~1.txt; echo new > ${DECOMPOSED}`);
  await host.declareAll([`*${EXCLUDED}`]);
  const ended = await host.apply();
  await equal(t, host, ended, true);
  await collided(t, host, ended);
  const live = MIRRORS.filter(({ name }) => name !== "dataset");
  const kept = live.map(({ disk, name }) => `${hiddenIn(pathOn(disk, name))}/kept`);
  await t.resolves(machine.run(["ls", ...kept]), "what a mount hides stays");
});

await lab.test("a second run does nothing", async (t) => {
  await host.nextHour();
  const ended = await host.apply();
  for (const { address, status, codes, stored, said } of ended) {
    // Integrity data changes with each run.
    if (status === "done") t.ok((stored ?? 0) <= (address.startsWith("live") ? 0 : SUREFILES), `${address}: ${stored}`);
    t.same(
      codes.filter((code) => !EXPECTED.includes(code)),
      [],
      `${address}: ${said}`,
    );
  }
  await equal(t, host, ended, true);
  await collided(t, host, ended);
});
