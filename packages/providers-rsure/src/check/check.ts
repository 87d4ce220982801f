import {
  type ActionContext,
  type ActionHandler,
  type Command,
  type CommandResult,
  type Diagnostic,
  lostIn,
  type Outcome,
  probeSteps,
  probeStores,
  type RunRef,
  type Step,
  shownProbe,
  trialSteps,
  visible,
} from "@rdump/core/provider";
import { RSURE } from "../codes.ts";
import type { Place } from "../command.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { parseObject, whyNot } from "../revisions.ts";
import { coveringSteps, coverSample, SampleResults } from "../sample/cover.ts";
import { checkCommand } from "./commands.ts";
import { findRevision, notProvable, surefileDamaged } from "./found.ts";
import type { CheckInput } from "./input.ts";
import { isNotStored, parseDifference } from "./judge.ts";
import { ofRun, type Resolved } from "./of-run.ts";
import { trialOf, tried } from "./trial.ts";
import { Verdict } from "./verdict.ts";

/** rsure: 0 the same, 1 differences, 3 some files could not be read. */
const ANSWERS: ReadonlySet<number | null> = new Set([0, 1, 3]);

/** In milliseconds: a run of a week is longer than any that is useful. */
const LONGEST_RUN = 7 * 24 * 3600 * 1000;

/** Compares a tree with the revision of the run that made its point. */
export const checkHandler: ActionHandler<CheckInput> = {
  kind: "rsure/check",
  version: 3,
  schema: inputSchemas.actions["rsure/check"],
  commands: (input, run) => stepsOf(ofRun(input, run), run),
  probe: () => Promise.resolve({ state: "absent" }),

  async run(asPlanned) {
    const { run, io } = asPlanned;
    const context = { ...asPlanned, input: ofRun(asPlanned.input, run) };
    const { input } = context;
    const lacks = input.proof?.place == null ? [] : await lackingIn(input.proof.place, run, context);
    const changed = await verified("before", context);
    if (changed !== null) return changed;
    const found = await findRevision(input, io);
    if ("damaged" in found) return surefileDamaged(input, found.damaged);
    if ("missing" in found) return notProvable(found.missing);
    // No file of the point was written after the proof began. The run began before a point that it has made.
    const until = Date.parse(run.time) + (asPlanned.input.revision === null ? LONGEST_RUN : 0);
    const verdict = new Verdict(input, { from: found.revision.time, until }, lacks);
    const at = input.surefiles.indexOf(found.place);
    const results = input.sample === undefined ? null : await SampleResults.read(input.sample, io);
    const result = await compare(checkCommand(input, found.place, at), { verdict, results }, context);
    if (result !== null) return notChecked(input, found.place, result);
    const altered = await verified("after", context);
    if (altered !== null) return altered;
    if (results === null) return tried(verdict.outcome(), context);
    const failed = await coverSample({ place: found.place, at, results, verdict }, context);
    return failed === null ? verdict.outcome() : notChecked(input, found.place, failed);
  },
};

function stepsOf(input: Resolved<CheckInput>, run: RunRef): readonly Step[] {
  const { surefiles, proof } = input;
  const probe = proof?.place == null ? [] : shownProbe(probeSteps(proof.place, run));
  const comparisons = surefiles.map((place, at) => checkCommand(input, place, at));
  const trial = trialOf(input);
  return [...probe, ...comparisons, ...coveringSteps(input), ...(trial === null ? [] : trialSteps(trial))];
}

/** Null: the comparison is complete. */
async function compare(
  command: Command,
  { verdict, results }: { readonly verdict: Verdict; readonly results: SampleResults | null },
  { input, io, progress }: ActionContext<CheckInput>,
): Promise<CommandResult | null> {
  const result = await io.run(command, {
    stdout: (line) => {
      const fields = parseObject(line.toString("utf8"));
      const difference = parseDifference(fields);
      const isAccepted = difference !== null && isNotStored(difference, input);
      if (results !== null && !isAccepted && !results.note(fields)) return;
      if (difference !== null) {
        if (difference.attributes.includes("links")) verdict.addLinks(difference);
        else verdict.add(difference);
      } else if (fields.type === "problem") verdict.addUnread(String(fields.path));
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
