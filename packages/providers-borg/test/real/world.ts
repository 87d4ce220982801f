import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { claimBy, createRequest, discoveryRequest } from "@rdump/core/conformance";
import { type LocalHostOptions, openLocalHost } from "@rdump/core/host";
import {
  type ActionContext,
  type ActionHandler,
  addressOf,
  asShown,
  type BorgRepository,
  type Discovery,
  type Group,
  type Json,
  type Outcome,
  type PointRef,
  type Proposal,
  type RunIo,
  type RunRef,
  runAt,
  type TargetOf,
  type Tree,
  type UpkeepKind,
  type Volume,
} from "@rdump/core/provider";
import { borgProvider } from "../../src/index.ts";

export const BORG_MISSING = spawnSync("borg", ["--version"]).error === undefined ? false : "borg is not installed";

const provider = borgProvider({ lockWait: { look: 1, work: 1 } });

export interface World {
  /** A directory of its own, below which everything lies. */
  readonly root: string;
  readonly io: RunIo;
  /** What is archived. */
  readonly tree: string;
  repository(changes?: Partial<BorgRepository>): BorgRepository;
  /** Runs borg without rdump. Returns both output streams. */
  borg(args: readonly string[], options?: { cwd?: string; env?: { [name: string]: string } }): string;
}

export interface Ends {
  teardown(end: () => void): void;
}

export interface Surroundings {
  /** Runs borg as a user who may not read everything; only root can. */
  readonly asNobody?: boolean;
  readonly signal?: LocalHostOptions["signal"];
}

const CALM = new AbortController().signal;

/** A directory with a tree, a home for borg's caches, and the real host. */
export function openWorld(t: Ends, { asNobody = false, signal = CALM }: Surroundings = {}): World {
  const root = mkdtempSync("/tmp/rdump-borg-");
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  for (const name of ["home", "tree", "runs"]) mkdirSync(join(root, name));
  const path = process.env.PATH ?? "";
  if (asNobody) letNobodyIn(root);
  const env = {
    PATH: asNobody ? `${join(root, "bin")}:${path}` : path,
    HOME: join(root, "home"),
    BORG_PASSPHRASE: "never seen by a command",
  };
  return {
    root,
    io: openLocalHost({ env, signal, shielded: provider.shielded }),
    tree: join(root, "tree"),
    repository: (changes) => ({ ...REPOSITORY, location: join(root, "repository"), ...changes }),
    borg(args, options = {}) {
      const clean = {
        PATH: path,
        HOME: join(root, "home"),
        TZ: "UTC",
        LC_ALL: "C.UTF-8",
        ...UNENCRYPTED,
        ...options.env,
      };
      const result = spawnSync("borg", args, {
        encoding: "utf8",
        maxBuffer: 64 * 1024 * 1024,
        cwd: options.cwd ?? root,
        env: clean,
      });
      if (result.status !== 0) throw new Error(`borg ${args.join(" ")}: ${result.stderr}`);
      return result.stdout + result.stderr;
    },
  };
}

/** An `ssh` that stays on this machine: it runs what it is asked to, or what the "host" makes of it. */
export function pretendSsh(world: World, forced = '"$@"'): RunIo {
  const bin = join(world.root, "ssh-bin");
  mkdirSync(bin, { recursive: true });
  const script = `#!/bin/sh\nwhile [ "$1" != borg ]; do shift; done\nexport SSH_ORIGINAL_COMMAND="$*"\nexec ${forced}\n`;
  writeFileSync(join(bin, "ssh"), script, { mode: 0o755 });
  const env = { PATH: `${bin}:${process.env.PATH}`, HOME: join(world.root, "home") };
  return openLocalHost({ env, signal: CALM, shielded: provider.shielded });
}

const NOBODY = 65534;

function letNobodyIn(root: string): void {
  const borg = spawnSync("sh", ["-c", "command -v borg"], { encoding: "utf8" }).stdout.trim();
  mkdirSync(join(root, "bin"));
  const as = `--reuid=${NOBODY} --regid=${NOBODY} --clear-groups`;
  // In real life one user runs rdump and borg, and borg can read the list that rdump wrote for that user alone.
  const readable = `for each; do case "$each" in --exclude-from=*) chmod a+r "\${each#*=}" ;; esac; done`;
  const script = `#!/bin/sh\n${readable}\nexec setpriv ${as} ${borg} "$@"\n`;
  writeFileSync(join(root, "bin", "borg"), script, { mode: 0o755 });
  chmodSync(root, 0o777);
  chownSync(join(root, "home"), NOBODY, NOBODY);
}

const UNENCRYPTED = { BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: "yes", BORG_SELFTEST: "disabled" };

export const REPOSITORY: BorgRepository = {
  type: "borg",
  name: "offsite",
  location: "",
  encryption: "none",
  ssh: null,
  passphrase: null,
  compression: "lz4",
  uploadLimit: null,
  remotePath: null,
  cacheDir: null,
  keyFile: null,
  check: null,
  compact: null,
};

