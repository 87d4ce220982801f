import { cpSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Apt, openApt, RELEASE } from "../build/apt.ts";
import { BuildFailure, type Workshop } from "../build/workshop.ts";
import type { ZfsSeries } from "../build/zfs-series.ts";

/** Where Debian has which OpenZFS. */
const FOUND_IN = { "2.1": RELEASE, "2.3": `${RELEASE}-backports` } as const;

/** Nothing in the lab has such hardware, and they are three quarters of all modules. */
const LEFT_OUT = ["sound", "drivers/gpu", "drivers/media", "drivers/infiniband", "drivers/net/ethernet"].concat(
  ["drivers/net/wireless", "drivers/staging", "drivers/iio", "drivers/hwmon", "drivers/usb", "drivers/input"],
  ["drivers/hid", "drivers/isdn", "drivers/accel"],
);

/**
 * Makes in `directory`: `vmlinuz`, `modules/VERSION` with OpenZFS among them, `zfs-debs` with the programs of the same
 * version, and a static `busybox`.
 */
export async function makeKernel(shop: Workshop, directory: string, series: ZfsSeries): Promise<void> {
  const path = (name: string) => join(directory, name);
  const apt = await openApt(shop, path("apt"));
  const image = await kernelPackage(shop, apt);
  const version = image.replace("linux-image-", "");

  mkdirSync(path("debs"));
  const release = FOUND_IN[series];
  const zfs = ["zfs-dkms", "zfsutils-linux", ...(await zfsLibraries(shop, apt, release))];
  const wanted = [image, "busybox-static", ...zfs.map((name) => `${name}/${release}`)];
  await shop.run(`fetching ${image} and OpenZFS ${series}`, ["apt-get", "download", ...wanted], {
    cwd: path("debs"),
    env: apt.env,
  });
  const debs = readdirSync(path("debs"));
  const debOf = (name: string) => join(path("debs"), debs.find((deb) => deb.startsWith(`${name}_`)) ?? name);

  const chroot = path("chroot");
  const tools = ["dkms", "gcc", "make", "libc6-dev", "lsb-release", "file", "perl", "libpython3-stdlib"];
  const include = [...tools, image.replace("image", "headers")].join(",");
  await shop.run(
    "making a room to compile in",
    ["mmdebstrap", "--mode=root", "--variant=minbase", `--include=${include}`, RELEASE, chroot, apt.sourcesList],
    { minutes: 10 },
  );
  await shop.run("unpacking OpenZFS", ["dpkg", "-x", debOf("zfs-dkms"), chroot]);
  const source = readdirSync(join(chroot, "usr/src")).find((name) => name.startsWith("zfs-"));
  if (!source?.startsWith(`zfs-${series}.`)) {
    throw new BuildFailure(`${release} has OpenZFS ${source ?? "nowhere"}, and the lab wants ${series}`);
  }
  const build = ["dkms", "build", "-m", "zfs", "-v", source.replace("zfs-", ""), "-k", version];
  await shop.run(`compiling ${source} for Linux ${version}: seven minutes on two cores`, ["chroot", chroot, ...build], {
    minutes: 40,
  });

  await shop.run("unpacking the kernel", ["dpkg", "-x", debOf(image), path("linux")]);
  await shop.run("unpacking busybox", ["dpkg", "-x", debOf("busybox-static"), path("box")]);
  renameSync(join(path("linux"), "boot", `vmlinuz-${version}`), path("vmlinuz"));
  renameSync(join(path("linux"), "lib/modules"), path("modules"));
  renameSync(join(path("box"), "bin/busybox"), path("busybox"));
  const modules = join(path("modules"), version);
  for (const name of LEFT_OUT) rmSync(join(modules, "kernel", name), { recursive: true, force: true });
  const built = join(chroot, "var/lib/dkms/zfs", source.replace("zfs-", ""), version, "x86_64/module");
  cpSync(built, join(modules, "updates"), { recursive: true });

  mkdirSync(path("zfs-debs"));
  for (const name of debs.filter((each) => /^(zfsutils|lib)/.test(each))) {
    renameSync(join(path("debs"), name), join(path("zfs-debs"), name));
  }
  writeFileSync(path("versions.json"), JSON.stringify({ linux: version, zfs: source.replace("zfs-", "") }));
  for (const name of ["apt", "debs", "chroot", "linux", "box"]) rmSync(path(name), { recursive: true });
}

/** The newest kernel of the release, by the package that always depends on it. */
async function kernelPackage(shop: Workshop, apt: Apt): Promise<string> {
  const said = await shop.run("looking for the kernel", ["apt-cache", "depends", "linux-image-amd64"], apt);
  const name = /Depends: (linux-image-\S+-amd64)$/m.exec(said)?.[1];
  if (name === undefined) throw new BuildFailure(`linux-image-amd64 depends on no kernel:\n${said}`);
  return name;
}

/** Their names contain a number that changes with the series. */
async function zfsLibraries(shop: Workshop, apt: Apt, release: string): Promise<readonly string[]> {
  const argv = ["apt-cache", "depends", `zfsutils-linux/${release}`];
  const said = await shop.run("looking for the libraries of OpenZFS", argv, apt);
  return [...said.matchAll(/Depends: (lib(?:zfs|zpool|nvpair|uutil)\d+linux)$/gm)].map(([, name = ""]) => name);
}
