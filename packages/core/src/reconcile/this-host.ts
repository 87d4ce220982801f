import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { type Connections, openConnections } from "../io/connections.ts";
import { openLocalHost, openLocalReader } from "../io/local-host.ts";
import { readMachineId } from "../io/machine-id.ts";
import { thisProcess } from "../io/process-identity.ts";
import { withoutLifeline } from "../io/program.ts";
import type { Instant } from "../model/instant.ts";
import type { Host, WorkerOptions } from "./host.ts";
import { openState } from "./state.ts";

export interface ThisHostOptions {
  /** The environment that rdump was started with. Commands get a cleaned copy. */
  readonly env: NodeJS.ProcessEnv;
  readonly clock: () => Instant;
}

/** The time limit of a closing hook after the second signal, in milliseconds. */
const TO_CLOSE = 10_000;

/** The machine that this process runs on. */
export function thisHost({ env, clock }: ThisHostOptions): Host {
  const who = { hostname: hostname(), identity: thisProcess, clock };
  const connections = openConnections();
  return {
    ...who,
    machineId: readMachineId(),
    isRoot: process.getuid?.() === 0,
    nonce: () => randomBytes(4).toString("hex"),
    reader: (stop, shielded) => openLocalReader({ env, shielded, connections, ...stop }),
    worker: (options) => localWorker(env, connections, options),
    state: (path) => openState(path, who),
    warnings: () => {
      const warning = withoutLifeline(env);
      return warning === null ? [] : [warning];
    },
    close: () => connections.close(),
  };
}

function localWorker(
  env: NodeJS.ProcessEnv,
  connections: Connections,
  { stop, longest, changers, shielded }: WorkerOptions,
) {
  const { signal, hurry } = stop;
  const limits = { longest: longest ?? undefined, changers, connections };
  return {
    io: openLocalHost({ env, shielded, signal, hurry, ...limits }),
    closing: {
      // Queries during closing run to their end; a hanging hook is ended after the second signal.
      ...openLocalHost({ env, shielded, signal: new AbortController().signal, changers, connections }),
      run: openLocalHost({ env, shielded, signal: hurry, hurry, grace: TO_CLOSE, ...limits }).run,
    },
  };
}
