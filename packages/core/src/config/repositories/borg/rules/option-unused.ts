import { type BorgRepository, DEFAULT_ENCRYPTION } from "../../../../model/repositories/borg.ts";
import type { Breach, Rule } from "../../../rule.ts";
import type { Subject } from "../../../subject.ts";
import { hostOf } from "../location.ts";

export const repositoryOptionUnused: Rule = {
  code: "repository-option-unused",
  severity: "warning",
  summary: "Repository option has no effect",
  judges: "written",
  cause:
    "An option does not fit the others: a passphrase without encryption, a key file for a key inside the repository, or an upload limit for a repository on this machine.",
  effect: "The option is ignored. Most often another option is wrong, such as `encryption`.",
  remedy: "Remove the option, or correct the `encryption` or the `location`.",
  check: breaches,
};

function* breaches({ config, root }: Subject): Generator<Breach> {
  for (const repository of Object.values(config.repositories)) {
    if (repository.type !== "borg") continue;
    for (const [key, why] of idle(repository)) {
      const option = root.at("repositories").at(repository.name).at(key);
      if (option.exists)
        yield {
          span: option.keySpan,
          detail: `${why} Remove this option, or correct the value that makes it useless.`,
        };
    }
  }
}

function* idle({ encryption: declared, location }: BorgRepository): Generator<readonly [string, string]> {
  const encryption = declared ?? DEFAULT_ENCRYPTION;
  if (encryption === "none") yield ["passphrase", "With the encryption `none`, borg asks for no passphrase."];
  if (!encryption.startsWith("keyfile")) {
    yield ["keyFile", `With the encryption \`${encryption}\`, the key is inside the repository.`];
  }
  if (location === "" || hostOf(location) !== null) return;
  yield ["uploadLimit", "The repository is on this machine, so nothing is uploaded."];
  yield ["remotePath", "The repository is on this machine, so no remote borg runs."];
}
