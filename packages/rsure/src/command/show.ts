import { findRevision, latestRevision } from "../format/header.ts";
import { parseLine } from "../format/line.ts";
import { PREAMBLE } from "../format/node.ts";
import { noteText } from "../heap.ts";
import { openSurefile } from "../store/surefile.ts";
import { TextCursor } from "../weave/cursor.ts";
import { revisionText } from "../weave/revision.ts";
import type { Arguments } from "./arguments.ts";
import type { Outcome } from "./exit.ts";
import type { CommandIo } from "./io.ts";
import { warnUntrusted } from "./notices.ts";
import { LineOutput } from "./output.ts";
import { shown } from "./quote.ts";
import { surefileAt } from "./surefile.ts";

/** `show`: the text of a revision as it is recorded, or a JSON line for each node. */
export async function showCommand(args: Arguments, io: CommandIo): Promise<Outcome> {
  const output = new LineOutput(io.stdout);
  const place = surefileAt(args.file);
  const surefile = await openSurefile(place, warnUntrusted(args, place, io), io.signal);
  try {
    const { header } = surefile;
    const revision = args.revision === undefined ? latestRevision(header) : findRevision(header, args.revision);
    const lines = new TextCursor(noteText(revisionText(surefile.body(), revision.number)));
    try {
      await lines.refill();
      for (let at = 0; lines.line !== undefined; at++) {
        const { line } = lines;
        if (!args.json) await output.line(shown(line));
        else if (at >= PREAMBLE.length) await output.line(JSON.stringify(parseLine(line)));
        if (!lines.advance()) await lines.refill();
      }
    } finally {
      await lines.close();
    }
    await output.flush();
  } finally {
    await surefile.close();
  }
  return { differences: 0, problems: 0 };
}
