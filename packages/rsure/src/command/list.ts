import type { Revision } from "../format/header.ts";
import { openSurefile } from "../store/surefile.ts";
import type { Arguments } from "./arguments.ts";
import type { Outcome } from "./exit.ts";
import type { CommandIo } from "./io.ts";
import { warnUntrusted } from "./notices.ts";
import { LineOutput } from "./output.ts";
import { shown } from "./quote.ts";
import { surefileAt } from "./surefile.ts";

/** `list`: the revisions, the newest first. */
export async function listCommand(args: Arguments, io: CommandIo): Promise<Outcome> {
  const place = surefileAt(args.file);
  const surefile = await openSurefile(place, warnUntrusted(args, place, io));
  await surefile.close();
  const revisions = surefile.header.revisions.toReversed();
  const output = new LineOutput(io.stdout);
  if (!args.json) {
    await output.line("vers | Time captured       | name");
    await output.line("-----+---------------------+------------------");
  }
  for (const revision of revisions) {
    const { number, name, time, tags } = revision;
    await output.line(args.json ? JSON.stringify({ type: "revision", number, name, time, tags }) : row(revision));
  }
  await output.flush();
  return { differences: 0, problems: 0 };
}

const row = ({ number, name, time }: Revision): string =>
  `${String(number).padStart(4)} | ${localTime(time)} | ${shown(name)}`;

/** As in the original: in the time zone of the user. */
function localTime(time: string): string {
  const at = new Date(time);
  const two = (value: number): string => String(value).padStart(2, "0");
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join("-");
  return `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(":")}`;
}
