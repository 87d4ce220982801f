import { basename, dirname } from "node:path/posix";
import {
  type Command,
  type CommandResult,
  commandResult,
  type FileWrite,
  type LineListener,
  mustBeMounted,
  NO_DIRECTORY,
  NOT_MOUNTED,
  namedByPath,
  type Pipeline,
  type RunIo,
  type StageResult,
  type Step,
} from "@rdump/core/provider";
import { locateDirectory } from "../kernel/locate.ts";
import { isMounted, reach } from "../kernel/reach.ts";
import { type Call, type Half, Hung } from "../tools/tool.ts";
import { TOOLS } from "../tools/tools.ts";
import { withDirectory, withFile } from "../tree/place.ts";
import type { World } from "../world/world.ts";
import { filesOf } from "./files.ts";

/**
 * The fate of a step: it runs, or an event reaches its caller: before the step, in one of its halves, or after the step
 * and before the caller gets the result. `die`: the caller is killed. `stop`: the caller is interrupted, and interrupts
 * its child processes.
 */
export type Fate =
  | "run"
  | { readonly at: "before" | "after" | { readonly half: number }; readonly then: "die" | "stop" };

export interface Alive {
  /** The caller of the io is dead: its requests have no effect, and never get an answer. */
  readonly dead?: () => boolean;
  /**
   * The caller of the io was interrupted: new commands are ended at once, except changers. Absent: the io closes
   * scopes, and works after an interrupt.
   */
  readonly stopped?: () => boolean;
}

export interface FakeHostOptions {
  readonly world: World;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Called before each step that changes the world. */
  readonly fate?: (step: Step, halves: readonly Half[]) => Fate;
  /** Events on the host right after a step: users write files, disks fail. */
  readonly meanwhile?: (world: World, step: Step) => World;
}

/** A host in memory. core works with its io. */
export class FakeHost {
  world: World;
  /** Every step that ran, in order. */
  readonly ran: Step[] = [];
  /** Commands that wait for a suspended device, and so never end. */
  readonly hung: string[] = [];
  readonly #options: FakeHostOptions;

  constructor(options: FakeHostOptions) {
    this.world = options.world;
    this.#options = options;
  }

  io({ dead = () => false, stopped }: Alive = {}): RunIo {
    const isStopped = () => stopped?.() ?? false;
    const heedsStop = stopped !== undefined;
    const alive = <T>(act: () => Promise<T>): Promise<T> => (dead() ? never<T>() : act());
    const files = filesOf(() => this.world);
    return {
      lstat: (path) => alive(() => files.lstat(path)),
      realpath: (path) => alive(() => files.realpath(path)),
      readFile: (path, maxBytes) => alive(() => files.readFile(path, maxBytes)),
      names: (path, most) => alive(() => files.names(path, most)),
      query: (command) =>
        alive(async () => {
          if (command.nature !== "query") throw new Error(`not a query: ${command.argv[0]}`);
          return isStopped() ? STOPPED : this.#execute(command, undefined);
        }),
      run: (step, listener) =>
        alive(async () => (canBeStopped(step) && isStopped() ? STOPPED : this.#run(step, listener, heedsStop))),
    };
  }

  async #run(step: Step, listener: LineListener | undefined, heedsStop: boolean): Promise<CommandResult> {
    const halves = this.halvesOf(step);
    const fate = this.#options.fate?.(step, halves) ?? "run";
    if (fate === "run" || (fate.then === "stop" && !(heedsStop && canBeStopped(step))))
      return this.#whole(step, listener);
    const answer = (result: CommandResult) => (fate.then === "die" ? never<CommandResult>() : result);
    if (fate.at === "before") return answer(STOPPED);
    if (fate.at === "after") return answer({ ...this.#whole(step, listener), stopped: true });
    this.world = halves[fate.at.half]?.world ?? this.world;
    return answer(STOPPED);
  }

  #whole(step: Step, listener: LineListener | undefined): CommandResult {
    const result = this.#result(step, listener);
    this.ran.push(step);
    this.world = this.#options.meanwhile?.(this.world, step) ?? this.world;
    return result;
  }

  #result(step: Step, listener: LineListener | undefined): CommandResult {
    switch (step.do) {
      case "write":
        return this.#write(step);
      case "move":
        throw new Error("the fake host restores no files");
      case "pipe":
        return this.#pipe(step, listener);
      case "run":
        return this.#execute(step, listener);
    }
  }

  /** A stage gets the whole output of the stage before. If one fails, the later ones read nothing. */
  #pipe({ stages }: Pipeline, listener: LineListener | undefined): CommandResult {
    const heard = listener?.stderr === undefined ? undefined : { stderr: listener.stderr };
    let stdin = "";
    const ended: StageResult[] = [];
    for (const { name, command } of stages) {
      const result = this.#execute(command, heard, stdin);
      ended.push({ ...result, name });
      if (result.exitCode !== 0) return { ...result, stage: name, stages: ended };
      stdin = result.stdout.toString();
    }
    return commandResult({ stage: ended.at(-1)?.name ?? "", stages: ended });
  }

