import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Facts } from "@rdump/host";
import t from "tap";
import type { Dialog } from "../src/dialog.ts";
import { askForRest, withHome } from "../src/run/init/questions.ts";
import { refuseUnknownPassphrase } from "../src/run/init/refuse-passphrase.ts";

const COMMAND = join(import.meta.dirname, "../bin/rdump.js");
const canRun = existsSync(join(import.meta.dirname, "../bundle/rdump.js")) && existsSync("/usr/bin/script");
const skip = canRun ? false : "script(1) or the built command is missing";

/** The part of an argument list as script(1) gives it to a shell. */
const quoted = (words: readonly string[]) => words.map((word) => `'${word}'`).join(" ");

/** `rdump init` on a pseudo-terminal. Each key is sent when its question is on the screen. */
function onTerminal(cwd: string, keys: readonly (readonly [question: string, key: string])[]) {
  const command = quoted([process.execPath, COMMAND, "init", "source", "-c", "etc/rdump.json5"]);
  const child = spawn("script", ["-qefc", command, "/dev/null"], {
    cwd,
    env: { ...process.env, TERM: "xterm", COLUMNS: "120", NO_COLOR: "1" },
  });
  const left = [...keys];
  let seen = "";
  let screen = "";
  child.stdout.on("data", (bytes) => {
    seen += String(bytes);
    screen += String(bytes);
    const [next] = left;
    if (next === undefined || !seen.includes(next[0])) return;
    left.shift();
    seen = "";
    child.stdin.write(next[1]);
  });
  return new Promise<{ code: number | null; screen: string }>((resolve) => {
    child.on("close", (code) => resolve({ code, screen }));
  });
}

const ENTER = "\r";
const DOWN = "\u001b[B";

t.test("questions on a terminal", { skip, timeout: 300_000 }, async (t) => {
  const place = mkdtempSync(join(tmpdir(), "rdump-dialog-"));
  t.teardown(() => rmSync(place, { recursive: true }));
  for (const name of ["source", "copies"]) mkdirSync(join(place, name));
  const etc = join(place, "etc");

  for (const [name, key] of [
    ["Ctrl-C", "\u0003"],
    ["Ctrl-D", "\u0004"],
  ] as const) {
    const { code, screen } = await onTerminal(place, [["Where do the backups go?", key]]);
    t.equal(code, 1, name);
    t.match(screen, /Cancelled\. Nothing was written\./, name);
    t.strictSame(readdirSync(place).sort(), ["copies", "source"], name);
  }

  const answers = [
    ["Where do the backups go?", DOWN + DOWN + ENTER],
    ["Directory for the copies", `copies${ENTER}`],
    ["Write ", ENTER],
  ] as const;
  const { code, screen } = await onTerminal(place, answers);
  t.equal(code, 0, screen);
  t.strictSame(readdirSync(etc), ["rdump.json5"]);
  t.match(
    readFileSync(join(etc, "rdump.json5"), "utf8"),
    /mirrors: \[\{ path: ".*\/copies\/tmp-rdump-dialog-.*-source"/,
  );
});

type Call = readonly [question: string, values: readonly string[]];

/** Answers in order; null cancels. */
function dialogOf(answers: readonly (string | null)[], calls: Call[]): Dialog {
  const left = [...answers];
  const next = () => left.shift() ?? null;
  return {
    async choose(question, choices) {
      calls.push([question, choices.map(({ value }) => value)]);
      const answer = next();
      return choices.find(({ value }) => value === answer)?.value ?? null;
    },
    async text(question) {
      calls.push([question, []]);
      return next();
    },
    confirm: async () => null,
  };
}

const FACTS = {
  repositories: [{ path: "/srv/borg", archiver: "borg" }],
  programs: new Set(["borg"]),
  zfs: { found: { pools: [{}], datasets: [], own: [] } },
};

t.test("an answer becomes an option, and a cancelled question ends all", async (t) => {
  const facts = FACTS as unknown as Facts;
  const asked = async (given: object, ...answers: readonly (string | null)[]) => {
    const calls: Call[] = [];
    return { answer: await askForRest(given, facts, "/etc/rdump/passphrase", dialogOf(answers, calls)), calls };
  };
  t.match(await asked({}, "pools"), {
    answer: {},
    calls: [[/backups/, ["/srv/borg", "repository", "tar", "mirror", "pools"]]],
  });
  t.strictSame((await asked({}, "repository", "/b", "new")).answer, { repository: "/b" });
  const existing = await asked({}, "/srv/borg", "file", "/root/pass");
  t.strictSame(existing.answer, { repository: "/srv/borg", passphraseFile: "/root/pass" });
  t.strictSame(existing.calls[1]?.[1], ["file", "none"], "a new passphrase cannot open an existing repository");
  t.strictSame((await asked({ repository: "/b" }, "none")).answer, { repository: "/b", encryption: "none" });
  t.strictSame((await asked({ repository: "/b", passphraseFile: "/p" })).calls, []);
  t.strictSame((await asked({ mirror: "/m" })).calls, []);
  t.strictSame((await asked({}, "tar", "/a")).answer, { repository: "/a", archiver: "tar" }, "and no passphrase");
  const storage = await asked({}, "repository", "s3:s3.example/bucket", "new");
  t.strictSame(storage.calls.at(-1)?.[1], ["new", "file"], "restic encrypts each repository");
  for (const answers of [[null], ["repository", null], ["repository", "/b", null], ["/srv/borg", "file", null]]) {
    t.equal((await asked({}, ...answers)).answer, null, answers.join());
  }
});

t.test("`~/` in an answer is the home directory", (t) => {
  const given = { repository: "~/borg", mirror: "/a/~/b", passphraseFile: "~", encryption: "none" };
  t.strictSame(withHome(given, "/home/$&"), { ...given, repository: "/home/$&/borg", passphraseFile: "/home/$&" });
  t.strictSame(withHome({ repository: "ssh://u@h/~/borg" }, "/root"), { repository: "ssh://u@h/~/borg" });
  t.strictSame(withHome({ mirror: "~/x" }, undefined), { mirror: "~/x" });
  t.end();
});

t.test("no passphrase is made for an existing repository", async (t) => {
  const file = join(t.testdir({}), "passphrase");
  const refuse = (given: { readonly passphraseFile?: string }, location: string) =>
    refuseUnknownPassphrase(
      given,
      { repository: { archiver: "borg", location, encryption: "repokey", passphraseFile: file } },
      { repositories: [{ path: "/srv/borg", archiver: "borg" }] },
    );
  const detailOf = async (given: { readonly passphraseFile?: string }) =>
    JSON.stringify(await refuse(given, "/srv/borg").catch(({ diagnostics }) => diagnostics));
  t.match(await detailOf({}), /Add --passphrase-file/);
  t.match(await detailOf({ passphraseFile: file }), /does not exist: .*passphrase/);
  await t.resolves(refuse({ passphraseFile: file }, "/srv/other"));
  writeFileSync(file, "secret\n");
  await t.resolves(refuse({ passphraseFile: file }, "/srv/borg"));
});
