import type { EscapedName } from "../format/escape.ts";
import { findRevision } from "../format/header.ts";
import { noteFiles } from "../heap.ts";
import { openSurefile } from "../store/surefile.ts";
import { type Entry, entriesIn, type Version } from "../weave/entries.ts";
import type { Arguments } from "./arguments.ts";
import type { Outcome } from "./exit.ts";
import type { CommandIo } from "./io.ts";
import { warnUntrusted } from "./notices.ts";
import { LineOutput } from "./output.ts";
import { quotedPath, shown } from "./quote.ts";
import { surefileAt } from "./surefile.ts";

/** About as long is the line of a file. */
const LINE = 150;

/** `find`: entries and their versions, as they are recorded. */
export async function findCommand(args: Arguments, io: CommandIo): Promise<Outcome> {
  const output = new LineOutput(io.stdout);
  const place = surefileAt(args.file);
  const surefile = await openSurefile(place, warnUntrusted(args, place, io), io.signal);
  try {
    const { header } = surefile;
    const { revision } = args;
    const revisions = revision === undefined ? header.revisions : [findRevision(header, revision)];
    const names = new Map(header.revisions.map(({ number, name }) => [number, name]));
    const numbers = revisions.map(({ number }) => number);
    for await (const entry of entriesIn(counted(surefile.body()), numbers, args.wanted)) {
      if (args.json) await output.line(JSON.stringify({ type: "entry", ...entry }));
      else for (const line of linesOf(args, entry, names)) await output.line(line);
    }
    await output.flush();
  } finally {
    await surefile.close();
  }
  return { differences: 0, problems: 0 };
}

async function* counted(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  for await (const chunk of body) {
    noteFiles(chunk.length / LINE);
    yield chunk;
  }
}

function linesOf(args: Arguments, { path, versions }: Entry, names: ReadonlyMap<number, string>): readonly string[] {
  const name = (number: number) => shown(names.get(number) ?? String(number));
  return [quotedPath(args.directory, path), ...versions.map((version) => `  ${versionText(version, name)}`)];
}

function versionText({ from, until, changed, attributes }: Version, name: (number: number) => string): string {
  const { kind = "?", size } = attributes as { readonly kind?: EscapedName; readonly size?: EscapedName };
  const what = changed === null ? "" : ` [${changed.join(",")}]`;
  const span = until === null ? `since ${name(from)}` : `since ${name(from)}, until ${name(until)}`;
  return `${span}: ${shown(kind)}${size === undefined ? "" : ` ${shown(size)}`}${shown(what)}`;
}
