import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Lock, StateDirectory } from "@rdump/core";
import type { Identity } from "@rdump/core/host";
import { never } from "@rdump/fake-host";
import type { Killer } from "./killer.ts";

type Journal = Awaited<ReturnType<StateDirectory["beginJournal"]>>;

const NO_HALVES: ReadonlyMap<string, () => void> = new Map();

/** A state directory of real files whose process can be killed before, in and after each write. */
export class MortalState implements StateDirectory {
  readonly path: string;
  readonly #state: StateDirectory;
  readonly #identity: Identity;
  readonly #killer: Killer;
  readonly #journals: Journal[] = [];

  constructor(state: StateDirectory, identity: Identity, killer: Killer) {
    this.path = state.path;
    this.#state = state;
    this.#identity = identity;
    this.#killer = killer;
  }

  /** What the kernel does for a process that died. */
  async closeFiles(): Promise<void> {
    for (const journal of this.#journals) await journal.close().catch(() => {});
  }

  readonly readLock: StateDirectory["readLock"] = () => this.#alive(() => this.#state.readLock());
  readonly runs: StateDirectory["runs"] = () => this.#alive(() => this.#state.runs());
  readonly readJournal: StateDirectory["readJournal"] = (run) => this.#alive(() => this.#state.readJournal(run));
  readonly endOf: StateDirectory["endOf"] = (run) => this.#alive(() => this.#state.endOf(run));
  readonly unfinishedRuns: StateDirectory["unfinishedRuns"] = () => this.#alive(() => this.#state.unfinishedRuns());
  readonly readRecord: StateDirectory["readRecord"] = () => this.#alive(() => this.#state.readRecord());
  // For display only, and replaced atomically: no instant of its own.
  readonly readLastStatus: StateDirectory["readLastStatus"] = () => this.#alive(() => this.#state.readLastStatus());
  readonly writeLastStatus: StateDirectory["writeLastStatus"] = (last) =>
    this.#alive(() => this.#state.writeLastStatus(last));
  readonly pruneRuns: StateDirectory["pruneRuns"] = () => this.#alive(() => this.#state.pruneRuns());
  readonly breakLock: StateDirectory["breakLock"] = (run) => this.#alive(() => this.#state.breakLock(run));

  async takeLock(request: Parameters<StateDirectory["takeLock"]>[0]): Promise<Lock> {
    const { run, since } = request;
    const other = await this.#state.readLock();
    const holder = `${JSON.stringify({ run, since, ...this.#identity.own() })}\n`;
    const put = (name: string) => {
      mkdirSync(this.path, { recursive: true });
      writeFileSync(join(this.path, name), holder);
    };
    const halves = new Map([["its temporary file is there", () => put(`lock.${run}.tmp`)]]);
    if (other !== null) halves.set("it may remove the lock of a dead run", () => put(`lock.${other.holder.run}`));
    const lock = await this.#mortal("the lock is taken", halves, () => this.#state.takeLock(request));
    return { release: () => this.#mortal("the lock is released", NO_HALVES, () => lock.release()) };
  }

  readonly beginJournal: StateDirectory["beginJournal"] = (run) =>
    this.#mortal("the journal begins", NO_HALVES, async () =>
      this.#mortalJournal(await this.#state.beginJournal(run), join(this.path, "runs", `${run}.jsonl`)),
    );

  readonly resumeJournal: StateDirectory["resumeJournal"] = (path) =>
    this.#alive(async () => this.#mortalJournal(await this.#state.resumeJournal(path), path));

  readonly appendRecord: StateDirectory["appendRecord"] = (lines) => {
    const append = () => this.#state.appendRecord(lines);
    const [first] = lines;
    if (first === undefined) return this.#alive(append);
    return this.#mortal(`the record's ${first.type}`, this.#torn(join(this.path, "points.jsonl"), first), append);
  };

  readonly rewriteRecord: StateDirectory["rewriteRecord"] = (record) => {
    const put = () => {
      mkdirSync(this.path, { recursive: true });
      writeFileSync(join(this.path, ".points.jsonl.tmp"), "{");
    };
    return this.#mortal("the record is rewritten", new Map([["its temporary file is there", put]]), () =>
      this.#state.rewriteRecord(record),
    );
  };

  #mortalJournal(journal: Journal, path: string): Journal {
    this.#journals.push(journal);
    return {
      close: () => this.#alive(() => journal.close()),
      append: (entry) => {
        const append = () => journal.append(entry);
        // A changer's entries surround its step: the instants of the step are those at which a changer is noted.
        if (entry.type.startsWith("changer")) return this.#alive(append);
        return this.#mortal(`the journal's ${entry.type}`, this.#torn(path, entry), append);
      },
    };
  }

  /** The beginning of a line. */
  #torn(path: string, entry: object) {
    const line = JSON.stringify({ v: 1, at: "", ...entry });
    return new Map([["half of it is written", () => appendFileSync(path, line.slice(0, 20))]]);
  }

  /** Does a write, unless the process dies before it, in one of its halves, or right after. */
  async #mortal<T>(what: string, halves: ReadonlyMap<string, () => void>, work: () => Promise<T>): Promise<T> {
    if (this.#killer.dead) return never();
    const words = [`before ${what}`, ...[...halves.keys()].map((half) => `in ${what}: ${half}`), `after ${what}`];
    const chosen = this.#killer.choose(words);
    if (chosen?.then !== "die") return work();
    if (chosen.index === words.length - 1) await work();
    else if (chosen.index > 0) [...halves.values()][chosen.index - 1]?.();
    return never();
  }

  #alive<T>(work: () => Promise<T>): Promise<T> {
    return this.#killer.dead ? never() : work();
  }
}
