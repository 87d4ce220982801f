import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createRequest, discoveryRequest, SCRATCH } from "@rdump/core/conformance";
import { openLocalHost } from "@rdump/core/host";
import {
  addressOf,
  asShown,
  type ComparisonProgram,
  canonicalJson,
  compose,
  type Diagnostic,
  type DirectoryMirrorTarget,
  type Discovery,
  type Exclude,
  type Group,
  narrowed,
  type Outcome,
  type Progress,
  type Proposal,
  type RunIo,
  runAt,
  type Step,
  type Tree,
  type Volume,
} from "@rdump/core/provider";
import type { Test } from "tap";
import { fsProvider } from "../../src/index.ts";

export const asRoot = process.getuid?.() === 0;
/** The skip reason of a test that requires root. */
export const needsRoot = asRoot ? false : "needs the rights of root";

export interface Declared {
  readonly owner?: string;
  readonly volume?: string;
  readonly mustBeMounted?: boolean;
  readonly exclude?: readonly Exclude[];
  readonly excludeCaches?: boolean;
  readonly mount?: string | null;
  readonly compare?: "times" | "checksum";
  readonly shrink?: number;
  readonly adopt?: true;
  readonly surefile?: string | null;
  /** Updates `2sure.dat.gz` in the source before the copy, as the run of that stamp, and compares with that revision. */
  readonly update?: (stamp: string) => void;
}

export interface Applied {
  readonly gap: Diagnostic | null;
  readonly proposal: Proposal | null;
  readonly outcome: Outcome | null;
  readonly progress: readonly Progress[];
}

export interface Hooks {
  /** Called before each step runs. */
  readonly beforeStep?: (step: Step) => void;
  /** Called between planning and applying. */
  readonly planned?: () => void;
  /** Changes the step that really runs, for faults that no honest command would have. */
  readonly bend?: (step: Step) => Step;
  /** What the handler is given instead of the field's own. */
  readonly io?: RunIo;
}

/** The built command, as the provider of rsure names it. */
export const RSURE: readonly [string, ...string[]] = [
  process.execPath,
  fileURLToPath(new URL("../../../rsure/bin/rsure.js", import.meta.url)),
];

/** The comparison with `2sure.dat.gz`. */
export const COMPARISON = {
  argv: [...RSURE, "--file=./2sure.dat.gz", "--json", "compare"],
  revisions: [...RSURE, "--file=./2sure.dat.gz", "--json", "--ctime", "signoff"],
  files: ["2sure.dat.gz", "2sure.bak.gz"],
} satisfies ComparisonProgram;

interface Names {
  readonly source?: string;
  readonly mirror?: string;
  /** Where a disk's file system is needed, with attributes of every kind. */
  readonly onDisk?: boolean;
  /**
   * Where only the tester can replace a link: in no directory that others may write to, as that for temporary files is.
   */
  readonly closed?: boolean;
  /** The directory for the field, in the place of those. */
  readonly place?: string;
}

/** A mirror is flushed to its disk. In memory that does not wait for other writes of this machine. */
const IN_MEMORY = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

function placeOf({ closed = false, onDisk = false, place }: Names): string {
  if (place !== undefined) return place;
  if (closed) return homedir();
  return onDisk ? tmpdir() : IN_MEMORY;
}

/** A directory with a source and a mirror in it, and what core does with a provider, in short. */
export class Field {
  readonly root: string;
  readonly source: string;
  readonly mirror: string;
  readonly runFiles: string;
  readonly io: RunIo;
  #now = Date.UTC(2026, 10, 22, 20, 6, 40);

  constructor(t: Test, names: Names = {}) {
    this.root = realpathSync(mkdtempSync(join(placeOf(names), "rdump-fs-")));
    this.source = join(this.root, names.source ?? "source");
    this.mirror = join(this.root, names.mirror ?? "mirror");
    mkdirSync(this.source, { recursive: true });
    mkdirSync(this.mirror, { recursive: true });
    this.runFiles = join(this.root, "runs");
    mkdirSync(this.runFiles);
    this.io = openLocalHost({ env: process.env, signal: new AbortController().signal });
    t.teardown(() => rmSync(this.root, { recursive: true, force: true }));
  }

