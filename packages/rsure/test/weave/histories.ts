import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { StoreDirectory } from "../../src/store/directory.ts";
import { placeOf } from "../../src/store/place.ts";
import { openSpool } from "../../src/store/spool-file.ts";
import { TextCursor } from "../../src/weave/cursor.ts";
import { WeaveEditor } from "../../src/weave/editor.ts";
import { keepLines, keptLines } from "../../src/weave/kept-lines.ts";
import { mergeTrees } from "../../src/weave/merge.ts";
import { revisionText } from "../../src/weave/revision.ts";
import { Spool } from "../../src/weave/spool.ts";

/** Where spools of large changes lie: removed at the end of the process. */
const scratch = mkdtempSync(join(tmpdir(), "rsure-histories-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
const store = StoreDirectory.open(placeOf(join(scratch, "2sure.dat")));

export async function* pieces<T>(...all: T[]): AsyncGenerator<T, void> {
  yield* all;
}

export const gather = async (source: AsyncIterable<string>): Promise<string> => {
  let text = "";
  for await (const piece of source) text += piece;
  return text;
};

/** Cuts a body into buffers of whole lines of about `size` bytes, so that seams fall anywhere. */
export function* cut(body: string, size: number): Generator<Buffer> {
  for (let at = 0; at < body.length; ) {
    const end = body.indexOf("\n", Math.min(at + size, body.length - 1)) + 1;
    yield Buffer.from(body.slice(at, end), "latin1");
    at = end;
  }
}

async function* inPieces(text: string, size: number): AsyncGenerator<string, void> {
  for (const piece of cut(text, size)) yield piece.toString("latin1");
}

export const extract = (body: string, revision: number, size = 200): Promise<string> =>
  gather(revisionText(pieces(...cut(body, size)), revision));

export async function addTo(
  body: string,
  base: number,
  number: number,
  text: string,
  { size = 200, anywhere = false } = {},
): Promise<string> {
  const spool = new Spool(() => openSpool(store));
  const editor = new WeaveEditor(pieces(...cut(body, size)), base, number, spool);
  const fresh = new TextCursor(inPieces(text, size + 37));
  await editor.refill();
  await fresh.refill();
  let out = "";
  const drain = (): void => {
    for (const piece of editor.takeOutput()) for (const bytes of piece) out += bytes.toString("latin1");
  };
  const merge = anywhere
    ? keepLines(
        editor,
        fresh,
        await keptLines(inPieces(await extract(body, base), size), inPieces(text, size + 11)),
        editor,
      )
    : mergeTrees(editor, fresh, editor);
  for await (const _ of merge) drain();
  editor.finish();
  drain();
  return out;
}

interface Directory {
  readonly directories: Map<string, Directory>;
  readonly files: Map<string, string>;
  attribute: string;
}

export const emptyDirectory = (): Directory => ({ directories: new Map(), files: new Map(), attribute: "0" });
const NAMES = ["a", "a.b", "a=20b", "b", "=ff", "z=3d", "m", "~"];
const sorted = <T>(map: Map<string, T>): [string, T][] => [...map].sort(([a], [b]) => Buffer.compare(raw(a), raw(b)));
const raw = (name: string): Buffer =>
  Buffer.from(
    name.replace(/=(..)/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );

function write(name: string, directory: Directory): string {
  const subdirectories = sorted(directory.directories).map(([key, value]) => write(key, value));
  const files = sorted(directory.files).map(([key, value]) => `f${key} [kind file uid ${value} ]\n`);
  return `d${name} [kind dir uid ${directory.attribute} ]\n${subdirectories.join("")}-\n${files.join("")}u\n`;
}
export const textOfTree = (root: Directory): string => `asure-2.0\n-----\n${write("__root__", root)}`;

type Edit = { path: number[]; what: "file" | "drop" | "directory" | "attribute"; name: number; value: number };
export const edits = fc.array(
  fc.record({
    path: fc.array(fc.nat(NAMES.length - 1), { maxLength: 3 }),
    what: fc.constantFrom<Edit["what"]>("file", "file", "drop", "directory", "attribute"),
    name: fc.nat(NAMES.length - 1),
    value: fc.nat(2),
  }),
  { maxLength: 25 },
);

export function apply(root: Directory, edit: Edit): void {
  let at = root;
  for (const step of edit.path) at = at.directories.get(NAMES[step] as string) ?? at;
  const name = NAMES[edit.name] as string;
  if (edit.what === "attribute") at.attribute = String(edit.value);
  else {
    at.directories.delete(name);
    at.files.delete(name);
    if (edit.what === "file") at.files.set(name, String(edit.value));
    if (edit.what === "directory") at.directories.set(name, emptyDirectory());
  }
}

export const weaveOf = (text: string): string => `\x01I 1\n${text}\x01E 1\n`;