  halvesOf(step: Step): readonly Half[] {
    if (step.do === "write") return writeHalves(this.world, step);
    if (step.do === "move") return [];
    if (step.do === "pipe") return this.#pipeHalves(step);
    const call = this.#call(step);
    return call === null ? [] : (TOOLS[step.argv[0]]?.halves?.(this.world, call) ?? []);
  }

  /** Those of the last stage: the stages before it only read. */
  #pipeHalves({ stages }: Pipeline): readonly Half[] {
    let stdin = "";
    for (const { command } of stages.slice(0, -1)) {
      const call = this.#call(command, stdin);
      const ended = call === null ? undefined : TOOLS[command.argv[0]]?.run(this.world, call);
      if (ended === undefined || ended.exitCode !== 0) return [];
      stdin = ended.stdout;
    }
    const last = stages.at(-1)?.command;
    const call = last === undefined ? null : this.#call(last, stdin);
    return call === null ? [] : (TOOLS[last?.argv[0] ?? ""]?.halves?.(this.world, call) ?? []);
  }

  /** Null if a command cannot be started in its directory. */
  #call(command: Command, stdin = ""): Call | null {
    const { argv, cwd, env, directories, host, connection } = command;
    if (host !== undefined && connection === undefined)
      throw new Error(`a command of another host has no connection: ${argv[0]} on ${host}`);
    const place = cwd ?? "/";
    if (this.#isUnmounted(command)) return null;
    if ([place, ...Object.values(directories)].some((path) => locateDirectory(this.world, path) === null)) return null;
    return { argv: namedByPath(command), cwd: place, env, stdin, now: this.#options.now() };
  }

  #isUnmounted(command: Command): boolean {
    const mount = mustBeMounted(command);
    return mount !== null && !isMounted(this.world, mount);
  }

  #execute(command: Command, listener: LineListener | undefined, stdin = ""): CommandResult {
    const tool = TOOLS[command.argv[0]];
    if (tool === undefined) return commandResult({ exitCode: null, notStarted: "ENOENT" });
    const call = this.#call(command, stdin);
    if (call === null)
      return commandResult({ exitCode: null, notStarted: this.#isUnmounted(command) ? NOT_MOUNTED : NO_DIRECTORY });
    const { world, exitCode, stdout, stderr } = this.#patiently(() => tool.run(this.world, call));
    if (command.nature === "query" && world !== this.world)
      throw new Error(`a query changed the world: ${call.argv.join(" ")}`);
    this.world = world;
    for (const line of linesOf(stdout)) listener?.stdout?.(line);
    for (const line of linesOf(stderr)) listener?.stderr?.(line);
    const heard = listener?.stdout !== undefined;
    return commandResult({ exitCode, stdout: Buffer.from(heard ? "" : stdout), stderr: Buffer.from(stderr) });
  }

  #patiently<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      if (error instanceof Hung) this.hung.push(error.message);
      throw error;
    }
  }

  #write({ path, content, mode, found, modified }: FileWrite): CommandResult {
    // A file of the run, beside its journal. The directory exists before any action.
    if (found !== undefined) this.world = withDirectory(this.world, dirname(path));
    if (reach(this.world, dirname(path)) === null) {
      return commandResult({ exitCode: 1, stderr: Buffer.from(`ENOENT: no such file or directory, open '${path}'`) });
    }
    const time = modified === undefined ? this.#options.now() : Date.parse(modified);
    const mtime = Math.floor(time / 1000) * 1000;
    this.world = withFile(this.world, path, content, mtime, mode);
    return commandResult();
  }
}

/** A command that was interrupted and ended. */
const STOPPED = commandResult({ exitCode: null, signal: "SIGTERM", stopped: true });

/** A file is written by rdump itself; what changes the kernel's state runs to its end. */
function canBeStopped(step: Step): boolean {
  return step.do === "pipe" || (step.do === "run" && step.nature !== "changer");
}

/** The answer to a dead process: none. */
export function never<T>(): Promise<T> {
  return new Promise(() => {});
}

/** A file is written under a temporary name first. */
function writeHalves(world: World, { path, content, temporary: known }: FileWrite): readonly Half[] {
  if (locateDirectory(world, dirname(path)) === null) return [];
  const temporary = `${dirname(path)}/${known ?? `.${basename(path)}.0123456789ab.tmp`}`;
  return [{ what: "it is there under its temporary name", world: withFile(world, temporary, content.slice(0, 10)) }];
}

function linesOf(text: string): readonly Buffer[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => Buffer.from(line));
}
