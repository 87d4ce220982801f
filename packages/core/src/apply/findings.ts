import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Action } from "../model/action.ts";
import { type Decay, type DecayedPaths, type DecayedTree, decayedPathsOf, openCount } from "../model/decay.ts";
import { isSourceDrift } from "../model/drift.ts";
import { limitsOf, limitsOfNamed } from "../model/limits-of.ts";
import type { Settled } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import type { RecordLine } from "../model/record.ts";
import type { RunRef } from "../model/run.ts";
import type { FileCount, Shrinkage, SourceFinding } from "../model/shrinkage.ts";
import { decayDiagnostic, decayText, hasFurther, isWithholding, joinedDecay } from "../plan/decay.ts";
import {
  areAllowed,
  isOtherContent,
  judge,
  lossText,
  otherContentDiagnostic,
  shrunkenDiagnostic,
} from "../plan/shrinkage.ts";
import type { Outcome } from "../provider/handler.ts";
import { notRemembered } from "./remember.ts";

interface Memory {
  readonly plan: Plan;
  readonly run: RunRef;
  readonly allowDestroy: boolean;
  readonly note: (lines: readonly RecordLine[]) => Promise<void>;
}

/**
 * The findings of a run about the files of its sources, and their effect on its own deletions. A finding is in
 * the record before what was made of the source counts: killed in between, the next run finds it again.
 */
export class Findings {
  readonly #memory: Memory;
  readonly #volumes: ReadonlyMap<string, string>;
  /** By volume: the text about the loss that this run found. */
  readonly #found = new Map<string, string>();
  readonly #accepted = new Set<string>();
  /** By group: the text about the proof that failed in this run. */
  readonly #unproven = new Map<string, string>();
  /** Volumes whose files were looked for by name and content, from their newest complete point on. */
  readonly #compared = new Set<string>();
  /** By volume: the decayed files, by this run or else by those before. */
  readonly #decays: Map<string, Decay>;
  #warnings: Diagnostic[] = [];

  constructor(memory: Memory) {
    this.#memory = memory;
    this.#decays = new Map(memory.plan.decayed?.map((each) => [each.volume, each]));
    const { volumes } = memory.plan.config.resolved;
    this.#volumes = new Map(volumes.flatMap(({ name, targets }) => targets.map(({ address }) => [address, name])));
  }

