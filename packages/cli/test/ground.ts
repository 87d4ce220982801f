import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Test } from "tap";

const RDUMP = join(import.meta.dirname, "../bin/rdump.js");

/** The end of a process, and its output. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly said: string;
  /** Of that, what it printed on standard output. */
  readonly out: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  said(): string;
  out(): string;
}

interface Furniture {
  readonly files?: number;
  readonly fileBytes?: number;
  /** The program of the repository. */
  readonly archiver?: "borg" | "restic";
}

interface Snapshot {
  readonly id: string;
  readonly tags?: readonly string[];
}

const PASSPHRASE = "correct horse";

/**
 * A directory in which the built command runs as a process of its own, so that it can be killed: a source, a place for
 * a repository and for a mirror, hooks that leave a file while they are open, and a state directory.
 */
export class Ground {
  readonly root: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #archiver: "borg" | "restic";

  constructor(t: Test, { files = 40, fileBytes = 200_000, archiver = "borg" }: Furniture = {}) {
    this.#archiver = archiver;
    this.root = mkdtempSync(join(tmpdir(), "rdump-ground-"));
    t.teardown(() => rmSync(this.root, { recursive: true, force: true }));
    for (const directory of ["source/sub", "mirror", "home"]) mkdirSync(this.path(directory), { recursive: true });
    for (let index = 0; index < files; index++) {
      writeFileSync(this.path("source", index % 2 === 0 ? "sub" : "", `file ${index}`), bytesOf(index, fileBytes));
    }
    this.#env = { PATH: process.env.PATH, HOME: this.path("home"), NO_COLOR: "1" };
    if (archiver === "restic") writeFileSync(this.path("passphrase"), PASSPHRASE, { mode: 0o600 });
  }

  path(...parts: readonly string[]): string {
    return join(this.root, ...parts);
  }

