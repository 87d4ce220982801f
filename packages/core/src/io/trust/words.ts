import { visible } from "../../diagnostics/visible.ts";
import type { Breach } from "./locate.ts";

/** The observation as one sentence: path, owner and mode. */
export function breachText({ path, what, flaw, uid, mode }: Breach): string {
  const name = `${NOUNS[what]}${visible(path)}`;
  const facts = `owner ${ownerText(uid)}, mode ${modeText(mode)}`;
  switch (flaw) {
    case "owner":
      return `${name} belongs to another user (${facts}).`;
    case "writable":
      return `${name} can be written to by ${(mode & 0o002) === 0 ? "its group" : "every user"} (${facts}).`;
    case "linked":
      return `${name} has a second name, a hard link, and every user can write to its directory (${facts}).`;
  }
}

const NOUNS: { readonly [what in Breach["what"]]: string } = {
  file: "",
  directory: "The directory ",
  above: "The directory above it, ",
  link: "The symbolic link ",
};

export function ownerText(uid: number): string {
  return uid === 0 ? "root" : `uid ${uid}`;
}

function modeText(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(4, "0");
}
