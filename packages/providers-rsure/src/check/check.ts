import { relative } from "node:path/posix";
import {
  type ActionHandler,
  type Command,
  type CommandResult,
  mover,
  type Outcome,
  type ReadIo,
  visible,
} from "@rdump/core/provider";
import { RSURE } from "../codes.ts";
import type { Place } from "../command.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { parseObject, type Revision, revisionsIn, whyNot } from "../revisions.ts";
import type { CheckInput } from "./input.ts";
import { parseDifference } from "./judge.ts";
import { Verdict } from "./verdict.ts";

/** rsure: 0 the same, 1 differences, 3 some files could not be read. */
const ANSWERS: ReadonlySet<number | null> = new Set([0, 1, 3]);

/** Compares a restored tree with the revision of the run that made its point. */
export const checkHandler: ActionHandler<CheckInput> = {
  kind: "rsure/check",
  version: 1,
  schema: inputSchemas.actions["rsure/check"],
  commands: (input) => input.surefiles.map((place, index) => checkCommand(input, place, index)),
  probe: () => Promise.resolve({ state: "absent" }),

  async run({ input, io, progress }) {
    const found = await findRevision(input, io);
    if ("missing" in found) return notProvable(found.missing);
    const verdict = new Verdict(input, found.revision.time);
    const command = checkCommand(input, found.place, input.surefiles.indexOf(found.place));
    const result = await io.run(command, {
      stdout: (line) => {
        const fields = parseObject(line.toString("utf8"));
        const difference = parseDifference(fields);
        if (difference !== null) verdict.add(difference);
        else if (fields.type === "problem") verdict.addUnread(String(fields.path));
      },
      stderr: (line) => {
        const { type, files, bytes } = parseObject(line.toString("utf8"));
        if (type === "progress" && typeof files === "number" && typeof bytes === "number") progress({ files, bytes });
      },
    });
    return ANSWERS.has(result.exitCode) && !result.stopped ? verdict.outcome() : notChecked(result);
  },
};

function checkCommand({ rsure, directory, revision, surefiles }: CheckInput, { file }: Place, index: number): Command {
  const within = relative(directory, file);
  const from = within.startsWith("../") ? file : `./${within}`;
  const argv = [...rsure, `--file=${from}`, "--dir=.", `--revision=${revision}`, "--json", "--progress=json", "check"];
  const [program = "", ...rest] = argv;
  const command = mover([program, ...rest], { cwd: directory });
  if (surefiles.length === 1) return command;
  return {
    ...command,
    condition: index === 0 ? "if it has the revision" : "if no surefile before it has the revision",
  };
}

type Found = { readonly place: Place; readonly revision: Revision } | { readonly missing: readonly string[] };

async function findRevision({ rsure, surefiles, revision, volume }: CheckInput, io: ReadIo): Promise<Found> {
  const missing: string[] = [];
  for (const place of surefiles) {
    const found = await revisionsIn(rsure, place, io);
    if (found.state === "present") {
      const named = found.revisions.find((each) => each.name === revision && (each.volume ?? volume) === volume);
      if (named !== undefined) return { place, revision: named };
      missing.push(`${visible(place.file)} does not have the revision ${revision}`);
    } else if (found.state === "absent") missing.push(`${visible(place.file)} does not exist or is not trusted`);
    else missing.push(found.diagnostic.detail);
  }
  return { missing };
}

/** Without the revision nothing is known, good or bad. */
function notProvable(missing: readonly string[]): Outcome {
  return {
    status: "done",
    made: null,
    moved: {},
    warnings: [RSURE.warning("rsure-not-provable", `${missing.join("; ")}.`)],
  };
}

function notChecked(result: CommandResult): Outcome {
  const detail = `The restored tree could not be compared with the integrity data: ${whyNot(result)}.`;
  return { status: "failed", diagnostic: RSURE.error("rsure-not-checked", detail), warnings: [] };
}
