import { type CommandResult, type LineListener, type ReadIo, type RunIo, UNREACHABLE } from "../io/capability.ts";
import type { Command, Step } from "../model/command.ts";
import { isFar, listenerThere, resultThere } from "./begun.ts";
import { reached, reachedCommand, type SshHosts } from "./ssh.ts";

/** How other hosts are reached. */
export interface Reach {
  readonly hosts: SshHosts;
  /** Waits so many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** The pauses before the second and later attempts to reach a host, in milliseconds. */
const PAUSES = [2_000, 10_000];

/** An io whose commands run on their hosts. */
export function reachingReader(io: ReadIo, reach: Reach): ReadIo {
  return {
    ...io,
    query(command, options) {
      const there = reachedCommand(command, reach.hosts);
      return isFar(there) ? attempts(there, () => io.query(there, options), reach) : io.query(there, options);
    },
  };
}

export function reachingHost(io: RunIo, reach: Reach): RunIo {
  return {
    ...reachingReader(io, reach),
    run(step: Step, listener?: LineListener) {
      const there = reached(step, reach.hosts);
      if (!commandsOf(there).some(isFar)) return io.run(there, listener);
      return attempts(there, () => io.run(there, listenerThere(listener)), reach);
    },
  };
}

function commandsOf(step: Step): readonly Command[] {
  if (step.do === "write" || step.do === "move") return [];
  return step.do === "run" ? [step] : step.stages.map(({ command }) => command);
}

/** Words of ssh about errors that a later attempt does not correct. */
const PERMANENT =
  /Host key verification failed|Permission denied \(|REMOTE HOST IDENTIFICATION HAS CHANGED|Bad configuration option|Could not resolve hostname/;

/** Only a step of which nothing began on the other host is repeated. */
async function attempts(step: Step, run: () => Promise<CommandResult>, { pause }: Reach): Promise<CommandResult> {
  for (const milliseconds of PAUSES) {
    const result = resultThere(step, await run());
    const isLost = result.notStarted === UNREACHABLE && !result.stopped;
    if (!isLost || PERMANENT.test(result.stderr.toString("latin1"))) return result;
    await pause(milliseconds);
  }
  return resultThere(step, await run());
}
