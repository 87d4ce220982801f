import type { Message } from "./memory.ts";
import { textOf } from "./news.ts";
import { uuidOf } from "./uuid.ts";

/** How long a service may take to answer, in milliseconds. */
const TIMEOUT = 10_000;
/** healthchecks.io keeps the first 100 kB of a body; smaller installations 10 kB. */
const MOST_BODY = 10_000;
/** ntfy makes an attachment of a longer message: 4,096 bytes. */
const MOST_NTFY = 1000;

/** Sends a message as JSON. @returns why it was not accepted; null if it was. The address is in no text. */
export function postMessage(address: string, message: Message): Promise<string | null> {
  return post(address, JSON.stringify(message), "application/json");
}

/** Publishes a message to a topic of ntfy. @returns why it was not accepted; null if it was. The address is in no text. */
export function publish(address: string, message: Message): Promise<string | null> {
  const place = URL.canParse(address) ? new URL(address) : null;
  if (place === null) return Promise.resolve("the address is not a URL");
  // Headers cannot hold every character.
  place.searchParams.set("title", message.subject);
  place.searchParams.set("priority", message.event === "failure" ? "high" : "default");
  return post(place.href, textOf(message).slice(0, MOST_NTFY), "text/plain; charset=utf-8");
}

/**
 * Pings a check of healthchecks.io or of a service that speaks the same: its address for success, with `/fail` behind it
 * otherwise. The ping has the UUID of the run.
 */
export function ping(
  address: string,
  { run, failure }: { run: string | null; failure: string | null },
): Promise<string | null> {
  let place: URL;
  try {
    place = new URL(address);
  } catch {
    return Promise.resolve("the address is not a URL");
  }
  if (failure !== null) place.pathname = `${place.pathname.replace(/\/$/, "")}/fail`;
  if (run !== null) place.searchParams.set("rid", uuidOf(run));
  return post(place.href, (failure ?? "").slice(0, MOST_BODY), "text/plain; charset=utf-8");
}

async function post(address: string, body: string, type: string): Promise<string | null> {
  try {
    const { protocol } = new URL(address);
    if (protocol !== "https:" && protocol !== "http:") return "the address is not one of http or https";
    const answer = await fetch(address, {
      method: "POST",
      body,
      headers: { "content-type": type, "user-agent": "rdump" },
      // A secret address is sent to no other server.
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT),
    });
    await answer.body?.cancel();
    return answer.ok ? null : `the server answered with status ${answer.status}`;
  } catch (error) {
    return reasonOf(error);
  }
}

/** Messages of fetch can repeat the address. */
function reasonOf(error: unknown): string {
  const { name, cause } = error as { name?: string; cause?: { code?: unknown } };
  if (name === "TimeoutError") return `no answer within ${TIMEOUT / 1000} s`;
  const code = cause?.code;
  return typeof code === "string" && /^[A-Z0-9_]{1,40}$/.test(code) ? `not reachable: ${code}` : "not reachable";
}
