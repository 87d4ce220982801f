import { sourceDatasets } from "../../config/facts/datasets.ts";
import { targetsOf } from "../../config/facts/paths.ts";
import { repositoryType } from "../../config/index.ts";
import type { Breach, Rule } from "../../config/rule.ts";
import type { Subject } from "../../config/subject.ts";

const REMEDY = "Use it, or remove it. If it is needed later, add an ignore comment with the reason.";

export const unusedPolicy: Rule = {
  code: "unused-policy",
  severity: "warning",
  summary: "Policy is not used",
  judges: "whole",
  isAboutUse: true,
  cause: "No `keep` names the policy. Most often the `keep` of a target is missing, or names another policy.",
  effect: "No target uses the keep rules of this policy.",
  remedy: REMEDY,
  check: (subject) => unused(subject, "policies", usedPolicies(subject), "No `keep` names this policy."),
};

export const unusedRepository: Rule = {
  code: "unused-repository",
  severity: "warning",
  summary: "Repository is not used",
  judges: "whole",
  isAboutUse: true,
  cause: "No `archives` names the repository. Most often a volume should be archived there.",
  effect: "Nothing is archived in it, and it is neither checked nor compacted.",
  remedy: REMEDY,
  check: (subject) => {
    const names = Array.from(targetsOf(subject), ({ target }) => (target.kind === "archives" ? target.repository : ""));
    return unused(subject, "repositories", new Set(names), "No `archives` names this repository.");
  },
};

export const unusedSshHost: Rule = {
  code: "unused-ssh-host",
  severity: "warning",
  summary: "ssh host is not used",
  judges: "whole",
  isAboutUse: true,
  cause:
    "No `host` of a source or a replica and no `location` of a repository has this host name. Most often the name is spelled differently there.",
  effect: "The user, port and key that are declared here are not used.",
  remedy: REMEDY,
  check: (subject) =>
    unused(subject, "ssh", usedHosts(subject), "No source, no replica and no repository is on this host."),
};

function* unused({ root }: Subject, key: string, used: ReadonlySet<string>, what: string): Generator<Breach> {
  for (const [name, { keySpan }] of root.at(key).entries()) {
    if (!used.has(name)) yield { span: keySpan, detail: `${what} Use it, or remove it.` };
  }
}

function usedPolicies(subject: Subject): ReadonlySet<string> {
  const senders = subject.root.at("serve").entries();
  const places = [...Array.from(targetsOf(subject), ({ cursor }) => cursor), ...senders.map(([, sender]) => sender)];
  return new Set(places.map((place) => place.at("keep").text() ?? ""));
}

function usedHosts(subject: Subject): ReadonlySet<string> {
  const replicas = Array.from(targetsOf(subject), ({ target }) =>
    target.kind === "replicas" ? (target.host ?? "") : "",
  );
  const sources = sourceDatasets(subject).map(({ host }) => host ?? "");
  const repositories = Object.values(subject.config.repositories).map((each) => repositoryType(each).host(each) ?? "");
  return new Set([...sources, ...replicas, ...repositories]);
}
