import { hostOf } from "../../config/index.ts";
import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const repositoryUnencrypted: Rule = {
  code: "repository-unencrypted",
  severity: "warning",
  summary: "A remote repository is not encrypted",
  judges: "written",
  why: "With `none` or `authenticated`, everyone who can read the other machine's disk, its owner or whoever finds it one day, can read every file that was ever backed up. How a repository is encrypted is decided when it is made, and cannot be changed later.",
  remedy: "Use `repokey-blake2` (the default) or `keyfile-blake2`, in a new repository if there is one already.",
  check: breaches,
};

function* breaches({ config, root }: Subject): Generator<Breach> {
  for (const { name, location, encryption } of Object.values(config.repositories)) {
    const cursor = root.at("repositories").at(name);
    if (location === "" || hostOf(location) === null || encryption === null || !OPEN.has(encryption)) continue;
    const detail = `With \`${encryption}\`, everyone who can read that machine's disk can read all that is backed up, and it cannot be changed once the repository is made. Use \`repokey-blake2\` and a \`passphrase\`.`;
    yield { span: cursor.at("encryption").span, detail };
  }
}

const OPEN: ReadonlySet<string> = new Set(["none", "authenticated", "authenticated-blake2"]);
