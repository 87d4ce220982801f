import { readFileSync } from "node:fs";
import type { CommandResult, ReadIo } from "@rdump/core/provider";
import { commandResult } from "@rdump/core/provider";
import t from "tap";
import { accessTo } from "../../src/access.ts";
import { lookerWith } from "../../src/discovery/look.ts";

const access = accessTo({
  type: "borg",
  name: "offsite",
  location: "ssh://backup@nas.example/./joke",
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
});

const fixture = (name: string) => readFileSync(new URL(`../../../../fixtures/borg/1.2.4/${name}`, import.meta.url));

/** A host whose borg has a fixed answer for each command, by its first argument. */
function answering(answers: { readonly [command: string]: Partial<CommandResult> }): ReadIo {
  const refuse = () => Promise.reject(new Error("nothing on this machine is asked about a repository on another"));
  return {
    query: ({ argv }) => Promise.resolve(commandResult(answers[argv[1] ?? ""])),
    lstat: refuse,
    realpath: refuse,
    readFile: refuse,
    names: refuse,
  };
}

async function view(answers: { readonly [command: string]: Partial<CommandResult> }): Promise<string> {
  const seen = await lookerWith(null)(answering(answers), access, { glob: null, fields: ["comment"] });
  return seen.state === "hidden" ? seen.diagnostic.code : seen.state;
}

t.test("only borg queries a repository on another machine", async (t) => {
  t.equal(await view({ list: { stdout: fixture("list.stdout") } }), "present");
  t.equal(await view({ list: { stdout: fixture("list.stdout"), exitCode: 1 } }), "present");
  t.equal(await view({ list: { exitCode: 2, stderr: fixture("gone.stderr") } }), "absent");
  t.equal(await view({ list: { exitCode: 2, stderr: fixture("unreachable.stderr") } }), "borg-unreachable");
  t.equal(await view({ list: { exitCode: 2, stderr: fixture("locked.stderr") } }), "borg-locked");
});

t.test("an incomplete answer is never an empty repository", async (t) => {
  const whole = fixture("list.stdout");
  t.equal(await view({ list: {} }), "borg-bad-answer");
  t.equal(await view({ list: { stdout: whole.subarray(0, whole.length - 2) } }), "borg-bad-answer");
  t.equal(
    await view({ list: { stdout: whole, overflow: true, exitCode: null, signal: "SIGKILL" } }),
    "borg-bad-answer",
  );
  t.equal(await view({ list: { stdout: whole, exitCode: null, signal: "SIGKILL" } }), "borg-failed");
  t.equal(await view({ list: { stdout: whole, exitCode: 2 } }), "borg-failed");
  t.equal(await view({ list: { exitCode: null, notStarted: "ENOENT" } }), "borg-not-installed");
});

t.test("an unsupported borg is distinguished from a failing one", async (t) => {
  const failing = { exitCode: 2, stderr: Buffer.from("borg: error: unrecognized arguments: --consider-checkpoints") };
  const table: readonly (readonly [version: string, code: string])[] = [
    ["borg 1.1.16\n", "borg-wrong-version"],
    ["borg 2.0.0b14\n", "borg-wrong-version"],
    ["borg 1.2.4\n", "borg-failed"],
    ["borg 1.4.0\n", "borg-failed"],
    ["", "borg-failed"],
  ];
  for (const [version, code] of table) {
    t.equal(await view({ list: failing, "--version": { stdout: Buffer.from(version) } }), code, version);
  }
});