  declare(volume: object = {}, rest: object = {}): void {
    const config = {
      version: 1,
      id: "joke",
      timezone: "UTC",
      stateDir: this.path("state"),
      repositories: { disk: this.#repository() },
      volumes: {
        docs: {
          source: { type: "plain", path: this.path("source") },
          hooks: { before: ["touch", this.path("hooked")], after: ["rm", "-f", this.path("hooked")] },
          archives: [{ repository: "disk", every: "yearly", keep: { yearly: 2 } }],
          mirrors: [{ path: this.path("mirror"), every: "yearly" }],
          ...volume,
        },
      },
      ...rest,
    };
    writeFileSync(this.path("rdump.json5"), JSON.stringify(config));
  }

  #repository(): object {
    const location = this.path("repository");
    if (this.#archiver === "borg") return { type: "borg", location, encryption: "none" };
    return { type: "restic", location, passphrase: { file: this.path("passphrase") } };
  }

  /** Starts `rdump`; `ended` is when it is gone. */
  start(...argv: readonly string[]): Running {
    return this.#start({}, argv);
  }

  #start(more: NodeJS.ProcessEnv, argv: readonly string[]): Running {
    const child = spawn(process.execPath, [RDUMP, ...argv], {
      cwd: this.root,
      env: { ...this.#env, ...more },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const chunks: Buffer[] = [];
    const printed: Buffer[] = [];
    const said = () => Buffer.concat(chunks).toString();
    const out = () => Buffer.concat(printed).toString();
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk) && printed.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    // `exit`, not `close`: what a killed run started may hold its streams open, and is not waited for here.
    const ended = new Promise<Ended>((resolve) =>
      child.once("exit", (code, signal) => setImmediate(() => resolve({ code, signal, said: said(), out: out() }))),
    );
    return { child, ended, said, out };
  }

  /** `rdump` as the last words of another command. */
  within([program, ...rest]: readonly [string, ...string[]], ...argv: readonly string[]) {
    const options = { cwd: this.root, env: this.#env, encoding: "utf8" } as const;
    return spawnSync(program, [...rest, process.execPath, RDUMP, ...argv], options);
  }

  rdump(...argv: readonly string[]): Promise<Ended> {
    return this.rdumpWith({}, ...argv);
  }

  /** The same, with more in its environment. */
  async rdumpWith(more: NodeJS.ProcessEnv, ...argv: readonly string[]): Promise<Ended> {
    const { child, ended, said, out } = this.#start(more, argv);
    const closed = new Promise((resolve) => child.once("close", resolve));
    const end = await ended;
    await closed;
    return { ...end, said: said(), out: out() };
  }

  borg(...argv: readonly string[]): string {
    const env = {
      ...this.#env,
      BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: "yes",
      BORG_SELFTEST: "disabled",
      BORG_RELOCATED_REPO_ACCESS_IS_OK: "yes",
    };
    return execFileSync("borg", argv, {
      cwd: this.path("out"),
      env,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  restic(...argv: readonly string[]): string {
    const env = { ...this.#env, RESTIC_REPOSITORY: this.path("repository"), RESTIC_PASSWORD: PASSPHRASE };
    return execFileSync("restic", argv, { env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  }

  /** The archives of rdump, unfinished ones too. The first one is extracted into `out`. */
  #extracted(): readonly string[] {
    if (this.#archiver === "borg") {
      const listed = this.borg("list", "--consider-checkpoints", "--short", this.path("repository"));
      const archives = listed.split("\n").filter(Boolean);
      for (const archive of archives.slice(0, 1)) this.borg("extract", `${this.path("repository")}::${archive}`);
      return archives;
    }
    const snapshots = JSON.parse(this.restic("snapshots", "--json", "--no-lock")) as readonly Snapshot[];
    const own = snapshots.filter(({ tags }) => tags?.includes("rdump:owner=joke") === true && tags.length > 1);
    for (const { id } of own.slice(0, 1)) this.restic("restore", id, "--target", this.path("out"));
    return own.map(({ tags = [] }) =>
      [`docs-${/run=([^@]{21})/.exec(tags[2] ?? "")?.[1]}`, ...tags.slice(3)].join(" "),
    );
  }

  /** Processes, other than this one, whose command line names this ground: no process of a dead run may be left. */
  processes(): readonly string[] {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        const line = quietly(() => readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim());
        return line?.includes(this.root) === true ? [`${pid}: ${line}`] : [];
      });
  }

  /** The faults of the present state; empty after a complete run. */
  faults(): readonly string[] {
    rmSync(this.path("out"), { recursive: true, force: true });
    mkdirSync(this.path("out"));
    const archives = this.#extracted();
    const faults =
      archives.length === 1 && /^docs-\d{8}T\d{6}Z-[0-9a-f]{4}$/.test(archives[0] ?? "")
        ? []
        : [`archives: ${archives}`];
    for (const copy of ["out", "mirror"].map((each) => this.path(each))) {
      // The integrity data of the source may be newer: a dead run and the next run both write it.
      const but = [".rdump.json", "2sure.*"].flatMap((name) => ["-x", name]);
      const same = quietly(() => execFileSync("diff", ["-r", ...but, this.path("source"), copy]));
      if (same === null) faults.push(`${copy} differs from the source`);
      const proven = quietly(() =>
        execFileSync(RDUMP, ["rsure", "-f", join(copy, "2sure.dat.gz"), "-d", copy, "check"], { stdio: "pipe" }),
      );
      if (proven === null) faults.push(`${copy} is not what its integrity data says`);
    }
    if (existsSync(this.path("hooked"))) faults.push("the hook was never closed");
    const state = readdirSync(this.path("state")).filter(
      (name) => !["runs", "points.jsonl", "last-status.json"].includes(name),
    );
    if (state.length > 0) faults.push(`in the state directory: ${state}`);
    return faults;
  }
}

/** Waits for a condition, at most two minutes. */
export async function until(holds: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 2400; tries++) {
    if (holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

function quietly<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

/** Incompressible data, the same for the same number. */
function bytesOf(seed: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = seed * 2_654_435_761 + 1;
  for (let index = 0; index < length; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[index] = state >>> 24;
  }
  return bytes;
}
