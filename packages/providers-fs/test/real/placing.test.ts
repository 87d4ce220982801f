import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ATTACKER } from "@rdump/core/conformance";
import { openLocalHost } from "@rdump/core/host";
import { runAt } from "@rdump/core/provider";
import t from "tap";
import type { PlaceInput } from "../../src/restore/input.ts";
import { placeAction } from "../../src/restore/place.ts";
import { asRoot } from "./field.ts";

const isThere = (program: string) => spawnSync(program, ["-V"]).error === undefined;
const skip = asRoot && isThere("mkfs.xfs") && isThere("xfs_io") ? false : "needs root and the programs of XFS";

/**
 * XFS refuses a rename into a directory of another quota project, and each user can give their directories a project. mv
 * then copied as root into the directory of the user, and followed links that the user put there.
 */
t.test("restored files are never copied into a directory that refuses renames", { skip }, async (t) => {
  const root = mkdtempSync(join(tmpdir(), "rdump-placing-"));
  t.teardown(() => {
    spawnSync("umount", [join(root, "disk")]);
    rmSync(root, { recursive: true, force: true });
  });
  const at = (...names: string[]) => join(root, "disk", ...names);
  chmodSync(root, 0o755);
  mkdirSync(at());
  execFileSync("truncate", ["--size=320M", join(root, "image")]);
  execFileSync("mkfs.xfs", ["-q", join(root, "image")]);
  execFileSync("mount", ["-o", "loop", join(root, "image"), at()]);
  for (const name of ["user/to", "closed/tree/docs"]) mkdirSync(at(name), { recursive: true, mode: 0o700 });
  writeFileSync(at("closed/tree/docs/file"), "restored");
  for (const name of ["user", "user/to"]) chownSync(at(name), ATTACKER, ATTACKER);
  const asUser = ["setpriv", `--reuid=${ATTACKER}`, `--regid=${ATTACKER}`, "--clear-groups", "--"];
  execFileSync("setpriv", [...asUser.slice(1), "xfs_io", "-c", "chproj 42", "-c", "chattr +P", at("user/to")]);

  const io = openLocalHost({ env: process.env, signal: new AbortController().signal });
  const run = runAt("placing", Date.UTC(2026, 10, 22));
  const order = { owner: "joke", volume: "home", address: "home.archives", point: { id: "", name: "", time: "" } };
  const context = {
    ...{ run, io, progress: () => {} },
    verifyTree: () => Promise.resolve(null),
    counted: () => Promise.resolve(null),
  };
  for (const paths of [[], ["docs"]]) {
    const input: PlaceInput = { to: at("user/to"), staging: at("closed"), order: { ...order, paths }, overwrite: [] };
    const outcome = await placeAction.run({ ...context, input });
    t.match(outcome, {
      status: "failed",
      diagnostic: { code: "restore-not-placed", detail: /cannot be renamed into it/ },
    });
    t.strictSame(readdirSync(at("user/to")), []);
    t.strictSame(readdirSync(at("closed/tree/docs")), ["file"], "the files are kept where they are");
  }
});

t.test("an entry with the name of the closed directory does not stop a restore", async (t) => {
  const root = mkdtempSync(join(tmpdir(), "rdump-placing-"));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  const staging = join(root, ".rdump-restore");
  mkdirSync(join(staging, "tree/.rdump-restore"), { recursive: true, mode: 0o700 });
  writeFileSync(join(staging, "tree/file"), "restored");
  const io = openLocalHost({ env: process.env, signal: new AbortController().signal });
  const point = { id: "", name: "", time: "" };
  const order = { owner: "joke", volume: "home", address: "home.archives", point, paths: [] };
  const outcome = await placeAction.run({
    ...{ run: runAt("placing", Date.UTC(2026, 10, 22)), io, progress: () => {} },
    verifyTree: () => Promise.resolve(null),
    counted: () => Promise.resolve(null),
    input: { to: root, staging, order, overwrite: [] },
  });
  t.match(outcome, { status: "done", warnings: [{ severity: "warning", code: "restore-not-placed" }] });
  t.strictSame(readdirSync(root).sort(), [".rdump-restore", "file"]);
});
