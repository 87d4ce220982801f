import { relative } from "node:path/posix";
import {
  type ActionContext,
  type ActionHandler,
  type Command,
  type CommandResult,
  type Diagnostic,
  lostIn,
  mover,
  type Outcome,
  probeSteps,
  probeStores,
  type ReadIo,
  type RunRef,
  type Step,
  shownProbe,
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

/** Compares a tree with the revision of the run that made its point. */
export const checkHandler: ActionHandler<CheckInput> = {
  kind: "rsure/check",
  version: 2,
  schema: inputSchemas.actions["rsure/check"],
  commands: stepsOf,
  probe: () => Promise.resolve({ state: "absent" }),

  async run(context) {
    const { input, run, io } = context;
    const lacks = input.proof?.place == null ? [] : await lackingIn(input.proof.place, run, context);
    const changed = await verified("before", context);
    if (changed !== null) return changed;
    const found = await findRevision(input, io);
    if ("damaged" in found) return surefileDamaged(input, found.damaged);
    if ("missing" in found) return notProvable(found.missing);
    // No file of the point was written after the proof began.
    const verdict = new Verdict(input, { from: found.revision.time, until: Date.parse(run.time) }, lacks);
    const at = input.surefiles.indexOf(found.place);
    for (const command of [checkCommand(input, found.place, at), linksCommand(input, found.place, at)]) {
      const result = await compare(command, verdict, context);
      if (result !== null) return notChecked(input, found.place, result);
    }
    return (await verified("after", context)) ?? verdict.outcome();
  },
};

function stepsOf(input: CheckInput, run: RunRef): readonly Step[] {
  const { surefiles, proof } = input;
  const probe = proof?.place == null ? [] : shownProbe(probeSteps(proof.place, run));
  const comparisons = surefiles.flatMap((place, at) => [
    checkCommand(input, place, at),
    linksCommand(input, place, at),
  ]);
  return [...probe, ...comparisons];
}

/** All metadata and contents. */
function checkCommand(input: CheckInput, place: Place, at: number): Command {
  return comparison(input, place, at, ["--progress=json", "check"]);
}

/** Which names are one file. */
function linksCommand(input: CheckInput, place: Place, at: number): Command {
  return comparison(input, place, at, ["--ignore=perm,uid,gid,mtime", "compare"]);
}

function comparison(
  { rsure, directory, revision, surefiles, tree }: CheckInput,
  { file }: Place,
  index: number,
  words: readonly string[],
): Command {
  const within = relative(directory, file);
  const from = within.startsWith("../") ? file : `./${within}`;
  const [program = "", ...rest] = [...rsure, `--file=${from}`, "--dir=.", `--revision=${revision}`, "--json", ...words];
  const command = mover([program, ...rest], { cwd: directory, ...(tree ?? {}) });
  if (surefiles.length === 1) return command;
  const condition = index === 0 ? "if it has the revision" : "if no surefile before it has the revision";
  return { ...command, condition };
}

/** Null: the comparison is complete. */
async function compare(
  command: Command,
  verdict: Verdict,
  { io, progress }: ActionContext<CheckInput>,
): Promise<CommandResult | null> {
  const isCheck = command.argv.includes("check");
  const result = await io.run(command, {
    stdout: (line) => {
      const fields = parseObject(line.toString("utf8"));
      const difference = parseDifference(fields);
      if (difference !== null) {
        if (isCheck) verdict.add(difference);
        else if (difference.attributes.includes("links")) verdict.addLinks(difference);
      } else if (isCheck && fields.type === "problem") verdict.addUnread(String(fields.path));
    },
    stderr: (line) => {
      const { type, files, bytes } = parseObject(line.toString("utf8"));
      if (type !== "progress" || typeof files !== "number" || typeof bytes !== "number") return;
      verdict.moved = { files, bytes };
      progress({ files, bytes });
    },
  });
  return ANSWERS.has(result.exitCode) && !result.stopped ? null : result;
}

async function lackingIn(
  place: Parameters<typeof probeStores>[0],
  run: RunRef,
  { io }: ActionContext<CheckInput>,
): Promise<readonly string[]> {
  const stores = await probeStores(place, run, io);
  return stores === null ? ["unknown: the place could not be probed"] : lostIn(stores);
}

/** Null: a restored tree, or the opened tree is what was opened. */
async function verified(
  when: "before" | "after",
  { input, verifyTree }: ActionContext<CheckInput>,
): Promise<Outcome | null> {
  const diagnostic = input.tree === null ? null : await verifyTree(when);
  return diagnostic === null ? null : { status: "failed", diagnostic, warnings: [] };
}

type Found =
  | { readonly place: Place; readonly revision: Revision }
  | { readonly missing: readonly string[] }
  | { readonly damaged: string };

async function findRevision(input: CheckInput, io: ReadIo): Promise<Found> {
  const { rsure, surefiles, revision, volume, proof, tree } = input;
  const missing: string[] = [];
  for (const [at, place] of surefiles.entries()) {
    const isOfPoint = at === 0 && proof !== null;
    const found = await revisionsIn(rsure, place, io, isOfPoint && tree?.root === true);
    const named =
      found.state === "present" ? found.revisions.find((each) => isNamed(each, revision, volume)) : undefined;
    if (named !== undefined && missing.length > 0 && proof?.carries === true) return { damaged: missing.join("; ") };
    if (named !== undefined) return { place, revision: named };
    const why = whyMissing(found, place, revision);
    if (isOfPoint && found.state === "unreadable") return { damaged: why };
    missing.push(why);
  }
  return { missing };
}

function isNamed({ name, volume }: Revision, wanted: string, of: string): boolean {
  return name === wanted && (volume ?? of) === of;
}

function whyMissing(found: Awaited<ReturnType<typeof revisionsIn>>, { file }: Place, revision: string): string {
  switch (found.state) {
    case "present":
      return `${visible(file)} does not have the revision ${revision}`;
    case "absent":
      return `${visible(file)} does not exist or is not trusted`;
    case "unreadable":
      return found.diagnostic.detail;
  }
}

/** The integrity data is a part of the point: without it the point cannot be proven by itself. */
function surefileDamaged({ proof }: CheckInput, why: string): Outcome {
  const diagnostic = RSURE.error("rsure-point-surefile", why);
  if (proof === null) return { status: "failed", diagnostic, warnings: [] };
  const nothing = { files: 0, bytes: 0, differences: 1, lacks: [] };
  return { status: "failed", diagnostic, warnings: [], proof: { verdict: "failed", point: proof.point, ...nothing } };
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

/** A surefile that ends in damage is found only when it is read to its end. */
function notChecked(input: CheckInput, { file }: Place, result: CommandResult): Outcome {
  const why = whyNot(result);
  const isOfPoint = input.surefiles[0].file === file;
  if (isOfPoint && !result.stopped && /\bdamaged\b/.test(why)) {
    return surefileDamaged(input, `${visible(file)}: ${why}.`);
  }
  const detail = `The tree could not be compared with the integrity data: ${why}.`;
  const diagnostic: Diagnostic = RSURE.error("rsure-not-checked", detail);
  return { status: "failed", diagnostic, warnings: [] };
}
