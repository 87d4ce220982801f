import type { Breach, Rule } from "../../../rule.ts";
import type { Subject } from "../../../subject.ts";
import { hostOf } from "../location.ts";

export const repositoryUnencrypted: Rule = {
  code: "repository-unencrypted",
  severity: "warning",
  summary: "Remote repository is not encrypted",
  judges: "written",
  cause:
    "The repository is on another host, and its encryption is `none` or `authenticated`. The encryption is fixed when a repository is created.",
  effect: "Each user who can read the disk of that host can read all files of all backups.",
  remedy:
    "Use `repokey-blake2` (the default) or `keyfile-blake2`. An existing repository must be replaced by a new one.",
  check: breaches,
};

function* breaches({ config, root }: Subject): Generator<Breach> {
  for (const repository of Object.values(config.repositories)) {
    if (repository.type !== "borg") continue;
    const { name, location, encryption } = repository;
    const cursor = root.at("repositories").at(name);
    if (location === "" || hostOf(location) === null || encryption === null || !OPEN.has(encryption)) continue;
    const detail = `With \`${encryption}\`, each user who can read the disk of that host can read all backups. The encryption cannot be changed after the repository is created. Use \`repokey-blake2\` and a \`passphrase\`.`;
    yield { span: cursor.at("encryption").span, detail };
  }
}

const OPEN: ReadonlySet<string> = new Set(["none", "authenticated", "authenticated-blake2"]);
