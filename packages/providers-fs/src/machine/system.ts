import type { BootLoader } from "@rdump/core/provider";
import type { Collected } from "./collected.ts";

const TABLES = { "system/fstab": "/etc/fstab", "system/crypttab": "/etc/crypttab" } as const;

export async function collectTables(collected: Collected): Promise<void> {
  for (const [path, file] of Object.entries(TABLES)) {
    const text = await collected.text(file);
    if (text !== null) collected.add(path, withoutPasswords(text));
  }
}

/** Options of network file systems can have a password. */
export function withoutPasswords(text: string): string {
  return text.replaceAll(/\b(pass\w{0,20}|pw|secret)=[^,\s]*/gi, "$1=***");
}

const LOADERS: { readonly [path: string]: string } = {
  "/boot/grub/grub.cfg": "grub",
  "/boot/grub2/grub.cfg": "grub",
  "/boot/loader/loader.conf": "systemd-boot",
  "/boot/efi/loader/loader.conf": "systemd-boot",
  "/efi/loader/loader.conf": "systemd-boot",
  "/boot/efi/EFI/refind": "rEFInd",
  "/boot/efi/EFI/zbm": "ZFSBootMenu",
  "/boot/extlinux/extlinux.conf": "extlinux",
  "/boot/syslinux/syslinux.cfg": "syslinux",
  "/etc/lilo.conf": "lilo",
};

export async function bootLoaderOf(collected: Collected): Promise<BootLoader> {
  const loaders = new Set<string>();
  for (const [path, name] of Object.entries(LOADERS)) if (await collected.exists(path)) loaders.add(name);
  const isUefi = await collected.exists("/sys/firmware/efi");
  return { firmware: isUefi ? "uefi" : "bios", loaders: [...loaders].sort() };
}
