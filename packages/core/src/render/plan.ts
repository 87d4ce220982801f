import type { ChalkInstance } from "chalk";
import { visible } from "../diagnostics/visible.ts";
import type { Action } from "../model/action.ts";
import { pointAddress } from "../model/address.ts";
import { isWhole, type Plan, type PlanSummary } from "../model/plan.ts";
import { plannedRun, type RunRef } from "../model/run.ts";
import type { Scope } from "../model/scope.ts";
import { bytesText } from "../model/size.ts";
import { VERB_NAMES, VERBS, type VerbWords } from "../model/verb.ts";
import { batchesIn } from "../provider/batches.ts";
import type { Providers } from "../provider/providers.ts";
import { stepText } from "./command.ts";
import { acceptCommand, driftText, forgottenText } from "./drift.ts";
import { examinedLines } from "./examined.ts";
import { pointText } from "./point.ts";
import { counted } from "./quantity.ts";
import { servingIn } from "./serving.ts";

export interface PlanStyle {
  readonly color: ChalkInstance;
  /** If present, the exact commands are shown too, from the providers that would run them. */
  readonly commandsFrom: Providers | null;
}

/** The maximum number of named steps that serve other actions; further steps are counted. */
const NAMED = 3;

/** A plan for a person: its actions in the order in which they run, each with its reason; one summary line last. */
export function planLines(plan: Plan, style: PlanStyle): readonly string[] {
  const isVerbose = style.commandsFrom !== null;
  const run = plannedRun(plan.config.resolved.machine);
  const serving = isVerbose ? new Set<Action>() : servingIn(plan);
  const batches = style.commandsFrom === null ? new Map() : batchesIn(plan.actions, style.commandsFrom);
  const folded = plan.actions.filter((action) => serving.has(action));
  const actions = plan.actions.flatMap((action) => {
    if (action === folded[0]) return servingLine(folded, style);
    const bytes = plan.estimates?.find((each) => each.action === action.id)?.bytes ?? null;
    return serving.has(action) ? [] : actionLines({ action, bytes }, style, run, batches.get(action.id) ?? []);
  });
  return [
    ...actions,
    ...(actions.length === 0 || isVerbose ? [] : [""]),
    ...scopeLines(plan.scopes, style, run),
    ...(plan.examined === undefined ? [] : examinedLines(plan.examined, style.color)),
    ...driftLines(plan, style),
    ...forgottenLines(plan, style),
    ...adoptedLines(plan),
    ...closingLines(plan, style),
  ];
}

/** The folded steps, in one line at the place of the first of them: most run between the actions that follow. */
function servingLine(folded: readonly Action[], { color }: PlanStyle): readonly string[] {
  const [first] = folded;
  if (first === undefined) return [];
  const { symbol, effect } = VERBS[first.verb];
  const paint = paintOf(effect, color);
  const named = folded.slice(0, NAMED).map(({ verb, address }) => `${paint(verb)} ${visible(address)}`);
  const more = folded.length - named.length;
  const rest = more === 0 ? "" : `, and ${more} more such steps of the actions below (--verbose shows them)`;
  return [`${paint(symbol)} ${named.join(", ")}${rest}`];
}

/** `bytes`: the expected size of its stream; null: it has none, or it is not known. */
type Sized = { readonly action: Action; readonly bytes: number | null };

function actionLines(
  { action, bytes }: Sized,
  style: PlanStyle,
  run: RunRef,
  batch: readonly Action[],
): readonly string[] {
  const { color, commandsFrom } = style;
  const { symbol, effect } = VERBS[action.verb];
  const paint = paintOf(effect, color);
  const what = action.makes === null ? action.address : pointAddress(action.address, action.makes);
  const head = `${paint(symbol)} ${paint(action.verb)} ${visible(what)}`;
  const reason = visible(action.reason) + (bytes === null ? "" : ` (about ${bytesText(bytes)})`);
  const lines = commandsFrom === null ? [reason === "" ? head : `${head}  ${reason}`] : [head, `    ${reason}`];
  for (const point of action.destroys) lines.push(`    ${paint("-")} ${pointText(point)}`);
  if (action.guard !== null) lines.push(`    ${color.yellow("requires --allow-destroy")}: ${visible(action.guard)}`);
  for (const step of stepsOf(action, style, run, batch)) lines.push(`    ${color.dim(step)}`);
  return commandsFrom === null ? lines : [...lines, ""];
}

/** The commands of an action; the commands of several actions together are shown with the first of them. */
function stepsOf(
  action: Action,
  { commandsFrom }: PlanStyle,
  run: RunRef,
  batch: readonly Action[],
): readonly string[] {
  if (commandsFrom === null) return [];
  const { commands, joint } = commandsFrom.action(action.kind);
  const [first, ...others] = batch;
  if (joint?.kind !== "batch" || first === undefined || others.length === 0) {
    return commands(action.input, run).map((step) => `$ ${stepText(step)}`);
  }
  if (action !== first) return [`done by the command of "${visible(first.id)}"`];
  return joint.commands([first.input, ...others.map(({ input }) => input)], run).map((step) => `$ ${stepText(step)}`);
}

