import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Action } from "../model/action.ts";
import { limitsOf, limitsOfNamed } from "../model/limits-of.ts";
import type { Settled } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import type { RecordLine } from "../model/record.ts";
import type { RunRef } from "../model/run.ts";
import type { FileCount, Shrinkage, SourceFinding } from "../model/shrinkage.ts";
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
 * What a run finds out about how many files its sources have, and what follows for its own destroys. A finding is in
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
  #warnings: Diagnostic[] = [];

  constructor(memory: Memory) {
    this.#memory = memory;
    const { volumes } = memory.plan.config.resolved;
    this.#volumes = new Map(volumes.flatMap(({ name, targets }) => targets.map(({ address }) => [address, name])));
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
    return this.#found.get(this.#volumes.get(address) ?? "") ?? null;
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

  async #remember(finding: SourceFinding): Promise<Diagnostic | null> {
    try {
      await this.#memory.note([{ type: "finding", finding }]);
      return null;
    } catch (error) {
      return notRemembered(error, finding.by);
    }
  }
}

function isGuarded({ destroys, guard }: Action): boolean {
  return destroys.length > 0 && guard !== null;
}
