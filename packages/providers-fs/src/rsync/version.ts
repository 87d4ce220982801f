import { type Diagnostic, query, type ReadIo } from "@rdump/core/provider";
import { FS } from "../codes/index.ts";

type Version = readonly [major: number, minor: number, patch: number];

/**
 * The first rsync that is safe where users change the trees while they are copied, by its NEWS: 3.4.0 opens no file through a
 * link in its place (CVE-2024-12747); only 3.5.0 follows no link in the place of a directory, neither when it lists and reads
 * the source (CVE-2026-53801, CVE-2026-53797) nor when it sets attributes in the mirror (CVE-2026-53799).
 */
const SAFE: Version = [3, 5, 0];

/** A warning where rsync is older than the first that is safe; nothing where it is not installed or does not say. */
export async function observeRsync(io: ReadIo): Promise<readonly Diagnostic[]> {
  const { exitCode, stdout } = await io.query(query(["rsync", "--version"]));
  const version = exitCode === 0 ? parseVersion(stdout.toString("latin1")) : null;
  return version === null || compare(version, SAFE) >= 0 ? [] : [outdated(version)];
}

/** `rsync  version 3.2.7  protocol version 31`, also `v3.4.0pre1`; null for anything else, as openrsync's. */
export function parseVersion(output: string): Version | null {
  const [, major, minor, patch] = /^rsync +version v?(\d{1,4})\.(\d{1,4})\.(\d{1,4})/.exec(output) ?? [];
  return patch === undefined ? null : [Number(major), Number(minor), Number(patch)];
}

function compare(one: Version, other: Version): number {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
}

function outdated(version: Version): Diagnostic {
  const detail = `This is rsync ${version.join(".")}. Before 3.5.0, a user who swaps a file or a directory for a symbolic link during the copy can make rsync read or change files elsewhere (CVE-2024-12747, CVE-2026-53797, CVE-2026-53799, CVE-2026-53801). Distributions backport such fixes without a new version number, so look for these numbers in the changelog of the package. Otherwise update rsync, or mirror only trees that no other user can change: those of LVM and ZFS snapshots.`;
  return FS.warning("fs-rsync-outdated", detail);
}
