import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLocalHost } from "@rdump/core/host";
import { runAt } from "@rdump/core/provider";
import t from "tap";
import type { RestoreInput } from "../../src/actions/inputs.ts";
import { restoreHandler } from "../../src/actions/restore.ts";
import { writeSnapshot } from "./hostile-repository.ts";

const MISSING = spawnSync("restic", ["version"]).error === undefined ? false : "restic is not installed";

t.test(
  "an archive with a link and a file of one name is not restored: nothing is written elsewhere",
  {
    skip: MISSING,
  },
  async (t) => {
    const root = mkdtempSync(join(tmpdir(), "rdump-restic-"));
    t.teardown(() => rmSync(root, { recursive: true, force: true }));
    for (const name of ["home", "to"]) mkdirSync(join(root, name));
    const [location, path, elsewhere] = [join(root, "repository"), join(root, "passphrase"), join(root, "elsewhere")];
    writeFileSync(path, "correct horse");
    writeFileSync(elsewhere, "root's", { mode: 0o600 });
    const env = { PATH: process.env.PATH ?? "", HOME: join(root, "home") };
    const words = ["init", "--quiet", `--repo=${location}`, "--repository-version=1", `--password-file=${path}`];
    t.equal(spawnSync("restic", words, { env }).status, 0);
    const common = { mtime: "2026-11-29T10:00:00Z", uid: process.getuid?.(), gid: process.getgid?.() };
    const good = { ...common, name: "good", type: "file", mode: 0o644, size: 0, content: [] };
    const file = { ...good, name: "x", mode: 0o666 };
    const link = { ...common, name: "x", type: "symlink", mode: 0o777, linktarget: elsewhere };

    const io = openLocalHost({ env, signal: new AbortController().signal, shielded: ["RESTIC_*"] });
    const first = writeSnapshot(location, "correct horse", [good, link, file]);
    const access: RestoreInput["access"] = {
      name: "offsite",
      location,
      passphrase: { kind: "file", path },
      ...{ ssh: null, compression: "auto", uploadLimit: null, cacheDir: null, credentialsFile: null, lockWait: 0 },
    };
    const restore = (name: string, paths: readonly string[], id = first) => {
      mkdirSync(join(root, "to", name));
      const input: RestoreInput = { access, snapshot: { id, name }, to: join(root, "to", name), paths, also: [] };
      const verifyTree = () => Promise.resolve(null);
      const counted = () => Promise.resolve(null);
      const run = runAt("run", Date.UTC(2026, 10, 29));
      return restoreHandler.run({ input, run, io, verifyTree, counted, progress: () => {} });
    };
    t.match(await restore("all", []), { status: "failed", diagnostic: { code: "restic-snapshot-outside" } });
    t.strictSame(readdirSync(join(root, "to", "all")), []);
    t.match(await restore("part", ["good"]), { status: "done", warnings: [] });
    t.strictSame(readdirSync(join(root, "to", "part")), ["good"], "other paths are not restored");
    // restic writes a byte that is not UTF-8 as an escape into a name.
    const named = (node: typeof good | typeof link, name: string) => ({ ...node, name });
    const old = writeSnapshot(location, "correct horse", [named(link, "caf\\xe8"), named(good, "caf\\xe9")]);
    t.match(await restore("old", [], old), { status: "done", warnings: [] });
    t.equal(readdirSync(join(root, "to", "old")).length, 2, "names of an older encoding");
    const same = writeSnapshot(location, "correct horse", [named(link, "caf\\xe8"), named(file, "caf\\xe8")]);
    t.match(await restore("same", [], same), { status: "failed", diagnostic: { code: "restic-snapshot-outside" } });
    t.equal(readFileSync(elsewhere, "utf8"), "root's");
    t.equal(statSync(elsewhere).mode & 0o777, 0o600);
  },
);
