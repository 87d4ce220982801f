import { rm } from "node:fs/promises";
import { join } from "node:path";
import { addressInTree, type Config, openLocalReader, type TreeNode, visible, writeFileAtomically } from "@rdump/core";
import { openLocalHost } from "@rdump/core/host";
import { lastOutput, mover, pipeline } from "@rdump/core/provider";
import { type Message, mailOf, postMessage, type Recipient } from "@rdump/notify";
import type { Context } from "../../context.ts";

type Notify = NonNullable<Config["notify"]>;

/** The config, and the tree of its text. */
export interface Declared {
  readonly config: Config & { readonly notify: Notify };
  readonly tree: TreeNode | undefined;
}

/** Where Debian and others have sendmail, which PATH of a user does not contain. */
const SENDMAIL_PLACES = "/usr/sbin:/usr/lib";
/** Seconds. */
const MAIL_TIMEOUT = 60;
const LONGEST_ADDRESS = 4096;

export function recipientsOf({ mail, webhook }: Notify): readonly Recipient[] {
  return [...(mail === null ? [] : (["mail"] as const)), ...(webhook === null ? [] : (["webhook"] as const))];
}

/** Sends one message. @returns why it was not sent; null if it was */
export async function send(
  recipient: Recipient,
  message: Message,
  declared: Declared,
  context: Context,
): Promise<string | null> {
  const { notify } = declared.config;
  if (recipient === "mail") return notify.mail === null ? null : sendMail(notify.mail, message, declared, context);
  const address = await secretAddress("webhook", declared, context);
  return "why" in address ? address.why : postMessage(address.text, message);
}

/** Reads an address at the moment of its use. `why`: it cannot be read. */
export async function secretAddress(
  key: "webhook" | "healthchecks",
  { config, tree }: Declared,
  { env, stop }: Context,
): Promise<{ readonly text: string } | { readonly why: string }> {
  const place = config.notify[key];
  const none = { why: `the config has no address of \`${key}\`` };
  if (place === null) return none;
  if (place.in === "config") {
    const text = tree === undefined ? null : addressInTree(tree, key);
    return text === null ? none : { text };
  }
  const found = await openLocalReader({ env, signal: stop.hurry })
    .readFile(place.path, LONGEST_ADDRESS)
    .catch((error: Error) => error);
  if (found instanceof Error) return { why: `${visible(place.path)} cannot be read: ${visible(found.message)}` };
  if (found === null) return { why: `${visible(place.path)} does not exist` };
  const [line = ""] = found.toString("utf8").split("\n");
  return line.trim() === ""
    ? { why: `${visible(place.path)} has no address in its first line` }
    : { text: line.trim() };
}

/** sendmail reads the mail from a pipe, so the mail is in a file of the state directory for a moment. */
async function sendMail(
  to: string,
  message: Message,
  { config }: Declared,
  { env, stop }: Context,
): Promise<string | null> {
  const path = join(config.stateDir, "mail.eml");
  const PATH = `${env.PATH ?? ""}:${SENDMAIL_PLACES}`;
  try {
    await writeFileAtomically(path, await mailOf(to, message), 0o600);
    const host = openLocalHost({ env, signal: stop.hurry, hurry: stop.hurry });
    const sendmail = mover(["sendmail", "-i", "--", to], { env: { PATH }, timeout: MAIL_TIMEOUT });
    const result = await host.run(
      pipeline([
        { name: "cat", command: mover(["cat", "--", path], { timeout: MAIL_TIMEOUT }) },
        { name: "sendmail", command: sendmail },
      ]),
    );
    return result.exitCode === 0 ? null : lastOutput(result);
  } catch (error) {
    return visible(error instanceof Error ? error.message : String(error));
  } finally {
    await rm(path, { force: true });
  }
}
