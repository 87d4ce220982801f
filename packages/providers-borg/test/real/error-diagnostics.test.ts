import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BorgRepository, Diagnostic } from "@rdump/core/provider";
import t from "tap";
import { BORG_MISSING, backUp, carryOut, discoverIn, groupOf, openWorld, proposalsFor, type World } from "./world.ts";

t.test("passphrases, and errors that make a repository unreadable", { skip: BORG_MISSING }, async (t) => {
  const world = openWorld(t);
  const secret = 'it\'s a $secret {now} "of" ours';
  const file = join(world.root, "passphrase file");
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  writeFileSync(join(world.tree, "a"), "a");
  const encrypted = world.repository({ encryption: "repokey-blake2" });
  const byCommand = { ...encrypted, passphrase: { kind: "command", argv: ["printf", "%s\n", secret] } } as const;
  const byFile = { ...encrypted, passphrase: { kind: "file", path: file } } as const;

  const seen: string[] = [];
  const outcome = await backUp(world, groupOf(byFile), { progress: () => seen.push(...borgProcesses()) });
  t.match(outcome, { status: "done" });
  t.ok(seen.length > 0, "borg was looked at while it ran");
  t.notOk(
    seen.some((each) => each.includes(secret)),
    "and its passphrase was not to be seen",
  );
  t.same(await gapOf(world, byCommand), null);
  const wrong = { ...encrypted, passphrase: { kind: "command", argv: ["echo", "wrong"] } } as const;
  await t.resolveMatch(gapOf(world, wrong), { code: "borg-wrong-passphrase" });
  const failing = { ...encrypted, passphrase: { kind: "command", argv: ["false"] } } as const;
  await t.resolveMatch(gapOf(world, failing), { code: "borg-passphrase-command" });
  await t.resolveMatch(gapOf(world, encrypted), { code: "borg-no-passphrase" });
  const lost = { ...encrypted, passphrase: { kind: "file", path: join(world.root, "lost") } } as const;
  await t.resolveMatch(gapOf(world, lost), { code: "borg-passphrase-file" });
  const found = await discoverIn(world, [groupOf({ ...byFile, encryption: "keyfile" })]);
  t.match(found.groups[0]?.diagnostics, [{ code: "borg-other-encryption", severity: "warning" }]);

  const moved = join(world.root, "elsewhere");
  renameSync(encrypted.location, moved);
  const relocated = { code: "borg-relocated", detail: "If the config declares this repository under two names" };
  await t.resolveMatch(gapOf(world, { ...byFile, location: moved }), relocated);
});

t.test("a locked repository names its holder", { skip: BORG_MISSING }, async (t) => {
  const world = openWorld(t);
  const repository = world.repository();
  world.borg(["init", "--encryption=none", repository.location]);
  const env = {
    PATH: process.env.PATH,
    HOME: join(world.root, "home"),
    BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: "yes",
  };
  const holder = spawn("borg", ["with-lock", repository.location, "sh", "-c", "echo locked; read line"], { env });
  await once(holder.stdout, "data");
  const gap = await gapOf(world, repository);
  holder.stdin.end("go on\n");
  await once(holder, "exit");
  t.match(gap, { code: "borg-locked", detail: new RegExp(`The lock is held by process ${holder.pid} on \\S`) });
  t.same(await gapOf(world, repository), null);
});

t.test("an object that is not a valid repository is reported", { skip: BORG_MISSING }, async (t) => {
  const world = openWorld(t);
  const at = (location: string) => gapOf(world, world.repository({ location }));
  mkdirSync(join(world.root, "other"));
  writeFileSync(join(world.root, "other", "file"), "");
  await t.resolveMatch(at(join(world.root, "other")), { code: "borg-not-a-repository" });
  await t.resolveMatch(at(join(world.root, "other", "file")), { code: "borg-not-a-repository" });
  await t.resolveMatch(at(join(world.root, "missing", "repository")), { code: "borg-parent-missing" });
  await t.resolveMatch(at("relative/path"), { code: "borg-bad-location" });
  await t.resolveMatch(at(join(world.root, "{hostname}")), { code: "borg-bad-location" });
  await t.resolveMatch(at("ssh://nobody@rdump.invalid/./joke"), { code: "borg-unreachable" });

  mkdirSync(join(world.root, "empty"));
  const empty = world.repository({ location: join(world.root, "empty") });
  t.match((await discoverIn(world, [groupOf(empty)])).groups, [{ gap: null, facts: { repository: "absent" } }]);
  t.equal((await backUp(world, groupOf(empty))).status, "done", "an empty directory becomes a repository");
  for (const name of readdirSync(join(empty.location, "data", "0"))) {
    writeFileSync(join(empty.location, "data", "0", name), "what a dying disk gives back");
  }
  await t.resolveMatch(gapOf(world, empty), { code: "borg-corrupt" });
});

const NOT_ROOT = process.getuid?.() === 0 ? false : "only root can mount a small file system";

t.test("a full disk is reported as full", { skip: BORG_MISSING || NOT_ROOT }, async (t) => {
  const world = openWorld(t);
  const disk = join(world.root, "disk");
  mkdirSync(disk);
  if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", disk]).status !== 0) return t.pass("no mounts here");
  t.teardown(() => spawnSync("umount", ["-l", disk]));
  spawnSync("dd", ["if=/dev/urandom", `of=${join(world.tree, "large")}`, "bs=1M", "count=2"]);
  const group = groupOf(world.repository({ location: join(disk, "repository") }));
  const outcome = await backUp(world, group);
  t.match(outcome, { status: "failed", diagnostic: { code: "borg-disk-full" } });
});

t.test(
  "a repository of another user is reported as permission denied",
  { skip: BORG_MISSING || NOT_ROOT },
  async (t) => {
    const world = openWorld(t, { asNobody: true });
    const repository = world.repository();
    world.borg(["init", "--encryption=none", repository.location]);
    const [, create] = proposalsFor(world, groupOf(repository), { repository: "absent" });
    if (create === undefined) throw new Error("no proposal");
    t.match(await carryOut(world.io, create), { status: "failed", diagnostic: { code: "borg-permission" } });
    await t.resolveMatch(gapOf(world, repository), { code: "borg-permission" });
  },
);

/** What every user, and the same user, can see of a running borg. */
function borgProcesses(): readonly string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
        return command.includes("borg\0create") ? [command, readFileSync(`/proc/${pid}/environ`, "utf8")] : [];
      } catch {
        return []; // It ended in between.
      }
    });
}

async function gapOf(world: World, repository: BorgRepository): Promise<Diagnostic | null | undefined> {
  return (await discoverIn(world, [groupOf(repository)])).groups[0]?.gap;
}
