import { hostOf } from "../../config/index.ts";
import { targetsOf } from "../land/paths.ts";
import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

const REMEDY = "Use it, or remove it. Where it waits for something, ignore the rule and say why.";

export const unusedPolicy: Rule = {
  code: "unused-policy",
  severity: "warning",
  summary: "A policy is used by nothing",
  judges: "whole",
  why: "Rules that no target names keep nothing. Most often a target was to name them, and names others or none.",
  remedy: REMEDY,
  check: (subject) => unused(subject, "policies", usedPolicies(subject), "No `keep` names it."),
};

export const unusedRepository: Rule = {
  code: "unused-repository",
  severity: "warning",
  summary: "A repository is used by nothing",
  judges: "whole",
  why: "Nothing is archived in it, and so it is neither checked nor compacted either. Most often a volume was to be archived there.",
  remedy: REMEDY,
  check: (subject) => {
    const names = Array.from(targetsOf(subject), ({ target }) => (target.kind === "archives" ? target.repository : ""));
    return unused(subject, "repositories", new Set(names), "No `archives` name it.");
  },
};

export const unusedSshHost: Rule = {
  code: "unused-ssh-host",
  severity: "warning",
  summary: "An ssh host is used by nothing",
  judges: "whole",
  why: "Neither a replica's `host` nor a repository's `location` is this host as it is written here, so that its user, port and key are used for nothing. Most often the name is written in another way there.",
  remedy: REMEDY,
  check: (subject) => unused(subject, "ssh", usedHosts(subject), "No replica and no repository is on it."),
};

function* unused({ root }: Subject, key: string, used: ReadonlySet<string>, what: string): Generator<Breach> {
  for (const [name, { keySpan }] of root.at(key).entries()) {
    if (!used.has(name)) yield { span: keySpan, detail: `${what} Use it, or remove it.` };
  }
}

function usedPolicies(subject: Subject): ReadonlySet<string> {
  return new Set(Array.from(targetsOf(subject), ({ cursor }) => cursor.at("keep").text() ?? ""));
}

function usedHosts(subject: Subject): ReadonlySet<string> {
  const replicas = Array.from(targetsOf(subject), ({ target }) =>
    target.kind === "replicas" ? (target.host ?? "") : "",
  );
  const repositories = Object.values(subject.config.repositories).map(({ location }) => hostOf(location) ?? "");
  return new Set([...replicas, ...repositories]);
}
