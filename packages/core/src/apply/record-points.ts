import { allGroups } from "../desired/desire.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Action } from "../model/action.ts";
import type { Group } from "../model/group.ts";
import type { Made } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import type { RecordedPoint, RecordLine } from "../model/record.ts";
import type { RunRef } from "../model/run.ts";
import type { Outcome } from "../provider/handler.ts";
import { onlyIn } from "../record/news.ts";
import { IdleExcludes } from "./idle-excludes.ts";
import { notRemembered } from "./remember.ts";

interface Memory {
  readonly plan: Plan;
  readonly run: RunRef;
  readonly note: (lines: readonly RecordLine[]) => Promise<void>;
}

/** Writes into the record which points a run makes and destroys. */
export class RecordedPoints {
  readonly #memory: Memory;
  readonly #groups: ReadonlyMap<string, Group>;
  /** By action. */
  readonly #idle = new Map<string, IdleExcludes>();

  constructor(memory: Memory) {
    this.#memory = memory;
    this.#groups = new Map(allGroups(memory.plan.config.resolved).map(({ group }) => [group.address, group]));
  }

  /**
   * Before a destroy begins: a point that is gone and of which no run says so would be drift. Null when it is written. A
   * point that stays after all is recorded again by the next run that sees it.
   */
  async removing({ address, destroys }: Action): Promise<Diagnostic | null> {
    const { id: by } = this.#memory.run;
    const lines = destroys.map(({ id }): RecordLine => ({ type: "removed", by, address, id }));
    const problem = await this.#note(lines, address);
    return problem === null ? null : { ...problem, severity: "error" };
  }

  /** The function takes each path of a volume that an action leaves out. */
  leavingOut({ id }: Action, volume: string | null): (path: string) => void {
    const { volumes } = this.#memory.plan.config.resolved;
    const idle = new IdleExcludes(volumes.find(({ name }) => name === volume)?.exclude ?? []);
    this.#idle.set(id, idle);
    return (path) => idle.hear(path);
  }

  /** After an action. A failed write is a warning: the next run records the point when it finds it. */
  async made(action: Action, outcome: Outcome): Promise<Diagnostic | null> {
    const group = this.#groups.get(action.address);
    if (group === undefined || outcome.status !== "done" || outcome.made === null) return null;
    // The files of a mirror that has snapshots are not a point of it.
    if (action.makes === null && group.target.targetType !== "mirrors/directory") return null;
    const { files, bytes, repositoryBytes } = outcome.moved;
    const moved = {
      ...(files === undefined ? {} : { files }),
      ...(bytes === undefined ? {} : { bytes }),
      ...(repositoryBytes === undefined ? {} : { repositoryBytes }),
    };
    const idle = this.#idle.get(action.id);
    const excludes = idle === undefined ? {} : { idleExcludes: idle.texts() };
    const line: RecordLine = { type: "made", ...this.#point(group, outcome.made), ...moved, ...excludes };
    return this.#note([line], action.address);
  }

  #point({ address, volume, target }: Group, { id, name, subject }: Made): RecordedPoint {
    const { plan, run } = this.#memory;
    const mark = {
      owner: plan.config.resolved.id,
      volume: volume.name,
      machine: run.machine,
      run: run.id,
      time: run.time,
    };
    return { address, subject: subject ?? null, id, name, ...mark, ...onlyIn(target) };
  }

  async #note(lines: readonly RecordLine[], address: string): Promise<Diagnostic | null> {
    if (lines.length === 0) return null;
    try {
      await this.#memory.note(lines);
      return null;
    } catch (error) {
      return notRemembered(error, address);
    }
  }
}
