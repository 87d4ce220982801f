import { quotedWord } from "../diagnostics/shell-word.ts";
import { batchOf, type Command, type Pipeline, type Stage, type Step } from "../model/command.ts";
import type { SshHost } from "../model/ssh-host.ts";
import { REMOTE_PIPE_START, REMOTE_START, remotePipe } from "./remote-line.ts";

/** The hosts of the config, by name. */
export type SshHosts = { readonly [host: string]: SshHost };

/** Never a prompt, never an unknown host key, no forwarding, and a dead link is noticed within a minute. */
const OPTIONS = [
  "BatchMode=yes",
  "StrictHostKeyChecking=yes",
  "ConnectTimeout=30",
  "ServerAliveInterval=15",
  "ServerAliveCountMax=4",
  "EscapeChar=none",
  "ClearAllForwardings=yes",
  "PermitLocalCommand=no",
  "ControlMaster=no",
];

/** The only place that adds ssh to a step. A step of this host is unchanged. */
export function reached(step: Step, hosts: SshHosts): Step {
  if (step.do === "write" || step.do === "move") return step;
  return step.do === "run" ? reachedCommand(step, hosts) : reachedPipeline(step, hosts);
}

function reachedPipeline(step: Pipeline, hosts: SshHosts): Pipeline {
  const reach = (stages: readonly [Stage, ...Stage[]]) =>
    stages.length === 1 ? { ...stages[0], command: reachedCommand(stages[0].command, hosts) } : together(stages, hosts);
  const [first, second, ...rest] = byHost(step.stages).map(reach);
  if (first === undefined || second === undefined) return eachReached(step, hosts);
  return { ...step, stages: [first, second, ...rest] };
}

/** All stages are on one other host: the stream passes through this host, where its progress is seen. */
function eachReached({ stages: [first, second, ...rest], ...step }: Pipeline, hosts: SshHosts): Pipeline {
  const reach = (stage: Stage): Stage => ({ ...stage, command: reachedCommand(stage.command, hosts) });
  return { ...step, stages: [reach(first), reach(second), ...rest.map(reach)] };
}

/** Neighbours on one other host run in one line there, so that no stream passes the network between them. */
function byHost(stages: Pipeline["stages"]): readonly [Stage, ...Stage[]][] {
  const groups: [Stage, ...Stage[]][] = [];
  for (const stage of stages) {
    const group = groups.at(-1);
    const { host } = stage.command;
    if (group !== undefined && host !== undefined && group[0].command.host === host) group.push(stage);
    else groups.push([stage]);
  }
  return groups;
}

function together(stages: readonly [Stage, ...Stage[]], hosts: SshHosts): Stage {
  const [{ command: first }] = stages;
  const last = stages.at(-1)?.command ?? first;
  const connection = connectionTo(first.host ?? "", hosts);
  const words = stages.flatMap(({ command }, index) => {
    if (!isBare(command) || command.batch !== null)
      throw new Error(`cannot run in a pipeline there: ${command.argv[0]}`);
    const before = index === 0 ? REMOTE_PIPE_START : remotePipe(index - 1, index === stages.length - 1);
    return [before, ...command.argv.map(quotedWord)];
  });
  const [name, ...names] = stages.map((stage) => stage.name);
  return {
    name: [name, ...names].join(" | "),
    command: { ...last, nature: mergedNature(first, last), argv: [...connection, ...words], root: false, connection },
    parts: [name ?? "", ...names],
  };
}

/** Only the last command of a pipeline can be a changer, and the first one must be ended together with rdump. */
function mergedNature(first: Command, last: Command): Command["nature"] {
  return last.nature === "changer" ? last.nature : first.nature;
}

/**
 * ssh joins its arguments, and the shell of the other host splits them: so each word is quoted here, once. The privileges
 * there are those of the user that ssh connects as.
 */
export function reachedCommand(command: Command, hosts: SshHosts): Command {
  const { host, batch } = command;
  if (host === undefined) return command;
  if (!isBare(command)) throw new Error(`a command on another host takes no directory, environment or file: ${host}`);
  const connection = connectionTo(host, hosts);
  const stem = [...connection, REMOTE_START, ...(batch?.stem ?? command.argv).map(quotedWord)] as const;
  const there: Command = { ...command, argv: [...stem], root: false, connection, batch: null };
  if (batch === null) return there;
  const prefix = batch.prefix === null ? null : quotedWord(batch.prefix);
  const lead = batch.lead === undefined ? {} : { lead: quotedWord(batch.lead) };
  return batchOf(there, batch.members.map(quotedWord), { prefix, ...lead });
}

function isBare({ cwd, mounted, env, descriptors, directories }: Command): boolean {
  const isEmpty = [env, descriptors, directories].every((each) => Object.keys(each).length === 0);
  return cwd === null && mounted === false && isEmpty;
}

function connectionTo(host: string, hosts: SshHosts): readonly [string, ...string[]] {
  if (!Object.hasOwn(hosts, host)) throw new Error(`the host is not declared: ${host}`);
  const { user, port, identityFile } = hosts[host] ?? { user: null, port: null, identityFile: null };
  const own = [
    ...(user === null ? [] : ["-l", user]),
    ...(port === null ? [] : ["-p", String(port)]),
    ...(identityFile === null ? [] : ["-i", identityFile]),
  ];
  return ["ssh", "-T", "-x", ...OPTIONS.flatMap((option) => ["-o", option]), ...own, "--", host];
}
