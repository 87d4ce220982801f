import type { Decay } from "../model/decay.ts";
import type { History, HistoryEntry } from "../model/history.ts";
import type { Mark } from "../model/point.ts";
import {
  keyOf,
  type PointKey,
  type PointRecord,
  type RecordedDisk,
  type RecordedPoint,
  type RecordedRepository,
  type RecordLine,
} from "../model/record.ts";
import type { SourceFinding } from "../model/shrinkage.ts";

/** Collects the facts in the lines of a record, in their order. A later line replaces an earlier one. */
export class Facts {
  #begun: string | null = null;
  readonly #runs = new Map<string, string>();
  readonly #points = new Map<string, RecordedPoint>();
  /** By address: the key of the one point of a group that holds only one. */
  readonly #only = new Map<string, string>();
  readonly #seen = new Map<string, Map<string, Mark | null>>();
  readonly #repositories = new Map<string, RecordedRepository>();
  readonly #disks: RecordedDisk[] = [];
  readonly #accepted = new Set<string>();
  readonly #results = new Map<string, HistoryEntry>();
  readonly #findings: SourceFinding[] = [];
  /** By owner and volume. */
  readonly #decays = new Map<string, Decay>();
  #lines = 0;

  add(line: RecordLine): void {
    this.#lines++;
    switch (line.type) {
      case "begin":
        this.#begun ??= line.time;
        break;
      case "run":
        this.#runs.set(line.run, line.time);
        break;
      case "runs":
        for (const [run, time] of line.runs) this.#runs.set(run, time);
        break;
      case "made":
        this.#addPoint(line);
        break;
      case "removed":
        this.#removePoint(line);
        break;
      case "seen": {
        const marks = this.#seen.get(line.subject) ?? new Map<string, Mark | null>();
        this.#seen.set(line.subject, marks.set(line.id, line.mark));
        break;
      }
      case "repository": {
        const { type: _, ...repository } = line;
        this.#repositories.set(repository.address, repository);
        break;
      }
      case "disk": {
        const { type: _, ...disk } = line;
        this.#disks.push(disk);
        break;
      }
      case "accepted":
        this.#accepted.add(line.address);
        break;
      case "result": {
        const { owner, subject, subjectId, kind, status } = line.result;
        const key = JSON.stringify([owner, subject, subjectId, kind, status]);
        this.#results.delete(key);
        this.#results.set(key, line.result);
        break;
      }
      case "finding":
        this.#findings.push(line.finding);
        break;
      case "decay":
        this.#addDecay(line.decay);
        break;
    }
  }

  #addDecay(decay: Decay): void {
    const key = JSON.stringify([decay.owner, decay.volume]);
    this.#decays.delete(key);
    this.#decays.set(key, decay);
  }

  /** The line itself is the point: a copy of each of perhaps 100,000 would take as long as the parsing. */
  #addPoint(point: RecordedPoint): void {
    const { address } = point;
    const key = keyOf(point);
    if (point.only === true) {
      this.#points.delete(this.#only.get(address) ?? key);
      this.#only.set(address, key);
    } else this.#forgetOnly(address, key);
    this.#points.set(key, point);
    if (this.#accepted.size > 0) this.#accepted.delete(address);
  }

  #removePoint(point: PointKey): void {
    const key = keyOf(point);
    this.#forgetOnly(point.address, key);
    this.#points.delete(key);
  }

  #forgetOnly(address: string, key: string): void {
    if (this.#only.size > 0 && this.#only.get(address) === key) this.#only.delete(address);
  }

  /** `unknown`: the lines that could not be used. */
  record(unknown: readonly string[], diagnostics: History["diagnostics"] = []): PointRecord {
    return {
      begun: this.#begun,
      runs: this.#runs,
      points: this.#points,
      seen: this.#seen,
      repositories: this.#repositories,
      ...(this.#disks.length === 0 ? {} : { disks: this.#disks }),
      accepted: this.#accepted,
      history: {
        entries: [...this.#results.values()],
        findings: this.#findings,
        ...(this.#decays.size === 0 ? {} : { decays: [...this.#decays.values()] }),
        gap: null,
        diagnostics,
      },
      lines: this.#lines + unknown.length,
      unknown,
    };
  }
}

const RUNS_A_LINE = 200;

/** Lines with the same facts. */
export function linesOf(record: PointRecord): readonly RecordLine[] {
  const { begun, runs, points, seen, repositories, disks = [], accepted, history } = record;
  const lines: RecordLine[] = begun === null ? [] : [{ type: "begin", time: begun }];
  const all = [...runs];
  for (let at = 0; at < all.length; at += RUNS_A_LINE)
    lines.push({ type: "runs", runs: all.slice(at, at + RUNS_A_LINE) });
  for (const repository of repositories.values()) lines.push({ type: "repository", ...repository });
  for (const disk of disks) lines.push({ type: "disk", ...disk });
  for (const [subject, marks] of seen) {
    for (const [id, mark] of marks) lines.push({ type: "seen", subject, id, mark });
  }
  for (const point of points.values()) lines.push({ type: "made", ...point });
  for (const address of accepted) lines.push({ type: "accepted", address });
  for (const result of history.entries) lines.push({ type: "result", result });
  for (const finding of history.findings) lines.push({ type: "finding", finding });
  for (const decay of history.decays ?? []) lines.push({ type: "decay", decay });
  return lines;
}
