/**
 * A tar archive with one entry for each capability: `tar` creates them in an empty directory of a place, and reads them
 * back. The format is that of pax(1): a record before an entry has what the header cannot hold.
 */
interface Entry {
  readonly name: string;
  readonly type: "0" | "1" | "2" | "3" | "6";
  readonly linkTo?: string;
  readonly records?: { readonly [key: string]: string };
}

export const SAMPLE_TIME = "1000000001.123456789";
export const SAMPLE_UID = 12345;
export const SAMPLE_GID = 54321;
export const SAMPLE_MODE = 0o741;
export const SAMPLE_ACL_USER = 33;
/** The lengths that file systems have as their limit, the longest first: all, and eCryptfs. */
export const SAMPLE_LENGTHS = [255, 143] as const;
/** The letter \u00e9 in both forms, as bytes: ZFS with `normalization` takes them for one name. */
export const SAMPLE_FORMS = ["form-\xc3\xa9", "form-e\xcc\x81"] as const;
/** FAT, exFAT, NTFS and SMB refuse one or change the other. */
export const SAMPLE_NAMES = ["odd:name?", "dot."] as const;

const ACL = `user::rw-\nuser:${SAMPLE_ACL_USER}:r--\ngroup::r--\nmask::r--\nother::r--\n`;

/** `cap_net_raw=ep`, as capabilities(7) stores it: revision 2, and five numbers of the other order of bytes. */
const CAPABILITY = "\x01\0\0\x02\0\x20\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

/** A hole and no data; larger than the unit in which any file system gives space. */
const HOLE = 4 * 1024 * 1024;

const ENTRIES: readonly Entry[] = [
  { name: "file", type: "0", records: { mtime: SAMPLE_TIME } },
  { name: "case", type: "0" },
  { name: "CASE", type: "0" },
  { name: "hard", type: "1", linkTo: "file" },
  { name: "symbolic", type: "2", linkTo: "file" },
  { name: "fifo", type: "6" },
  { name: "device", type: "3" },
  { name: "acl", type: "0", records: { "SCHILY.acl.access": ACL } },
  { name: "xattr", type: "0", records: { "SCHILY.xattr.user.rdump": "1" } },
  { name: "capability", type: "0", records: { "SCHILY.xattr.security.capability": CAPABILITY } },
  {
    name: "sparse",
    type: "0",
    records: { "GNU.sparse.size": `${HOLE}`, "GNU.sparse.numblocks": "1", "GNU.sparse.map": `${HOLE},0` },
  },
  ...[...SAMPLE_FORMS, ...SAMPLE_NAMES].map((name): Entry => ({ name, type: "0" })),
  ...SAMPLE_LENGTHS.map((length): Entry => ({ name: "longest", type: "0", records: { path: "n".repeat(length) } })),
];

const BLOCK = 512;

/** One character for each byte. */
export function sampleArchive(): string {
  return `${ENTRIES.map(blocksOf).join("")}${"\0".repeat(2 * BLOCK)}`;
}

function blocksOf({ name, type, linkTo = "", records = {} }: Entry): string {
  const pax = Object.entries(records)
    .map(([key, value]) => recordOf(key, value))
    .join("");
  const before = pax === "" ? "" : `${header({ name: "pax", type: "x", size: pax.length })}${padded(pax)}`;
  return `${before}${header({ name, type, linkTo, size: 0 })}`;
}

/** The length of a record counts its own digits. */
function recordOf(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  let length = rest.length + 1;
  while (`${length}${rest}`.length !== length) length = `${length}${rest}`.length;
  return `${length}${rest}`;
}

function padded(text: string): string {
  return text.padEnd(Math.ceil(text.length / BLOCK) * BLOCK, "\0");
}

interface Header {
  readonly name: string;
  readonly type: string;
  readonly linkTo?: string;
  readonly size: number;
}

/** Each character is a byte. */
function header({ name, type, linkTo = "", size }: Header): string {
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, "0")}\0`;
  const seconds = Math.trunc(Number(SAMPLE_TIME));
  const numbers = [
    octal(SAMPLE_MODE, 8),
    octal(SAMPLE_UID, 8),
    octal(SAMPLE_GID, 8),
    octal(size, 12),
    octal(seconds, 12),
  ];
  const head = `${name.padEnd(100, "\0")}${numbers.join("")}`;
  const tail = `${type}${linkTo.padEnd(100, "\0")}ustar\x0000${"\0".repeat(64)}${octal(1, 8)}${octal(3, 8)}`;
  const sum = [...`${head}${" ".repeat(8)}${tail}`].reduce((total, each) => total + each.charCodeAt(0), 0);
  return `${head}${sum.toString(8).padStart(6, "0")}\0 ${tail}`.padEnd(BLOCK, "\0");
}
