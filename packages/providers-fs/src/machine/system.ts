import type { BootLoader } from "@rdump/core/provider";
import type { Collected } from "./collected.ts";

const TABLES = { "system/fstab": "/etc/fstab", "system/crypttab": "/etc/crypttab" } as const;

export async function collectTables(collected: Collected): Promise<void> {
  for (const [path, file] of Object.entries(TABLES)) {
    const text = await collected.text(file);
    if (text !== null) collected.add(path, withoutPasswords(text));
  }
}

/** `password=`, `sftp_pass=`, `env.RCLONE_CONFIG_PASS=`, `s3-secret-access-key=`. A comma in a value of cifs is written twice. */
const OPTION =
  /(?<![\w.-])([\w.-]{0,60}(?:pass|secret|token|access[_-]?key|api[_-]?key)[\w.-]{0,60}|pw)=(?:[^,\s]|,,)*/gi;
/** `user=NAME%PASSWORD` of cifs, and `user=NAME:PASSWORD` of curlftpfs. */
const USER = /\b(user(?:name)?=[^,\s%:]{0,256}[%:])(?:[^,\s]|,,)+/gi;
/** `//NAME:PASSWORD@HOST`, and `curlftpfs#NAME:PASSWORD@HOST`. */
const ADDRESS = /((?:\/\/|#)[^/\s:@]{0,256}:)[^/\s@]{1,256}@/g;

/** Options and addresses of network file systems can have a password. */
export function withoutPasswords(text: string): string {
  return text.replaceAll(OPTION, "$1=***").replaceAll(USER, "$1***").replaceAll(ADDRESS, "$1***@");
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
