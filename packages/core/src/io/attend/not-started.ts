import { LINK_REFUSED, NOT_OWN, Untrusted, type UntrustedCode } from "../untrusted.ts";

const PREFIX = "rdump-attendant: ";

/** The exit status of the attendant if it could not start a command. The reason is on standard error. */
export const NOT_STARTED = {
  status: 126,
  line: (why: string) => `${PREFIX}${why}\n`,
  /** The reason, `ENOENT` and the like; null when it is not the attendant that says it. */
  reasonIn(stderr: Buffer): string | null {
    return new RegExp(`^${PREFIX}([A-Z0-9_]+)$`, "m").exec(stderr.toString("utf8"))?.[1] ?? null;
  },
  /** The path that the attendant refused to examine; null for another message. */
  untrustedIn(stderr: Buffer): Untrusted | null {
    const pattern = new RegExp(`^${PREFIX}(${LINK_REFUSED}|${NOT_OWN}) (.*)$`, "m");
    const [, code, message] = pattern.exec(stderr.toString("utf8")) ?? [];
    return code === undefined || message === undefined ? null : new Untrusted(code as UntrustedCode, message);
  },
} as const;
