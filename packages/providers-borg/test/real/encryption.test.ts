import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BorgRepository, RunIo } from "@rdump/core/provider";
import t from "tap";
import {
  BORG_MISSING,
  backUp,
  carryOut,
  discoverIn,
  FIRST_RUN,
  groupOf,
  handlerOf,
  openWorld,
  proposalsFor,
  type World,
} from "./world.ts";

function passphraseIn(world: World): Pick<BorgRepository, "passphrase"> {
  const path = join(world.root, "passphrase");
  writeFileSync(path, "secret\n", { mode: 0o600 });
  return { passphrase: { kind: "file", path } };
}

const SURE = { env: { BORG_RELOCATED_REPO_ACCESS_IS_OK: "yes" } };
const names = (world: World, repository: string) => world.borg(["list", "--short", repository], SURE).trim();

t.test("an unencrypted repository that borg knows, where encryption is declared", { skip: BORG_MISSING }, async (t) => {
  const world = openWorld(t);
  writeFileSync(join(world.tree, "a"), "a");
  const open = world.repository();
  world.borg(["init", "--encryption=none", open.location]);
  world.borg(["info", open.location]);
  for (const encryption of [null, "repokey-blake2", "authenticated"]) {
    const group = groupOf({ ...open, ...passphraseIn(world), encryption });
    const found = await discoverIn(world, [group]);
    t.match(found.groups[0]?.gap, { code: "borg-weaker-encryption", severity: "error" }, `${encryption}`);
    t.match(found.repositories?.[0], { state: "hidden" }, "and it is not checked or compacted either");
    // A user applies a plan that was made before the repository was replaced.
    for (const proposal of proposalsFor(world, group, { repository: "present", id: "r1" })) {
      const asked = handlerOf(proposal.kind).probe(proposal.input, FIRST_RUN, world.io);
      const refused: unknown = await asked.catch((error: unknown) => error);
      t.match(refused, { diagnostics: [{ code: "borg-weaker-encryption" }] });
    }
  }
  t.equal(names(world, open.location), "", "nothing was uploaded");
  t.match((await discoverIn(world, [groupOf(open)])).groups[0], { gap: null, diagnostics: [] });
});

t.test("another mode that is at least as strong, and no declared mode", { skip: BORG_MISSING }, async (t) => {
  const world = openWorld(t);
  writeFileSync(join(world.tree, "a"), "a");
  const encrypted = { ...world.repository({ encryption: "keyfile" }), ...passphraseIn(world) };
  t.match(await backUp(world, groupOf(encrypted)), { status: "done" });
  const seen = async (encryption: string | null) =>
    (await discoverIn(world, [groupOf({ ...encrypted, encryption })])).groups[0];
  t.match(await seen("repokey-blake2"), { gap: null, diagnostics: [{ code: "borg-other-encryption" }] });
  t.match(await seen("none"), { gap: null, diagnostics: [{ code: "borg-other-encryption", severity: "warning" }] });
  t.match(await seen(null), { gap: null, diagnostics: [] });
});

t.test("a repository that is exchanged right before the upload", { skip: BORG_MISSING }, async (t) => {
  const world = openWorld(t);
  writeFileSync(join(world.tree, "a"), "a");
  const encrypted = { ...world.repository({ encryption: "repokey" }), ...passphraseIn(world) };
  const group = groupOf(encrypted);
  world.borg(["init", "--encryption=repokey", encrypted.location], { env: { BORG_PASSPHRASE: "secret" } });
  const other = join(world.root, "other");
  world.borg(["init", "--encryption=none", other]);
  const exchanging = (known: boolean): RunIo => ({
    ...world.io,
    run(step, listener) {
      if (step.do === "run" && step.argv[1] === "create") {
        rmSync(encrypted.location, { recursive: true });
        renameSync(other, encrypted.location);
        if (known) world.borg(["info", encrypted.location], SURE);
      }
      return world.io.run(step, listener);
    },
  });
  const [create] = proposalsFor(world, group, { repository: "present", id: "r1" });
  if (create === undefined) throw new Error("no proposal");
  const unknown = await carryOut(exchanging(false), create);
  t.match(unknown, { status: "failed", diagnostic: { code: /^borg-(unknown-unencrypted|relocated)$/ } });
  t.notMatch(names(world, encrypted.location), /root-/, "borg's question was answered with no");

  renameSync(encrypted.location, other);
  world.borg(["init", "--encryption=repokey", encrypted.location], { env: { BORG_PASSPHRASE: "secret" } });
  const known = await carryOut(exchanging(true), create);
  t.match(known, {
    status: "failed",
    diagnostic: { code: "borg-weaker-encryption", detail: /replaced by another one while/ },
  });
  t.match(names(world, encrypted.location), /root-.*\.unchecked$/m, "the archive never counts");
});
