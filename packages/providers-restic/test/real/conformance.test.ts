import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keeperClaims } from "@rdump/core/conformance";
import { openLocalHost } from "@rdump/core/host";
import { addressOf, type Group, runAt, type TargetOf } from "@rdump/core/provider";
import t from "tap";
import { resticProvider } from "../../src/index.ts";

const MISSING = spawnSync("restic", ["version"]).error === undefined ? false : "restic is not installed";

function groupIn(root: string): Group<TargetOf<"archives/restic">> {
  const address = addressOf("root", "archives", "offsite");
  const keep = { last: 0, hourly: 0, daily: 7, weekly: 0, monthly: 0, yearly: 0, within: null };
  return {
    address,
    volume: {
      name: "root",
      parent: null,
      source: { type: "plain", path: "/", mustBeMounted: false },
      ...{ exclude: [], excludeCaches: false, integrity: null, targets: [], hooks: null, verify: null },
    },
    target: {
      kind: "archives",
      targetType: "archives/restic",
      repository: "offsite",
      address,
      every: { kind: "calendar", unit: "daily" },
      keep,
    },
    repository: {
      type: "restic",
      name: "offsite",
      location: join(root, "repository"),
      passphrase: { kind: "file", path: join(root, "passphrase") },
      ...{ ssh: null, compression: "auto", uploadLimit: null, cacheDir: null, credentialsFile: null },
      ...{ check: null, compact: null },
    },
  };
}

t.test("archives in restic pass the conformance suite of keepers", { skip: MISSING }, async (t) => {
  const root = mkdtempSync(join(tmpdir(), "rdump-restic-"));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  for (const name of ["home", "tree", "runs"]) mkdirSync(join(root, name));
  writeFileSync(join(root, "passphrase"), "correct horse");
  writeFileSync(join(root, "tree", "file"), "content");
  const provider = resticProvider({ lockWait: 0 });
  const env = { PATH: process.env.PATH ?? "", HOME: join(root, "home"), RESTIC_PASSWORD: "never seen by a command" };
  const claims = keeperClaims({
    provider,
    io: openLocalHost({ env, signal: new AbortController().signal, shielded: provider.shielded }),
    owner: "joke",
    group: groupIn(root),
    tree: {
      ...{ id: "tree root", volume: "root", verifier: "fs/source", path: join(root, "tree"), origin: null },
      ...{ mounted: false, live: true, root: false, input: null, scopes: [] },
    },
    runs: [runAt("run-1", Date.UTC(2026, 10, 22, 20, 6, 40)), runAt("run-2", Date.UTC(2026, 10, 23, 20, 6, 40))],
  });
  for (const claim of claims) await t.resolves(claim.check(), claim.says);
});
