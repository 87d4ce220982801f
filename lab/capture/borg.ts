import type { Machine } from "../machine/machine.ts";
import type { Record } from "./recorder.ts";

const ENV = { BORG_PASSPHRASE: "correct", BORG_RELOCATED_REPO_ACCESS_IS_OK: "yes", BORG_EXIT_CODES: "modern" };

/** The same calls of one borg, `borg` or `borg-1.4`: where the two differ is what matters. */
export async function captureBorg(machine: Machine, borg: string, record: Record): Promise<void> {
  const repository = `/srv/capture-${borg}`;
  const run = (name: string, ...args: readonly string[]) => record(name, [borg, ...args], ENV);
  await machine.sh("mkdir -p /srv/files; cp /etc/*.conf /srv/files; printf x > /srv/files/secret");
  await run("version", "--version");
  await run("init", "init", "-e", "repokey-blake2", repository);
  await run("list-nothing", "list", "--json", repository);
  const comment = '{"rdump":1,"owner":"lab","volume":"files"}';
  await run("create", "create", "--json", "--log-json", "--comment", comment, `${repository}::first`, "/srv/files");
  await run("create-exists", "create", "--log-json", `${repository}::first`, "/srv/files");
  await run("create-missing", "create", "--log-json", `${repository}::missing`, "/srv/nothing");
  await run("list", "list", "--json", "--format", "{name}{id}{comment}{start}{end}", repository);
  await run("info", "info", "--json", `${repository}::first`);
  await run("list-archive", "list", "--json-lines", `${repository}::first`);
  await run("rename", "rename", "--log-json", `${repository}::first`, "second");
  await run("delete-unknown", "delete", "--log-json", `${repository}::nothing`);
  await run("no-repository", "list", "--log-json", "--json", "/srv/no-repository");
  const wrong = { ...ENV, BORG_PASSPHRASE: "wrong" };
  await record("wrong-passphrase", [borg, "list", "--log-json", "--json", repository], wrong);
  await machine.sh(`mkdir -p ${repository}/lock.exclusive; touch ${repository}/lock.exclusive/other@1.1-0`);
  await run("locked", "create", "--log-json", "--lock-wait", "1", `${repository}::locked`, "/srv/files");
}