  volume(declared: Declared = {}): Volume {
    const name = declared.volume ?? "home";
    const target: DirectoryMirrorTarget = {
      address: addressOf(name, "mirrors", this.mirror),
      every: { kind: "calendar", unit: "daily" },
      keep: { last: 0, hourly: 0, daily: 0, weekly: 0, monthly: 0, yearly: 0, within: null },
      kind: "mirrors",
      targetType: "mirrors/directory",
      path: this.mirror,
      mount: declared.mount ?? null,
      ...(declared.adopt === undefined ? {} : { adopt: true }),
      compare: declared.compare ?? "times",
    };
    return {
      name,
      parent: null,
      source: { type: "plain", path: this.source, mustBeMounted: declared.mustBeMounted ?? false },
      exclude: declared.exclude ?? [],
      excludeCaches: declared.excludeCaches ?? false,
      integrity: null,
      targets: [target],
      hooks: null,
      verify: null,
    };
  }

  discover(declared: Declared = {}): Promise<Discovery> {
    const volume = this.volume(declared);
    const groups: Group[] = volume.targets.map((target) => ({
      address: target.address,
      volume,
      target,
      repository: null,
    }));
    const request = discoveryRequest({ owner: declared.owner ?? "joke", sources: [volume], groups });
    return fsProvider().discover(request, this.io);
  }

  /** Discovers, proposes and runs, a day after the time before. */
  async apply(declared: Declared = {}, hooks: Hooks = {}): Promise<Applied> {
    const provider = fsProvider();
    const volume = this.volume(declared);
    const { sources, groups } = await this.discover(declared);
    const [sourceSeen] = sources;
    const [groupSeen] = groups;
    const [target] = volume.targets;
    const role = provider.sources.plain;
    const keeper = provider.keepers["mirrors/directory"];
    const [handler] = provider.actions;
    if (target?.targetType !== "mirrors/directory") throw new Error("no mirror is declared");
    if (!sourceSeen || !groupSeen || !role || !keeper || !handler) throw new Error("nothing was observed");
    const gap = sourceSeen.gap ?? groupSeen.gap;
    if (gap !== null) return { gap, proposal: null, outcome: null, progress: [] };
    const wants = { keeps: false, reads: true };
    const opened = role.open({ owner: "joke", volume, facts: sourceSeen.facts, scratch: SCRATCH, ...wants }).tree;
    if (opened === null) throw new Error("nothing was opened");
    const tree: Tree = { id: "tree", volume: volume.name, ...opened, scopes: [] };
    const [proposal] = keeper.create(
      createRequest({
        owner: declared.owner ?? "joke",
        group: { address: target.address, volume, target, repository: null },
        facts: groupSeen.facts,
        tree,
        shrink: declared.shrink ?? 0.5,
        surefile: declared.surefile ?? null,
        comparison: declared.update === undefined ? null : COMPARISON,
        runFiles: this.runFiles,
      }),
    );
    if (!proposal) throw new Error("nothing was proposed");
    hooks.planned?.();
    const input = JSON.parse(canonicalJson(proposal.input));
    const run = runAt(`run-${this.#now}`, this.#now);
    this.#now += 86_400_000;
    declared.update?.(run.stamp);
    const steps = handler.commands(input, run);
    const allowed = new Set(steps.map((step) => canonicalJson(step)));
    const isPart = (step: Step) =>
      step.do === "run" &&
      step.batch !== null &&
      steps.some((whole) => {
        const members = new Set(step.batch?.members);
        if (whole.do !== "run" || whole.batch === null) return false;
        return canonicalJson(narrowed(whole, (member) => members.has(member))) === canonicalJson(asShown(step));
      });
    const progress: Progress[] = [];
    const outcome = await handler.run({
      input,
      run,
      io: {
        ...(hooks.io ?? this.io),
        run: (step, listener) => {
          if (!allowed.has(canonicalJson(asShown(step))) && !isPart(step)) throw new Error("a step that was not shown");
          hooks.beforeStep?.(step);
          return (hooks.io ?? this.io).run(hooks.bend?.(step) ?? step, listener);
        },
      },
      verifyTree: (when) =>
        compose([provider])
          .verifier(tree.verifier)
          .verify({ ...tree, run }, when, this.io),
      counted: () => Promise.resolve(null),
      progress: (each) => progress.push(each),
    });
    return { gap: null, proposal, outcome, progress };
  }

  mark(): Record<string, unknown> {
    return JSON.parse(readFileSync(join(this.mirror, ".rdump.json"), "utf8"));
  }
}

/** The code that an apply ended with: of the gap, or of the failure; null when it was done. */
export function codeOf({ gap, outcome }: Applied): string | null {
  if (gap !== null) return gap.code;
  return outcome?.status === "failed" ? outcome.diagnostic.code : null;
}
