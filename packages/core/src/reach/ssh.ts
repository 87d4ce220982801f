import { quotedWord } from "../diagnostics/shell-word.ts";
import { batchOf, type Command, type Pipeline, type Stage, type Step } from "../model/command.ts";
import type { SshHost } from "../model/ssh-host.ts";
import { REMOTE_START } from "./remote-line.ts";

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
  if (step.do === "write") return step;
  return step.do === "run" ? reachedCommand(step, hosts) : reachedPipeline(step, hosts);
}

function reachedPipeline(step: Pipeline, hosts: SshHosts): Pipeline {
  const reach = (stage: Stage): Stage => ({ ...stage, command: reachedCommand(stage.command, hosts) });
  const [first, second, ...rest] = step.stages;
  return { ...step, stages: [reach(first), reach(second), ...rest.map(reach)] };
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
  return cwd === null && !mounted && isEmpty;
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
