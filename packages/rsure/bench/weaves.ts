import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

interface WeaveShape {
  readonly revisions: number;
  readonly directories: number;
  /** In each directory. */
  readonly files: number;
  /** Each revision changes one file of this many. */
  readonly oneIn: number;
  readonly nameOf: (revision: number) => string;
}

const PERCENT = 100;

/** Writes a surefile with many revisions, as so many updates of a tree would have written it. Surefiles have mode 0600. */
export function writeSurefile(file: string, shape: WeaveShape): void {
  const pieces: string[] = [
    `${headerOf(shape)}\n\x01I 1\nasure-2.0\n-----\nd__root__ [gid 0 kind dir perm 493 uid 0 ]\n`,
  ];
  for (let directory = 0; directory < shape.directories; directory++) {
    pieces.push(`ddirectory${String(directory).padStart(6, "0")} [gid 0 kind dir perm 493 uid 0 ]\n-\n`);
    for (let file = 0; file < shape.files; file++) pieces.push(versionsOf(directory * shape.files + file, file, shape));
    pieces.push("u\n");
  }
  pieces.push("-\nu\n\x01E 1\n");
  writeFileSync(file, gzipSync(pieces.join(""), { level: 6 }), { mode: 0o600 });
}

function headerOf({ revisions, nameOf }: WeaveShape): string {
  const deltas = Array.from({ length: revisions }, (_, index) => {
    const name = nameOf(index + 1);
    return {
      name,
      number: index + 1,
      tags: { "as-of": "1", name },
      time: new Date(index * 86_400_000).toISOString(),
    };
  });
  return `\x01t${JSON.stringify({ version: 1, deltas })}`;
}

/** The block of the first revision is open around them, and closes around those of others. */
function versionsOf(index: number, file: number, { revisions, oneIn }: WeaveShape): string {
  const name = `file${String(file).padStart(6, "0")}.${file % PERCENT === 7 ? "odt" : "txt"}`;
  const changes: number[] = [];
  for (let revision = 2; revision <= revisions; revision++) {
    if ((index * 7 + revision * 13) % oneIn === 0) changes.push(revision);
  }
  const [first] = changes;
  const line = lineOf(name, index, 1);
  if (first === undefined) return line;
  const later = changes.map((revision, at) => {
    const next = changes[at + 1];
    const own = lineOf(name, index, revision);
    const inner = next === undefined ? own : `\x01D ${next}\n${own}\x01E ${next}\n`;
    return `\x01I ${revision}\n${inner}\x01E ${revision}\n`;
  });
  return `\x01D ${first}\n${line}\x01E ${first}\n${later.join("")}`;
}

function lineOf(name: string, index: number, revision: number): string {
  const sha1 = createHash("sha1").update(`${index} ${revision}`).digest("hex");
  return `f${name} [ctime ${revision} gid 0 ino ${index + 10} kind file mtime ${revision} perm 420 sha1 ${sha1} size ${index} uid 0 ]\n`;
}
