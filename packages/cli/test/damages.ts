import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  copyFileSync,
  readFileSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

/** One change of a mirror, and how a check names it. */
export interface Damage {
  readonly what: string;
  /** In the mirror. */
  readonly do: (mirror: string) => void;
  readonly says: RegExp;
}

const OF_ROOT: readonly Damage[] = [
  { what: "an owner", do: (mirror) => chownSync(join(mirror, ".hidden"), 77, 0), says: /\.hidden: .*uid/ },
  {
    what: "a capability",
    do: (mirror) => void execFileSync("setcap", ["-r", join(mirror, "docs/deep/script")]),
    says: /docs\/deep\/script: .*xattr/,
  },
];

export const DAMAGES: readonly Damage[] = [
  {
    what: "a flipped byte",
    do: (mirror) => {
      const path = join(mirror, "docs/report");
      const { atime, mtime } = statSync(path);
      const bytes = readFileSync(path);
      bytes[7] = (bytes[7] ?? 0) ^ 1;
      writeFileSync(path, bytes);
      utimesSync(path, atime, mtime);
    },
    says: /docs\/report: sha1/,
  },
  { what: "a mode", do: (mirror) => chmodSync(join(mirror, ".hidden"), 0o444), says: /\.hidden: perm/ },
  { what: "an mtime", do: (mirror) => utimesSync(join(mirror, "sparse"), 1, 1), says: /sparse: mtime/ },
  {
    what: "an ACL",
    do: (mirror) => void execFileSync("setfacl", ["-m", "u:1000:rw-,m::r-x", join(mirror, "docs/deep/script")]),
    says: /docs\/deep\/script: .*xattr/,
  },
  {
    what: "a user attribute",
    do: (mirror) => void execFileSync("setfattr", ["-x", "user.note", join(mirror, "docs/report")]),
    says: /docs\/report: .*xattr/,
  },
  {
    what: "a missing file",
    do: (mirror) => unlinkSync(join(mirror, "docs/dangling")),
    says: /docs\/dangling: missing \(lnk\)/,
  },
  {
    what: "an extra file",
    do: (mirror) => writeFileSync(join(mirror, "docs/extra"), ""),
    says: /docs\/extra: not recorded \(file\)/,
  },
  {
    what: "a broken hard link",
    do: (mirror) => {
      const path = join(mirror, "docs/deep/same");
      const { atime, mtime } = statSync(path);
      unlinkSync(path);
      copyFileSync(join(mirror, "docs/report"), path);
      utimesSync(path, atime, mtime);
    },
    says: /hard links/,
  },
  ...(process.getuid?.() === 0 ? OF_ROOT : []),
];
