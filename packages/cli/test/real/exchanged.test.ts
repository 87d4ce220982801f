import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { delimiter } from "node:path";
import { ATTACKER, exchangeWhileRunning } from "@rdump/core/conformance";
import t, { type Test } from "tap";
import { Ground } from "../ground.ts";

const needsRoot = process.getuid?.() === 0 ? false : "needs root";
const PROGRAMS = ["borg", "find", "mkdir", "mv", "rm", "rsync", "sync", "tar", "zstd"];
const TARGETS = ["disk", "tars", "mirrors"];

t.setTimeout(0);

/** A home of another user with a source, an empty destination, and a link of root to a directory of root's alone. */
function attackable(t: Test) {
  const ground = new Ground(t, { files: 0 });
  chmodSync(ground.root, 0o755);
  for (const path of ["user/docs/sub", "user/to", "secret/sub", "tars", "bin"])
    mkdirSync(ground.path(path), { recursive: true });
  for (const name of ["one", "two", "sub/three"]) {
    writeFileSync(ground.path("user/docs", name), "user's");
    writeFileSync(ground.path("secret", name), "root's");
  }
  writeFileSync(ground.path("secret/another"), "root's");
  symlinkSync(ground.path("secret"), ground.path("user/link"));
  for (const path of ["user", "user/docs", "user/to"]) chownSync(ground.path(path), ATTACKER, ATTACKER);
  const archive = { every: "yearly", keep: { last: 1 } };
  ground.declare(
    {
      source: { type: "plain", path: ground.path("user/docs") },
      hooks: undefined,
      archives: [
        { repository: "disk", ...archive },
        { repository: "tars", ...archive },
      ],
    },
    {
      repositories: {
        disk: { type: "borg", location: ground.path("repository"), encryption: "none" },
        tars: { type: "directory", format: "tar", location: ground.path("tars") },
      },
    },
  );
  const attacked = (directory: "docs" | "to", ...argv: readonly string[]) => {
    exchangeWhileRunning(ground.path("bin"), PROGRAMS, ground.path("user", directory), ground.path("user/link"));
    return ground.rdumpWith({ PATH: `${ground.path("bin")}${delimiter}${process.env.PATH}` }, ...argv);
  };
  return { ground, attacked };
}

/** Names, owners, modes, times and content below a directory. */
function stateOf(path: string): readonly unknown[] {
  return readdirSync(path, { recursive: true, withFileTypes: true }).map((entry) => {
    const at = `${entry.parentPath}/${entry.name}`;
    const { uid, mode, mtimeMs, ctimeMs } = lstatSync(at);
    return [at, uid, mode, mtimeMs, ctimeMs, entry.isFile() ? readFileSync(at, "latin1") : null];
  });
}

t.test(
  "a directory that is exchanged with a link of root while programs run is never left",
  { skip: needsRoot },
  async (t) => {
    const { ground, attacked } = attackable(t);
    const [secret, to] = [ground.path("secret"), ground.path("user/to")];
    const before = stateOf(secret);
    for (let round = 0; round < 3; round++) {
      writeFileSync(ground.path("user/docs/new"), String(round));
      const made = await attacked("docs", "apply", "-y", "--now", "docs");
      t.equal(made.code, 0, made.said);
      t.strictSame(stateOf(secret), before, "and root's directory is as it was");
    }
    for (const from of TARGETS) {
      rmSync(to, { recursive: true });
      mkdirSync(to);
      chownSync(to, ATTACKER, ATTACKER);
      const restored = await attacked("to", "restore", "docs", "--from", from, "--to", to);
      t.equal(restored.code, 0, restored.said);
      t.strictSame(stateOf(secret), before, "and root's directory is as it was");
      const files = stateOf(to).flatMap((entry) => (entry as unknown[]).slice(5));
      t.strictSame(files.filter((content) => content !== null && !String(content).startsWith("\u001f")).sort(), [
        "2",
        "user's",
        "user's",
        "user's",
      ]);
    }
  },
);
