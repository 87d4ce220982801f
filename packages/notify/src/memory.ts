import type { Problem } from "./problems.ts";

/** The problems that were notified, and the messages that wait: a file of `STATE/notify` for each config. */
export interface Memory {
  readonly formatVersion: 1;
  readonly problems: readonly Problem[];
  /** Oldest first. */
  readonly unsent: readonly Unsent[];
  /** The first day of the week that was last summarized, `2026-11-23`; absent: none. */
  readonly week?: string;
}

/** A message that one recipient did not get. */
export interface Unsent {
  readonly recipient: Recipient;
  readonly message: Message;
}

export const RECIPIENTS = ["mail", "webhook", "ntfy", "command"] as const;
export type Recipient = (typeof RECIPIENTS)[number];

/** The body of a webhook's request, version 1; a mail has the same subject and lines. */
export interface Message {
  readonly formatVersion: 1;
  readonly event: "failure" | "overdue" | "recovery" | "weekly" | "success" | "test";
  readonly host: string;
  readonly owner: string;
  /** `2026-11-22T20:06:40Z`. */
  readonly time: string;
  readonly run: string | null;
  readonly subject: string;
  readonly problems: readonly string[];
  readonly recovered: readonly string[];
}

export const NOTHING: Memory = { formatVersion: 1, problems: [], unsent: [] };

/** How many messages wait at most for one recipient. */
const MOST_UNSENT = 50;

/** Of too many messages to one recipient, the oldest are dropped: first those that tell no change. */
export function withUnsent(memory: Memory, unsent: readonly Unsent[]): Memory {
  return { ...memory, unsent: RECIPIENTS.flatMap((each) => newest(unsent.filter((one) => one.recipient === each))) };
}

function newest(unsent: readonly Unsent[]): readonly Unsent[] {
  const tellsChange = ({ message: { event } }: Unsent) => Number(event !== "success" && event !== "weekly");
  const byWorth = [...unsent].sort((a, b) => tellsChange(a) - tellsChange(b));
  const dropped = new Set(byWorth.slice(0, Math.max(0, unsent.length - MOST_UNSENT)));
  return unsent.filter((each) => !dropped.has(each));
}

/** Null for a text that is no memory of this version: then every problem is new. */
export function parseMemory(text: string): Memory | null {
  try {
    const value = JSON.parse(text) as Partial<Memory> | null;
    if (value?.formatVersion !== 1 || !Array.isArray(value.problems) || !Array.isArray(value.unsent)) return null;
    const isProblem = ({ key, about, kind, text: line }: Problem) =>
      [key, about, line].every((each) => typeof each === "string") && (kind === "failure" || kind === "overdue");
    const isUnsent = ({ recipient, message }: Unsent) =>
      RECIPIENTS.includes(recipient) && typeof message?.subject === "string" && Array.isArray(message.problems);
    if (value.week !== undefined && typeof value.week !== "string") return null;
    return value.problems.every(isProblem) && value.unsent.every(isUnsent) ? (value as Memory) : null;
  } catch {
    return null;
  }
}
