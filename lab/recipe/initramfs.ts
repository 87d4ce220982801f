import { chmodSync, copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { BuildFailure, type Workshop } from "../build/workshop.ts";

/** In the order in which they need each other. */
const MODULES = [
  ...["virtio_ring", "virtio", "virtio_pci_legacy_dev", "virtio_pci_modern_dev", "virtio_pci", "virtio_blk"],
  ...["crc16", "crc32c_generic", "mbcache", "jbd2", "ext4"],
];

/** Makes `DIRECTORY/initrd`, which mounts the root; `kernel` is what makeKernel made. */
export async function makeInitramfs(shop: Workshop, directory: string, kernel: string): Promise<void> {
  const root = join(directory, "initramfs");
  for (const name of ["bin", "modules"]) mkdirSync(join(root, name), { recursive: true });
  copyFileSync(join(kernel, "busybox"), join(root, "bin/busybox"));
  copyFileSync(join(import.meta.dirname, "initramfs.sh"), join(root, "init"));
  chmodSync(join(root, "init"), 0o755);
  const modules = readdirSync(join(kernel, "modules"), { recursive: true, encoding: "utf8" });
  for (const name of MODULES) {
    const module = modules.find((path) => basename(path) === `${name}.ko`);
    if (module === undefined) throw new BuildFailure(`the kernel has no module ${name}`);
    copyFileSync(join(kernel, "modules", module), join(root, "modules", `${name}.ko`));
  }
  writeFileSync(join(root, "modules/order"), MODULES.map((name) => `${name}.ko\n`).join(""));
  const pack = 'find . | cpio --quiet --create --format=newc > "$1"';
  await shop.run("packing the initramfs", ["sh", "-euc", pack, "sh", join(directory, "initrd")], { cwd: root });
  rmSync(root, { recursive: true });
}
