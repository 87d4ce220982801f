import { SureError } from "../errors.ts";
import { adopt } from "../store/adopt.ts";
import type { Arguments } from "./arguments.ts";
import type { Outcome } from "./exit.ts";
import type { CommandIo } from "./io.ts";
import { reportNotices } from "./notices.ts";
import { surefileAt } from "./surefile.ts";

/** `copy-back`: a surefile that was updated elsewhere takes the place of the tree's own. */
export async function copyBackCommand(args: Arguments, io: CommandIo): Promise<Outcome> {
  const { file, directory, from, run, json } = args;
  if (from === undefined) throw new SureError("usage", "copy-back requires --from: the surefile in the snapshot");
  const adopted = await adopt({
    place: surefileAt(file),
    root: directory,
    from: surefileAt(from),
    run,
    onNotice: reportNotices(args, io),
  });
  if (json) io.stdout.write(`${JSON.stringify({ type: "summary", adopted })}\n`);
  return { differences: 0, problems: 0 };
}
