import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import {
  Failure,
  isoOf,
  lastKnownStatus,
  openLocalReader,
  type Session,
  visible,
  writeFileAtomically,
} from "@rdump/core";
import {
  type Memory,
  type Message,
  NOTHING,
  newsOf,
  parseMemory,
  ping,
  problemsOf,
  type RunEnd,
  summaryOf,
  type Unsent,
  weekOf,
  withUndecided,
  withUnsent,
} from "@rdump/notify";
import { CLI } from "../../codes.ts";
import type { Context } from "../../context.ts";
import { showDiagnostics } from "../../failures.ts";
import { type Declared, notifyDirectory, recipientsOf, secretAddress, send } from "./recipients.ts";

const LARGEST_MEMORY = 4 * 1024 * 1024;

/**
 * Tells the recipients what changed since the last run, and pings healthchecks. It never fails a run: what cannot be sent is
 * a warning, and the next run sends it.
 */
export async function notify(session: Session, end: RunEnd, context: Context): Promise<void> {
  const declared = declaredIn(session, context);
  if (declared === null) return;
  const reasonOf = (error: unknown) => [visible(error instanceof Error ? error.message : String(error))];
  const news = inTurn(session, context, () => sendNews(session, declared, end, context));
  const reasons = [...(await news.catch(reasonOf)), ...(await pingAfter(declared, end, context).catch(reasonOf))];
  if (reasons.length > 0) showDiagnostics([notSent(reasons)], context);
}

/** How long to wait for the notifications of another run, in milliseconds. */
const PATIENCE = 5 * 60_000;

/**
 * Two runs can end at one time: together they would send each message twice. A state directory that cannot be written is
 * a reason to send a message.
 */
async function inTurn<T>({ host, config }: Session, { stop }: Context, work: () => Promise<T>): Promise<T> {
  const since = isoOf(host.clock());
  const turn = host.state(notifyDirectory(config.stateDir));
  const lock = await turn
    .takeLock({ run: `notify-${process.pid}`, since, wait: PATIENCE, signal: stop.hurry })
    .catch((error: unknown) => {
      if (error instanceof Failure && error.diagnostics.some(({ code }) => code === "state-not-writable")) return null;
      throw error;
    });
  try {
    return await work();
  } finally {
    await lock?.release();
  }
}

export function declaredIn({ config, file }: Session, { trees }: Context): Declared | null {
  if (config.notify === null) return null;
  return { config: { ...config, notify: config.notify }, tree: trees.get(file) };
}

async function sendNews(
  session: Session,
  declared: Declared,
  end: RunEnd,
  context: Context,
): Promise<readonly string[]> {
  const { host } = session;
  const { config } = declared;
  const status = await lastKnownStatus({ ...session, only: null });
  const path = memoryPath(session, context);
  const memory = await readMemory(path, context);
  const problems = withUndecided(memory.problems, problemsOf(status, end), status);
  const facts = { host: host.hostname, owner: config.id, time: isoOf(host.clock()), run: end.run };
  const message = newsOf(memory.problems, problems, config.notify.on, facts);
  const week = weekOf(facts.time, config.timezone);
  const isNewWeek = config.notify.on.includes("weekly") && memory.week !== week;
  const messages = [...(message === null ? [] : [message]), ...(isNewWeek ? [summaryOf(status, problems, facts)] : [])];
  const fresh = messages.flatMap((each) =>
    recipientsOf(config.notify).map((recipient) => ({ recipient, message: each })),
  );
  // A recipient can have left the config.
  const waiting = memory.unsent.filter(({ recipient }) => config.notify[recipient] !== null);
  const { unsent, reasons } = await sendAll([...waiting, ...fresh], declared, context);
  await writeMemory(path, withUnsent({ ...memory, problems, week }, unsent));
  return reasons;
}

/** In order; behind a message that a recipient did not get, the later ones to it wait too. */
async function sendAll(messages: readonly Unsent[], declared: Declared, context: Context) {
  const unsent: Unsent[] = [];
  const down = new Map<string, string>();
  for (const each of messages) {
    const { recipient, message } = each;
    const why = down.has(recipient) ? "" : await send(recipient, message, declared, context);
    if (why === null) continue;
    if (!down.has(recipient)) down.set(recipient, why);
    unsent.push(each);
  }
  return { unsent, reasons: [...down].map(([recipient, why]) => `${recipient}: ${why}`) };
}

async function pingAfter(declared: Declared, end: RunEnd, context: Context): Promise<readonly string[]> {
  if (declared.config.notify.healthchecks === null) return [];
  const address = await secretAddress("healthchecks", declared, context);
  const why = "why" in address ? address.why : await ping(address.text, end);
  return why === null ? [] : [`healthchecks: ${why}`];
}

/** Sends a message to each recipient. @returns by recipient why it was not sent, or null */
export async function sendTest(
  session: Session,
  declared: Declared,
  context: Context,
): Promise<readonly (readonly [recipient: string, why: string | null])[]> {
  const { host } = session;
  const { config } = declared;
  const message: Message = {
    formatVersion: 1,
    event: "test",
    ...{ host: host.hostname, owner: config.id, time: isoOf(host.clock()), run: null },
    subject: `rdump ${config.id} on ${host.hostname}: test`,
    problems: [],
    recovered: [],
  };
  const results: (readonly [string, string | null])[] = [];
  await inTurn(session, context, async () => {
    for (const recipient of recipientsOf(config.notify)) {
      results.push([recipient, await send(recipient, message, declared, context)]);
    }
  });
  if (config.notify.healthchecks !== null) {
    const [why = null] = await pingAfter(declared, { run: null, failure: null, faults: [] }, context);
    results.push(["healthchecks", why === null ? null : why.replace(/^healthchecks: /, "")]);
  }
  return results;
}

/** Several configs can have one state directory, and each knows only its own problems. */
function memoryPath({ config, file }: Session, { cwd }: Context): string {
  const digest = createHash("sha256").update(resolve(cwd, file)).digest("hex");
  return join(notifyDirectory(config.stateDir), `${digest.slice(0, 16)}.json`);
}

async function readMemory(path: string, { env, stop }: Context): Promise<Memory> {
  const reader = openLocalReader({ env, signal: stop.hurry });
  const found = await reader.readFile(path, LARGEST_MEMORY, { own: true });
  return (found === null ? null : parseMemory(found.toString("utf8"))) ?? NOTHING;
}

function writeMemory(path: string, memory: Memory): Promise<void> {
  return writeFileAtomically(path, `${JSON.stringify(memory)}\n`, 0o600);
}

function notSent(reasons: readonly string[]) {
  return CLI.warning("notify-not-sent", `${reasons.join(". ")}.`);
}
