import { done, type Tool } from "../tool.ts";

/**
 * `tar`, with which rdump finds what a file system stores. Every file system of this world stores everything, so what is
 * read back is the sample, whole; what is unpacked is not kept.
 */
export const tar: Tool = {
  run: (world, { argv }) => done(world, argv.includes("--create") ? archive() : ""),
};

interface Member {
  readonly name: string;
  readonly type: string;
  readonly pax?: string;
}

const MEMBERS: readonly Member[] = [
  { name: "./file", type: "0", pax: "30 mtime=1000000001.123456789\n" },
  { name: "./case", type: "0" },
  { name: "./CASE", type: "0" },
  { name: "./hard", type: "1" },
  { name: "./symbolic", type: "2" },
  { name: "./fifo", type: "6" },
  { name: "./device", type: "3" },
  { name: "./acl", type: "0", pax: "33 SCHILY.acl.access=user:33:r--\n" },
  { name: "./xattr", type: "0", pax: "29 SCHILY.xattr.user.rdump=1\n" },
  { name: "./capability", type: "0", pax: "37 SCHILY.xattr.security.capability=\n" },
  { name: "./sparse", type: "0", pax: "22 GNU.sparse.major=1\n" },
  { name: "./odd:name?", type: "0" },
  { name: "./dot.", type: "0" },
  { name: "./longest", type: "0", pax: `267 path=./${"n".repeat(255)}\n` },
];

function archive(): string {
  const members = MEMBERS.map(({ name, type, pax = "" }) => {
    const record = pax === "" ? "" : `${header("pax", "x", pax.length)}${pax.padEnd(512, "\0")}`;
    return `${record}${header(name, type, 0)}`;
  });
  return `${members.join("")}${"\0".repeat(1024)}`;
}

function header(name: string, type: string, size: number): string {
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, "0")}\0`;
  const numbers = [octal(0o741, 8), octal(12345, 8), octal(54321, 8), octal(size, 12), octal(0, 12)];
  return `${name.padEnd(100, "\0")}${numbers.join("")}${" ".repeat(8)}${type}`.padEnd(512, "\0");
}
