import { checkTree, compareRevisionTexts } from "../compare/check.ts";
import type { Difference } from "../compare/difference.ts";
import { textOfBytes } from "../format/bytes.ts";
import type { HashThread } from "../scan/thread.ts";
import type { Arguments } from "./arguments.ts";
import type { Outcome } from "./exit.ts";
import type { CommandIo } from "./io.ts";
import { ProblemReport, reportLeftOut, reportTooLarge, warnUntrusted } from "./notices.ts";
import { LineOutput } from "./output.ts";
import { pathsIn } from "./paths.ts";
import { problemCount } from "./problems.ts";
import { progressView } from "./progress.ts";
import { quotedPath, shown } from "./quote.ts";
import { surefileAt } from "./surefile.ts";

/** `check` and `signoff`. */
export async function compareCommand(args: Arguments, io: CommandIo, started: readonly HashThread[]): Promise<Outcome> {
  const output = new LineOutput(io.stdout);
  const errors = new LineOutput(io.stderr);
  const view = progressView(io, args.progress);
  const problems = new ProblemReport(args, io);
  const place = surefileAt(args.file);
  const common = {
    place,
    root: args.directory,
    ignored: args.ignored,
    onUntrusted: warnUntrusted(args, place, io),
    signal: io.signal,
  };
  const differences =
    args.command === "signoff"
      ? compareRevisionTexts({ ...common, revisions: args.revision, withChangeTimes: args.changeTimes })
      : checkTree({
          ...common,
          revision: args.revision,
          withTimes: args.json,
          links: args.links,
          only: args.only === undefined ? undefined : pathsIn(args.only),
          threads: args.threads,
          worker: io.worker,
          started,
          onLeftOut: reportLeftOut(args, io),
          onTooLarge: reportTooLarge(args, io),
          onProblem: problems.note,
          onProgress: view.update,
        });
  let count = 0;
  try {
    let next = await differences.next();
    if (!args.json)
      await output.line(`${args.command === "check" ? "Check" : "signoff"} ${shown(textOfBytes(args.file))}`);
    for (; !next.done; next = await differences.next()) {
      io.signal?.throwIfAborted();
      count++;
      await output.line(args.json ? JSON.stringify(next.value) : differenceLine(args, next.value));
    }
  } finally {
    view.end();
    await differences.return();
  }
  if (args.json) await output.line(JSON.stringify({ type: "summary", differences: count, problems: problems.count }));
  else if (problems.count > 0) await errors.line(problemCount(problems.count));
  await output.flush();
  await errors.flush();
  return { differences: count, problems: problems.count };
}

export function differenceLine(args: Arguments, difference: Difference): string {
  const path = quotedPath(args.directory, difference.path);
  switch (difference.type) {
    case "added":
      return `+ ${shown(difference.kind).padEnd(22)} ${path}`;
    case "removed":
      return `- ${shown(difference.kind).padEnd(22)} ${path}`;
    case "changed":
      return `  [${shown(difference.attributes.join(",")).padEnd(20)}] ${path}`;
  }
}
