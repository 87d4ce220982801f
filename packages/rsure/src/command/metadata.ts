import { compareMetadata } from "../compare/metadata.ts";
import { textOfBytes } from "../format/bytes.ts";
import type { Arguments } from "./arguments.ts";
import { differenceLine } from "./compare.ts";
import type { Outcome } from "./exit.ts";
import type { CommandIo } from "./io.ts";
import { warnUntrusted } from "./notices.ts";
import { LineOutput } from "./output.ts";
import { shown } from "./quote.ts";
import { surefileAt } from "./surefile.ts";

/** `compare`. */
export async function metadataCommand(args: Arguments, io: CommandIo): Promise<Outcome> {
  const output = new LineOutput(io.stdout);
  const place = surefileAt(args.file);
  let problems = 0;
  let linked = 0;
  const found = compareMetadata({
    place,
    root: args.directory,
    revision: args.revision,
    ignored: new Set(args.ignored),
    window: args.window,
    onUntrusted: warnUntrusted(args, place, io),
    signal: io.signal,
    onProblem: (said) => {
      problems++;
      io.stderr.write(`rsure: ${shown(said)}\n`);
    },
    onLinked: (count) => {
      linked = count;
    },
  });
  if (!args.json) await output.line(`Compare ${shown(textOfBytes(args.file))}`);
  let differences = 0;
  for await (const each of found) {
    io.signal?.throwIfAborted();
    differences++;
    await output.line(args.json ? JSON.stringify(each) : differenceLine(args, each));
  }
  const summary = { type: "summary", differences, problems, ...(linked === 0 ? {} : { linked }) };
  if (args.json) await output.line(JSON.stringify(summary));
  await output.flush();
  return { differences, problems };
}
