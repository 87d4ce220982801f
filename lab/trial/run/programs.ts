import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { join } from "node:path";
import type { Archiver } from "../archivers/archiver.ts";

/** What the trial needs for every archiver, with the Debian package of each program. */
const NEEDED: { readonly [program: string]: string } = {
  time: "time",
  setfattr: "attr",
  getfattr: "attr",
  setfacl: "acl",
  setcap: "libcap2-bin",
  mkfifo: "coreutils",
  mknod: "coreutils",
};

/** Programs that the trial cannot do without and that are not here, with their packages. */
export function missingPrograms(): readonly string[] {
  const missing = Object.entries(NEEDED).filter(([program]) => !isInstalled(program));
  return missing.map(([program, name]) => `${program} (package ${name})`);
}

/** Why an archiver cannot take part; null if it can. */
export function whyNot({ programs, fileSystem }: Archiver, hasLoops: boolean): string | null {
  const missing = programs.filter((program) => !isInstalled(program));
  if (missing.length > 0) return `not available: ${missing.join(", ")} not installed`;
  if (fileSystem === "any" || hasLoops) return null;
  return `not available: needs a loop device with ${fileSystem}`;
}

/** The first version number that the program prints. */
export function versionOf({ version: [program, ...words] }: Archiver): string {
  const { stdout, stderr } = spawnSync(program, words, { encoding: "utf8", env: { PATH: process.env.PATH } });
  return /\d+\.\d[\w.]*/.exec(`${stdout}${stderr}`)?.[0] ?? "unknown version";
}

function isInstalled(program: string): boolean {
  return (process.env.PATH ?? "").split(":").some((directory) => {
    try {
      accessSync(join(directory, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
