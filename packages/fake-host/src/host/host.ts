import { basename, dirname } from "node:path/posix";
import {
  type Command,
  type CommandResult,
  type FileWrite,
  type LineListener,
  NOT_MOUNTED,
  type RunIo,
  type Step,
} from "@rdump/core/provider";
import { locateDirectory } from "../kernel/locate.ts";
import { isMounted, reach } from "../kernel/reach.ts";
import { type Call, type Half, Hung } from "../tools/tool.ts";
import { TOOLS } from "../tools/tools.ts";
import { withFile } from "../tree/place.ts";
import type { World } from "../world/world.ts";
import { filesOf } from "./files.ts";

/** What becomes of a step: it runs, or whoever runs it dies before it, in one of its halves, or after it. */
export type Fate = "run" | "before" | "after" | { readonly half: number };

export interface FakeHostOptions {
  readonly world: World;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Asked before each step that changes something. */
  readonly fate?: (step: Step, halves: readonly Half[]) => Fate;
  /** What others do to the host right after a step: users who write files, disks that fail. */
  readonly meanwhile?: (world: World, step: Step) => World;
}

/** A host on which everything happens in memory. Its io is what core works with. */
export class FakeHost {
  world: World;
  /** Every step that ran, in order. */
  readonly ran: Step[] = [];
  /** What waited for a suspended device, and so for ever. */
  readonly hung: string[] = [];
  readonly #options: FakeHostOptions;

  constructor(options: FakeHostOptions) {
    this.world = options.world;
    this.#options = options;
  }

  /**
   * @param dead whether whoever holds this io is dead: then nothing that it asks for happens, and no answer ever comes
   */
  io(dead: () => boolean = () => false): RunIo {
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
          return this.#execute(command, undefined);
        }),
      run: (step, listener) =>
        alive(async () => {
          const fate = this.#options.fate?.(step, this.halvesOf(step)) ?? "run";
          if (fate === "before") return never();
          if (typeof fate === "object") {
            this.world = this.halvesOf(step)[fate.half]?.world ?? this.world;
            return never();
          }
          const result = step.do === "write" ? this.#write(step) : this.#execute(step, listener);
          this.ran.push(step);
          this.world = this.#options.meanwhile?.(this.world, step) ?? this.world;
          return fate === "after" ? never() : result;
        }),
    };
  }

  halvesOf(step: Step): readonly Half[] {
    if (step.do === "write") return writeHalves(this.world, step);
    const call = this.#call(step);
    return call === null ? [] : (TOOLS[step.argv[0]]?.halves?.(this.world, call) ?? []);
  }

  /** Null when a command cannot be started where it is to be. */
  #call({ argv, cwd, env, mounted }: Command): Call | null {
    const place = cwd ?? "/";
    if (mounted ? !isMounted(this.world, place) : locateDirectory(this.world, place) === null) return null;
    return { argv, cwd: place, env, now: this.#options.now() };
  }

  #execute(command: Command, listener: LineListener | undefined): CommandResult {
    const tool = TOOLS[command.argv[0]];
    if (tool === undefined) return { ...RESULT, exitCode: null, notStarted: "ENOENT" };
    const call = this.#call(command);
    if (call === null) return { ...RESULT, exitCode: null, notStarted: command.mounted ? NOT_MOUNTED : "ENOENT" };
    const { world, exitCode, stdout, stderr } = this.#patiently(() => tool.run(this.world, call));
    if (command.nature === "query" && world !== this.world)
      throw new Error(`a query changed the world: ${call.argv.join(" ")}`);
    this.world = world;
    for (const line of linesOf(stdout)) listener?.stdout?.(line);
    for (const line of linesOf(stderr)) listener?.stderr?.(line);
    const heard = listener?.stdout !== undefined;
    return { ...RESULT, exitCode, stdout: Buffer.from(heard ? "" : stdout), stderr: Buffer.from(stderr) };
  }

  #patiently<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      if (error instanceof Hung) this.hung.push(error.message);
      throw error;
    }
  }

  #write({ path, content, mode }: FileWrite): CommandResult {
    if (reach(this.world, dirname(path)) === null) {
      return { ...RESULT, exitCode: 1, stderr: Buffer.from(`ENOENT: no such file or directory, open '${path}'`) };
    }
    this.world = withFile(this.world, path, content, Math.floor(this.#options.now() / 1000) * 1000, mode);
    return RESULT;
  }
}

const RESULT: CommandResult = {
  exitCode: 0,
  signal: null,
  notStarted: null,
  stopped: false,
  stdout: Buffer.alloc(0),
  stderr: Buffer.alloc(0),
  overflow: false,
  milliseconds: 1,
};

/** What a dead process hears. */
export function never<T>(): Promise<T> {
  return new Promise(() => {});
}

/** A file is written under a temporary name first. */
function writeHalves(world: World, { path, content }: FileWrite): readonly Half[] {
  if (locateDirectory(world, dirname(path)) === null) return [];
  const temporary = `${dirname(path)}/.${basename(path)}.0123456789ab.tmp`;
  return [{ what: "it is there under its temporary name", world: withFile(world, temporary, content.slice(0, 10)) }];
}

function linesOf(text: string): readonly Buffer[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => Buffer.from(line));
}