/** Scopes exist only during the run. Their removal is not shown as a deletion. */
function scopeLines(scopes: readonly Scope[], { color, commandsFrom }: PlanStyle, run: RunRef): readonly string[] {
  if (scopes.length === 0) return [];
  const lines = ["Temporary, removed at the end of the run:"];
  for (const scope of scopes) {
    lines.push(`  ${color.dim("±")} ${visible(scope.id)}`);
    if (commandsFrom === null) continue;
    const { acquire, release } = commandsFrom.scope(scope.kind).commands(scope.input, run);
    for (const step of [...acquire, ...release]) lines.push(`    ${color.dim(`$ ${stepText(step)}`)}`);
  }
  return [...lines, ""];
}

function driftLines({ drift }: Plan, { color }: PlanStyle): readonly string[] {
  if (drift.length === 0) return [];
  const lines = ["Drift: differences from what earlier runs made or read, which no run of rdump caused:", ""];
  for (const each of drift) {
    lines.push(`  ${color.red("!")} ${visible(each.address)}: ${driftText(each)}`);
    lines.push(`    To accept it: ${acceptCommand(each)}`);
  }
  return [...lines, ""];
}

function forgottenLines({ forgotten, config }: Plan, { color }: PlanStyle): readonly string[] {
  if (forgotten.length === 0) return [];
  const lines = ["Forgotten: made by this config, and no longer declared. No run destroys these points:", ""];
  for (const each of forgotten) lines.push(`  ${color.dim("?")} ${visible(each.address)}: ${forgottenText(each)}`);
  const declared = new Set(config.resolved.volumes.map(({ name }) => name));
  const volumes = new Set(forgotten.map(({ address }) => volumeIn(address)).filter((name) => !declared.has(name)));
  const renamed = [...volumes].map((from) => `  moved: [{ from: ${visible(JSON.stringify(from))}, to: "NEW NAME" }],`);
  return [
    ...[...lines, "", "To list the points of one group, and to delete them: rdump retire ADDRESS"],
    ...(renamed.length === 0 ? [] : ["If a volume only has a new name, add its line to the config:", ...renamed]),
    "",
  ];
}

function volumeIn(address: string): string {
  return address.slice(0, Math.max(0, address.indexOf(".")));
}

function adoptedLines({ adopted = [] }: Plan): readonly string[] {
  if (adopted.length === 0) return [];
  const groups = adopted.map(({ address, points }) => `${visible(address)}: ${counted(points, "point")}`);
  return [`Adopted, and counted as own: ${groups.join(", ")}.`, ""];
}

/** The second sentence about a plan without actions. Only a plan that found nothing says that everything is there. */
function foundText({ drift, forgotten, shrunken, diagnostics, only, summary: { absent = 0 } }: Plan): string {
  const warnings = diagnostics.filter(({ severity }) => severity === "warning").length;
  const found = [
    ...(drift.length > 0
      ? [counted(drift.length, "difference that no run caused", "differences that no run caused")]
      : []),
    ...(forgotten.length > 0
      ? [counted(forgotten.length, "target that is no longer declared", "targets that are no longer declared")]
      : []),
    ...(shrunken.length > 0 ? [counted(shrunken.length, "source that lost files", "sources that lost files")] : []),
    ...(absent > 0
      ? [counted(absent, "optional disk that is not connected", "optional disks that are not connected")]
      : []),
    ...(warnings > 0 ? [counted(warnings, "warning")] : []),
  ];
  const where = only === null ? "" : ` for ${only.map(visible).join(", ")}`;
  if (found.length === 0) return `Everything that is declared${where} is there.`;
  return `Found: ${found.join(", ")}; see above.`;
}

function closingLines(plan: Plan, { color }: PlanStyle): readonly string[] {
  const lines: string[] = [];
  const { summary } = plan;
  if (plan.actions.length > 0) {
    if (summary.unchanged > 0) lines.push(`${counted(summary.unchanged, "group")} unchanged.`);
    lines.push(color.bold(summaryText(summary)));
    if (summary.guarded > 0) {
      const require = summary.guarded === 1 ? "1 deletion requires" : `${summary.guarded} deletions require`;
      lines.push(`${require} confirmation. To confirm: rdump apply --allow-destroy ${summary.guarded}`);
    }
  } else if (isWhole(plan)) {
    lines.push(color.bold(`No changes. ${foundText(plan)}`));
  }
  if (summary.waiting > 0) {
    const [groups, cannot] = summary.waiting === 1 ? ["group is", "it"] : ["groups are", "they"];
    lines.push(
      color.yellow(`${summary.waiting} ${groups} due, but ${cannot} cannot be backed up: see the warnings above.`),
    );
  }
  if (plan.partial) lines.push(color.red.bold("This plan is partial: see the errors above."));
  if (plan.simulated) lines.push(`Planned for ${plan.asOf} (--now): this plan cannot be applied.`);
  return lines;
}

function summaryText(summary: PlanSummary): string {
  const parts = VERB_NAMES.flatMap((verb) => (summary[verb] > 0 ? [`${summary[verb]} ${VERBS[verb].planned}`] : []));
  return `Plan: ${parts.join(", ")}.`;
}

function paintOf(effect: VerbWords["effect"], color: ChalkInstance): ChalkInstance {
  switch (effect) {
    case "removes":
      return color.red;
    case "adds":
      return color.green;
    case "changes":
    case "cleans":
      return color.yellow;
    case "prepares":
    case "maintains":
      return color.cyan;
  }
}