export function groupOf(repository: BorgRepository, volume: Partial<Volume> = {}): Group<BorgTarget> {
  const name = volume.name ?? "root";
  const address = addressOf(name, "archives", repository.name);
  const keep = { last: 0, hourly: 0, daily: 7, weekly: 0, monthly: 0, yearly: 0, within: null };
  return {
    address,
    volume: {
      name,
      parent: null,
      source: { type: "plain", path: "/", mustBeMounted: false },
      exclude: [],
      excludeCaches: false,
      integrity: null,
      targets: [],
      hooks: null,
      verify: null,
      ...volume,
    },
    target: {
      kind: "archives",
      targetType: "archives/borg",
      repository: repository.name,
      address,
      every: { kind: "calendar", unit: "daily" },
      keep,
    },
    repository,
  };
}

export type BorgTarget = TargetOf<"archives/borg">;

export const FIRST_RUN = runAt("run-1", Date.UTC(2026, 10, 22, 20, 6, 40));
export const SECOND_RUN = runAt("run-2", Date.UTC(2026, 10, 23, 20, 6, 40));

export function discoverIn(world: World, groups: readonly Group[], owner = "joke"): Promise<Discovery> {
  return provider.discover(discoveryRequest({ owner, groups }), world.io);
}

export interface Making {
  readonly run?: RunRef;
  readonly owner?: string;
  readonly live?: boolean;
  readonly previous?: PointRef | null;
  readonly integrityFiles?: readonly string[];
  readonly counted?: ActionContext<Json>["counted"];
  readonly verifyTree?: ActionContext<Json>["verifyTree"];
  readonly progress?: ActionContext<Json>["progress"];
}

/** The upkeep of a repository. */
export function upkeepOf(kind: UpkeepKind, repository: BorgRepository): Proposal {
  const role = provider.upkeep?.borg;
  if (role === undefined) throw new Error("no upkeep");
  return role.upkeep({ kind, repository, id: "r1" });
}

/** What the keeper proposes for a due slot. */
export function proposalsFor(
  world: World,
  group: Group<BorgTarget>,
  facts: Json,
  making: Making = {},
): readonly Proposal[] {
  const { name } = group.volume;
  const tree: Tree = {
    id: name,
    volume: name,
    verifier: "fs/source",
    path: world.tree,
    origin: null,
    mounted: false,
    live: making.live ?? true,
    root: false,
    input: null,
    scopes: [],
  };
  const keeper = provider.keepers["archives/borg"];
  const { owner = "joke", previous = null, integrityFiles = [] } = making;
  const runFiles = join(world.root, "runs");
  return keeper?.create(createRequest({ owner, group, facts, tree, previous, integrityFiles, runFiles })) ?? [];
}

export function deletionsOf(
  group: Group<BorgTarget>,
  points: readonly { id: string; name: string }[],
  facts: Json = null,
): readonly Proposal[] {
  const named = points.map(({ id, name }) => ({ id, name, time: "2026-11-22T20:06:40Z" }));
  return (
    provider.keepers["archives/borg"]?.destroy({
      owner: "joke",
      claim: claimBy("joke", group),
      group,
      facts,
      points: named,
    }) ?? []
  );
}

/** Observes, runs the proposals, and returns the last outcome, or the first failure. */
export async function backUp(world: World, group: Group<BorgTarget>, making: Making = {}): Promise<Outcome> {
  const found = await discoverIn(world, [group], making.owner);
  let outcome: Outcome | null = null;
  for (const proposal of proposalsFor(world, group, found.groups[0]?.facts ?? null, making)) {
    outcome = await carryOut(world.io, proposal, making);
    if (outcome.status === "failed") break;
  }
  if (outcome === null) throw new Error("nothing was proposed");
  return outcome;
}

export function handlerOf(kind: string): ActionHandler {
  const handler = provider.actions.find((each) => each.kind === kind);
  if (handler === undefined) throw new Error(`no handler for ${kind}`);
  return handler;
}

/** Runs one proposal as core does: only the steps that its commands give. */
export function carryOut(io: RunIo, { kind, input }: Proposal, making: Making = {}): Promise<Outcome> {
  const handler = handlerOf(kind);
  const run = making.run ?? FIRST_RUN;
  const shown = handler.commands(input, run).map((step) => JSON.stringify(step));
  const strict: RunIo = {
    ...io,
    run(step, listener) {
      if (!shown.includes(JSON.stringify(asShown(step)))) throw new Error("a step that was not shown");
      return io.run(step, listener);
    },
  };
  const verifyTree = making.verifyTree ?? (() => Promise.resolve(null));
  const counted = making.counted ?? (() => Promise.resolve(null));
  return handler.run({ input, run, io: strict, verifyTree, counted, progress: making.progress ?? (() => {}) });
}
