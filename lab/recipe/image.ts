import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { execPath } from "node:process";
import { openApt, RELEASE } from "../build/apt.ts";
import type { Workshop } from "../build/workshop.ts";
import { makeInitramfs } from "./initramfs.ts";
import type { Init } from "./inits.ts";
import { GUEST_PACKAGES } from "./packages.ts";
import { SYSTEMD_FILES, SYSTEMD_PACKAGES, SYSTEMD_SETUP } from "./systemd.ts";

/** As large as it may grow: the file is sparse. */
const SIZE = "8G";
const NAME = "lab";

const SSHD = `PermitRootLogin prohibit-password
PasswordAuthentication no
UsePAM no
UseDNS no
PrintMotd no
MaxSessions 100
SetEnv PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8
`;

/** Written into the machine as they are. borg asks for the host's full name, and without hosts waits for a name server. */
const FILES: { readonly [path: string]: string } = {
  "etc/hostname": `${NAME}\n`,
  "etc/hosts": `127.0.0.1 localhost\n127.0.1.1 ${NAME}.example ${NAME}\n`,
  "etc/nsswitch.conf": "passwd: files\ngroup: files\nshadow: files\nhosts: files\n",
  "etc/resolv.conf": "",
  "etc/fstab": "",
  "etc/ssh/sshd_config.d/lab.conf": SSHD,
  "etc/ssh/ssh_config.d/lab.conf": "Host *\n  StrictHostKeyChecking accept-new\n  BatchMode yes\n",
  // A cache of 128 MiB: the machine is small.
  "etc/modprobe.d/lab.conf": "options zfs zfs_arc_max=134217728\n",
  "usr/local/bin/borg-1.4":
    '#!/bin/sh\nPYTHONPATH=/opt/borg-1.4/usr/lib/python3/dist-packages exec /opt/borg-1.4/usr/bin/borg "$@"\n',
};

/**
 * Makes in `directory`: `root.img`, the disk from which the machine boots; `initrd`; `key`, by which root of the
 * machine lets one in. `kernel` is what makeKernel made.
 */
export async function makeImage(shop: Workshop, directory: string, kernel: string, init: Init): Promise<void> {
  const path = (name: string) => join(directory, name);
  const root = path("root");
  const { linux } = JSON.parse(readFileSync(join(kernel, "versions.json"), "utf8")) as { linux: string };
  const apt = await openApt(shop, path("apt"));
  const packages = [...GUEST_PACKAGES, ...(init === "systemd" ? SYSTEMD_PACKAGES : [])];
  const include = `--include=${packages.join(",")}`;
  await shop.run(
    "installing the machine's system",
    ["mmdebstrap", "--mode=root", "--variant=minbase", include, RELEASE, root, apt.sourcesList],
    { minutes: 15 },
  );

  cpSync(join(kernel, "zfs-debs"), join(root, "root/debs"), { recursive: true });
  await shop.run("installing OpenZFS's programs", ["chroot", root, "sh", "-c", "dpkg -i /root/debs/*.deb"]);
  rmSync(join(root, "root/debs"), { recursive: true });
  await shop.run("fetching borg 1.4", ["apt-get", "download", `borgbackup/${RELEASE}-backports`], {
    cwd: path("apt"),
    env: apt.env,
  });
  const unpack = 'dpkg -x "$1"/borgbackup_*.deb "$2"';
  await shop.run("unpacking borg 1.4", ["sh", "-euc", unpack, "sh", path("apt"), join(root, "opt/borg-1.4")]);

  await shop.run("copying the modules", ["cp", "-a", join(kernel, "modules"), join(root, "lib/modules")]);
  await shop.run("listing the modules", ["chroot", root, "depmod", linux]);
  const files = { ...FILES, "usr/local/sbin/lab-init": initScript(), ...(init === "systemd" ? SYSTEMD_FILES : {}) };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    rmSync(join(root, name), { force: true });
    writeFileSync(join(root, name), text);
  }
  copyFileSync(execPath, join(root, "usr/local/bin/node"));
  for (const name of ["sbin/lab-init", "bin/node", "bin/borg-1.4"]) chmodSync(join(root, "usr/local", name), 0o755);
  if (init === "systemd") await shop.run("enabling its units", ["chroot", root, "sh", "-euc", SYSTEMD_SETUP]);
  await letIn(shop, directory);

  rmSync(join(root, "var/cache/apt"), { recursive: true, force: true });
  rmSync(join(root, "var/lib/apt/lists"), { recursive: true, force: true });
  await shop.run("making its disk", ["mke2fs", "-q", "-t", "ext4", "-L", "lab", "-d", root, path("root.img"), SIZE]);
  await makeInitramfs(shop, directory, kernel);
  for (const name of ["apt", "root"]) rmSync(path(name), { recursive: true });
}

function initScript(): string {
  return readFileSync(join(import.meta.dirname, "init.sh"), "utf8");
}

/** One key for all: it opens nothing but machines of the lab, from this host, and machines of the lab each other. */
async function letIn(shop: Workshop, directory: string): Promise<void> {
  const key = join(directory, "key");
  await shop.run("making a key", ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "rdump-lab", "-f", key]);
  const home = join(directory, "root/root/.ssh");
  mkdirSync(home, { recursive: true, mode: 0o700 });
  copyFileSync(`${key}.pub`, join(home, "authorized_keys"));
  copyFileSync(key, join(home, "id_ed25519"));
  chmodSync(join(home, "id_ed25519"), 0o600);
}
