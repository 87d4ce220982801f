import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t, { type Test } from "tap";
import { ATTACK_PLACES, ATTACK_ROUNDS, ATTACKER, attack } from "../../src/conformance/attacker.ts";
import { writeFileAtomically } from "../../src/io/atomic-file.ts";
import type { CommandResult } from "../../src/io/capability.ts";
import { localFiles } from "../../src/io/files.ts";
import { openLocalHost } from "../../src/io/local-host.ts";
import { rewriteFile } from "../../src/io/rewrite-file.ts";
import { isLinkRefused, LINK_REFUSED } from "../../src/io/untrusted.ts";
import { mover } from "../../src/model/command.ts";

const needsRoot = process.getuid?.() === 0 ? false : "needs root, to become another user";
const io = openLocalHost({ env: process.env, signal: new AbortController().signal });

// Many rounds take long.
t.setTimeout(0);

/** A user's directory whose `docs` the user exchanges with a link to a directory of root's alone; both hold a `mark`. */
function field(t: Test, place: string) {
  const root = mkdtempSync(join(place, "rdump-attack-"));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  chmodSync(root, 0o755);
  const [home, secret] = [join(root, "home"), join(root, "secret")];
  const [docs, link] = [join(home, "docs"), join(home, "link")];
  mkdirSync(docs, { recursive: true });
  mkdirSync(secret, { mode: 0o700 });
  writeFileSync(join(secret, "mark"), "root's");
  writeFileSync(join(docs, "mark"), "user's");
  symlinkSync(secret, link);
  for (const path of [home, docs, join(docs, "mark")]) chownSync(path, ATTACKER, ATTACKER);
  return { docs, link, secret };
}

/** The result of each access: `user's` or `refused`, and never data of root. */
const WAYS: { readonly [what: string]: (docs: string) => Promise<string> } = {
  "a command that works within it": async (cwd) => said(await io.run(mover(["cat", "mark"], { cwd }))),
  "a command that is handed it": async (docs) =>
    said(await io.run(mover(["cat", "/proc/self/fd/3/mark"], { directories: { 3: docs } }))),
  "reading a file in it": async (docs) => String(await localFiles.readFile(join(docs, "mark"), 99)),
  "looking at a file in it": async (docs) =>
    (await localFiles.lstat(join(docs, "mark")))?.uid === ATTACKER ? "user's" : "root's",
  // Root's directory alone has `another`; the user's also has `written` from the second round on.
  "listing it": async (docs) =>
    (await localFiles.names(docs, 9))?.some((name) => name.toString() === "another") ? "root's" : "user's",
  "asking where it is": async (docs) => ((await localFiles.realpath(docs)) === docs ? "user's" : "root's"),
  "writing into it": async (docs) => {
    await writeFileAtomically(join(docs, "written"), "x", 0o600);
    return "user's";
  },
  "rewriting a file in it": async (docs) => {
    const same = Buffer.from("user's");
    const why = await rewriteFile(join(docs, "mark"), same, same);
    return why === null ? "user's" : why.includes("is a symbolic link") ? "refused" : why;
  },
};

function said({ notStarted, stdout, stderr }: CommandResult): string {
  return notStarted === LINK_REFUSED ? "refused" : `${stdout}${notStarted ?? stderr.toString()}`;
}

for (const place of ATTACK_PLACES) {
  t.test(`a directory that its owner replaces by a link is not followed: ${place}`, { skip: needsRoot }, async (t) => {
    const { docs, link, secret } = field(t, place);
    writeFileSync(join(secret, "another"), "");
    const attacker = await attack(docs, link);
    const seen: { [answer: string]: number } = {};
    try {
      for (let round = 0; round < ATTACK_ROUNDS; round++) {
        for (const [what, go] of Object.entries(WAYS)) {
          const answer = await go(docs).catch((error: Error) => (isLinkRefused(error) ? "refused" : error.message));
          if (answer !== "user's" && answer !== "refused") t.fail(`${what}: ${answer}`);
          seen[answer] = (seen[answer] ?? 0) + 1;
        }
      }
    } finally {
      await attacker.stop();
    }
    t.comment(seen);
    t.equal(readFileSync(join(secret, "mark"), "utf8"), "root's");
    t.strictSame(readdirSync(secret).sort(), ["another", "mark"], "nothing was written where only root may");
    t.ok((seen.refused ?? 0) > 0 && (seen["user's"] ?? 0) > 0, "both the directory and the link were met");
  });
}

t.test("a link is followed only where only root can replace it", async (t) => {
  const root = mkdtempSync(join(process.env.HOME ?? "/root", "rdump-links-"));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, "real/below"), { recursive: true });
  const at = (...names: readonly string[]) => join(root, ...names);
  symlinkSync("real", at("relative"));
  symlinkSync(at("real"), at("absolute"));
  symlinkSync("../relative/below", at("real/up"));
  symlinkSync("loop", at("loop"));
  t.equal(await localFiles.realpath(at("relative/below")), at("real/below"));
  t.equal(await localFiles.realpath(at("absolute/up")), at("real/below"));
  t.equal(await localFiles.realpath(at("real/none")), null);
  t.match(await localFiles.lstat(at("absolute")), { kind: "symlink" });
  await t.rejects(localFiles.realpath(at("loop")), { code: "ELOOP" });

  for (const [mode, words] of [
    [0o1777, /Every user can write to .*-links-/],
    [0o775, /A group can write to .*-links-/],
  ] as const) {
    chmodSync(root, mode);
    await t.rejects(localFiles.realpath(at("relative/below")), { code: LINK_REFUSED, message: words });
    t.equal(await localFiles.realpath(at("real/below")), at("real/below"), "a real directory is never refused");
    t.match(await localFiles.lstat(at("absolute")), { kind: "symlink" }, "a link itself can be looked at");
  }
  // A link that only root can replace leads through a directory where others can.
  chmodSync(root, 0o755);
  chmodSync(at("real"), 0o777);
  await t.rejects(localFiles.realpath(at("absolute/up")), { code: LINK_REFUSED });
  t.equal(await localFiles.realpath(at("absolute/below")), at("real/below"));
  t.equal(readlinkSync(at("absolute")), at("real"));
});

t.test(
  "a link in a directory of another user is refused, and the message names the user",
  { skip: needsRoot },
  async (t) => {
    const { link } = field(t, tmpdir());
    // What comes first decides: /tmp can be written to by everybody.
    await t.rejects(localFiles.realpath(link), {
      message: /link is a symbolic link to .*secret\. Every user can write to/,
    });
    const { link: closed } = field(t, process.env.HOME ?? "/root");
    await t.rejects(localFiles.names(closed, 1), {
      message: new RegExp(`User ${ATTACKER} owns .*/home and can replace`),
    });
    t.equal(said(await io.run(mover(["true"], { cwd: closed }))), "refused");
  },
);