  /** Null if the decayed files are recorded, else the error. */
  async decayed({ address }: Action, volume: string, tree: DecayedTree): Promise<Diagnostic | null> {
    const { plan, run } = this.#memory;
    const { resolved } = plan.config;
    const before = this.#decays.get(volume);
    if (before === undefined && tree.count === 0) return null;
    const found = { owner: resolved.id, volume, by: address, run: run.id, time: run.time };
    const decay = joinedDecay(found, tree, before);
    this.#decays.set(volume, decay);
    const isOpen = openCount(decay) > 0;
    if (isOpen) {
      const diagnostic = decayDiagnostic(decay, this.#addressesOf(volume));
      this.#warnings.push(isWithholding(decay) ? { ...diagnostic, severity: "error" } : diagnostic);
    }
    if (JSON.stringify(decay) === JSON.stringify(before)) return null;
    const problem = await this.#note({ type: "decay", decay }, address);
    return problem === null ? null : { ...problem, severity: "error" };
  }

  /** The decayed files of a volume that were not accepted, as far as this run knows. */
  decayedPaths(volume: string): DecayedPaths {
    return decayedPathsOf(this.#decays.get(volume));
  }

  /** Null if the result of the count is recorded, else the error. */
  async counted({ address }: Action, volume: string, count: FileCount): Promise<Diagnostic | null> {
    const { plan, run } = this.#memory;
    const limit = limitsOfNamed(plan.config.resolved, volume).shrink;
    const open = plan.shrunken.find((each) => each.volume === volume && each.by === address) ?? null;
    const verdict = judge(this.#withoutGuesses(volume, count), open, limit);
    if (isOtherContent(count)) this.#warnings.push(otherContentDiagnostic(volume, count));
    if (verdict === null) {
      await this.#acceptAllowed(volume);
      if (isSameContent(count)) await this.#acceptDisk(volume, address);
      return null;
    }
    const { kind, ...numbers } = verdict;
    const shrinkage = { volume, by: address, run: run.id, time: run.time, ...numbers };
    const problem = await this.#remember({ kind, ...shrinkage, owner: plan.config.resolved.id });
    if (kind === "regrown") {
      if (problem !== null) this.#warnings.push(problem);
      return null;
    }
    if (!this.#found.has(volume)) this.#warnings.push(shrunkenDiagnostic(volume, [shrinkage], limit));
    this.#found.set(volume, lossText(shrinkage));
    return problem === null ? null : { ...problem, severity: "error" };
  }

  /** Sizes decide only where this run did not compare the files of the volume themselves. */
  #withoutGuesses(volume: string, count: FileCount): FileCount {
    if (count.compared?.asked === true) this.#compared.add(volume);
    if (!this.#compared.has(volume)) return count;
    const { bytes: _, ...rest } = count;
    return rest;
  }

  /** Why a deletion is withheld, even if it was confirmed: the loss was unknown at that time. Null: not withheld. */
  lossAffecting({ address, destroys }: Action): string | null {
    if (destroys.length === 0) return null;
    const unproven = this.#unproven.get(address);
    if (unproven !== undefined) return unproven;
    const volume = this.#volumes.get(address) ?? "";
    return this.#found.get(volume) ?? this.#newDecay(volume);
  }

  #addressesOf(volume: string): readonly string[] {
    return [...this.#volumes].flatMap(([address, name]) => (name === volume ? [address] : []));
  }

  /** Decayed files that the plan did not know: a confirmation did not include them. */
  #newDecay(volume: string): string | null {
    const decay = this.#decays.get(volume);
    if (decay === undefined || !isWithholding(decay)) return null;
    const planned = this.#memory.plan.decayed?.find((each) => each.volume === volume);
    const isKnown = planned !== undefined && isWithholding(planned) && !hasFurther(decay, planned);
    return isKnown ? null : decayText(decay);
  }

  /** A failed proof withholds the deletions of its group from now on. */
  proven({ address }: Action, { proof }: Pick<Outcome, "proof">): void {
    if (proof === undefined) return;
    if (proof.verdict === "failed") this.#unproven.set(address, `the proof of ${proof.point} failed`);
    else this.#unproven.delete(address);
  }

  /** Takes the warnings to report with the result of an action. */
  takeWarnings(): readonly Diagnostic[] {
    const warnings = this.#warnings;
    this.#warnings = [];
    return warnings;
  }

  /**
   * When all withheld points of a volume are deleted after a confirmation, the losses of the volume are confirmed too.
   */
  async accept(ended: Action, settled: ReadonlyMap<string, Settled>): Promise<void> {
    const { plan, allowDestroy } = this.#memory;
    const volume = this.#volumes.get(ended.address);
    if (volume === undefined || !allowDestroy || !isGuarded(ended) || this.#found.has(volume)) return;
    const waited = plan.actions.filter((action) => isGuarded(action) && this.#volumes.get(action.address) === volume);
    if (!waited.every(({ id }) => settled.get(id) === "done")) return;
    await this.#acceptAll(plan.shrunken.filter((each) => each.volume === volume));
    await this.#acceptDisk(volume, ended.address);
  }

  /** From now on, the source is expected on its present file system. */
  async #acceptDisk(volume: string, by: string): Promise<void> {
    const drift = this.#memory.plan.drift.filter(isSourceDrift).find(({ address }) => address === volume);
    if (drift === undefined) return;
    const problem = await this.#note({ type: "disk", volume, disk: drift.is }, by);
    if (problem !== null) this.#warnings.push(problem);
  }

  /** The last count found no further loss, and the earlier losses are now allowed. */
  async #acceptAllowed(name: string): Promise<void> {
    const config = this.#memory.plan.config.resolved;
    const volume = config.volumes.find((each) => each.name === name);
    const open = this.#memory.plan.shrunken.filter((each) => each.volume === name);
    if (volume === undefined || this.#found.has(name) || this.#accepted.has(name)) return;
    if (areAllowed(open, volume, limitsOf(config, volume).shrink)) await this.#acceptAll(open);
  }

  async #acceptAll(shrinkages: readonly Shrinkage[]): Promise<void> {
    const { plan, run } = this.#memory;
    const owner = plan.config.resolved.id;
    for (const shrinkage of shrinkages) {
      this.#accepted.add(shrinkage.volume);
      const problem = await this.#remember({
        kind: "accepted",
        ...{ ...shrinkage, owner, run: run.id, time: run.time },
      });
      if (problem !== null) this.#warnings.push(problem);
    }
  }

  #remember(finding: SourceFinding): Promise<Diagnostic | null> {
    return this.#note({ type: "finding", finding }, finding.by);
  }

  async #note(line: RecordLine, by: string): Promise<Diagnostic | null> {
    try {
      await this.#memory.note([line]);
      return null;
    } catch (error) {
      return notRemembered(error, by);
    }
  }
}

/** The files of the newest complete point were searched by name and content, and they are there. */
function isSameContent(count: FileCount): boolean {
  const { had, compared } = count;
  return had !== null && had > 0 && compared?.asked === true && !isOtherContent(count);
}

function isGuarded({ destroys, guard }: Action): boolean {
  return destroys.length > 0 && guard !== null;
}
