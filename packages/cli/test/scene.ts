import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import type { Test } from "tap";
import { main } from "../src/main.ts";

/** The result of one call of the command. */
export interface Said {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** A directory with real files, a real borg repository's place, a mirror and a state directory, and a clock to set. */
export interface Scene {
  readonly root: string;
  path(...parts: string[]): string;
  /** Sets the clock; `2026-11-22T12:00:00Z`. */
  at(time: string): void;
  /** Writes rdump.json5 again. */
  declare(config: object): void;
  rdump(...argv: string[]): Promise<Said>;
  /** The real borg on the scene's repository, by hand. */
  borg(...argv: string[]): string;
  /** The environment of rdump; a test may change it. */
  readonly env: NodeJS.ProcessEnv;
  /** The environment of borg by hand, with its repository. */
  readonly borgEnv: NodeJS.ProcessEnv;
  /** The names of the archives, without the random end of the run's id. */
  archives(): readonly string[];
  /** The whole name of the archive whose name begins so. */
  archive(begin: string, repository?: string): string;
}

export function openScene(t: Test): Scene {
  const root = mkdtempSync(join(tmpdir(), "rdump-cli-"));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  const path = (...parts: string[]) => join(root, ...parts);
  for (const directory of ["source", "mirror", "home"]) mkdirSync(path(directory));
  writeFileSync(path("source", "greeting.txt"), "hello\n");
  const env: NodeJS.ProcessEnv = { PATH: process.env.PATH, HOME: path("home") };
  let now = Date.parse("2026-11-22T12:00:00Z");
  const borgEnv = {
    ...env,
    TZ: "UTC",
    BORG_REPO: path("repository"),
    BORG_SELFTEST: "disabled",
    BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: "yes",
    BORG_PASSPHRASE: "tops3cret",
  };
  const names = (of = path("repository")) => borg("list", "--short", of).split("\n").filter(Boolean);
  const borg = (...argv: string[]) =>
    execFileSync("borg", argv, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      env: borgEnv,
    });
  return {
    root,
    path,
    borg,
    env,
    borgEnv,
    at: (time) => {
      now = Date.parse(time);
    },
    declare: (config) => writeFileSync(path("rdump.json5"), JSON.stringify(config)),
    async rdump(...argv) {
      const out = collector();
      const err = collector();
      const streams = { stdin: Readable.from([]), stdout: out.stream, stderr: err.stream };
      const exitCode = await main(argv, { clock: () => now, env, cwd: root, streams });
      return { exitCode, out: out.text(), err: err.text() };
    },
    archives: () => names().map((name) => name.replace(/(?<=\d{8}T\d{6}Z)-[0-9a-f]{4}/, "")),
    archive(begin, repository) {
      const [found, ...others] = names(repository).filter((name) => name.startsWith(begin));
      if (found === undefined || others.length > 0) throw new Error(`no single archive ${begin}: ${names()}`);
      return found;
    },
  };
}

function collector(): { stream: Writable; text: () => string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString() };
}

/** The config most tests start from: one plain volume into one repository. */
export function simpleConfig(scene: Scene, keep: object = { daily: 2 }, volume: object = {}) {
  return {
    version: 1,
    id: "joke",
    timezone: "UTC",
    stateDir: scene.path("state"),
    repositories: { offsite: { type: "borg", location: scene.path("repository"), encryption: "none" } },
    volumes: {
      docs: {
        source: { type: "plain", path: scene.path("source") },
        archives: [{ repository: "offsite", keep }],
        ...volume,
      },
    },
  };
}
