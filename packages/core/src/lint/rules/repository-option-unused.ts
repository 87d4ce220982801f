import { hostOf } from "../../config/index.ts";
import { type BorgRepository, DEFAULT_ENCRYPTION } from "../../model/repository.ts";
import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const repositoryOptionUnused: Rule = {
  code: "repository-option-unused",
  severity: "warning",
  summary: "A repository has an option that does nothing",
  judges: "written",
  why: "A passphrase for a repository that is not encrypted, a key file for one whose key is inside of it, or an upload limit for one on this machine: what is written is not what will happen, and most often the other option beside it is the wrong one.",
  remedy: "Remove the option, or write the `encryption` or `location` that was meant.",
  check: breaches,
};

function* breaches({ config, root }: Subject): Generator<Breach> {
  for (const repository of Object.values(config.repositories)) {
    for (const [key, why] of idle(repository)) {
      const option = root.at("repositories").at(repository.name).at(key);
      if (option.exists) yield { span: option.keySpan, detail: `${why} Remove it, or write what was meant.` };
    }
  }
}

function* idle({ encryption: declared, location }: BorgRepository): Generator<readonly [string, string]> {
  const encryption = declared ?? DEFAULT_ENCRYPTION;
  if (encryption === "none") yield ["passphrase", "With the encryption `none`, borg asks for no passphrase."];
  if (!encryption.startsWith("keyfile")) {
    yield ["keyFile", `With the encryption \`${encryption}\`, there is no key outside of the repository.`];
  }
  if (location === "" || hostOf(location) !== null) return;
  yield ["uploadLimit", "The repository is on this machine, so nothing is sent."];
  yield ["remotePath", "The repository is on this machine, so there is no borg on another side."];
}
