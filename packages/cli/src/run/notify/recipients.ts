import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  addressInTree,
  type Config,
  openLocalReader,
  type SecretRecipient,
  systemReason,
  type TreeNode,
  visible,
  writeFileAtomically,
} from "@rdump/core";
import { openLocalHost } from "@rdump/core/host";
import { type Command, lastOutput, mover, pipeline } from "@rdump/core/provider";
import { type Message, mailOf, postMessage, publish, RECIPIENTS, type Recipient, textOf } from "@rdump/notify";
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
const TIMEOUT = 60;
const LONGEST_ADDRESS = 4096;

export function recipientsOf(notify: Notify): readonly Recipient[] {
  return RECIPIENTS.filter((recipient) => notify[recipient] !== null);
}

/** Sends one message. @returns why it was not sent; null if it was */
export async function send(
  recipient: Recipient,
  message: Message,
  declared: Declared,
  context: Context,
): Promise<string | null> {
  const { mail, command } = declared.config.notify;
  switch (recipient) {
    case "mail":
      return mail === null ? null : sendMail(mail, message, declared, context);
    case "command":
      return command === null ? null : runCommand(command, message, declared, context);
    default: {
      const address = await secretAddress(recipient, declared, context);
      if ("why" in address) return address.why;
      return recipient === "ntfy" ? publish(address.text, message) : postMessage(address.text, message);
    }
  }
}

/** Reads an address at the moment of its use. `why`: it cannot be read. */
export async function secretAddress(
  key: SecretRecipient,
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
  if (found instanceof Error)
    return { why: `${visible(place.path)} cannot be read: ${visible(systemReason(found, place.path))}` };
  if (found === null) return { why: `${visible(place.path)} does not exist` };
  const [line = ""] = found.toString("utf8").split("\n");
  return line.trim() === ""
    ? { why: `${visible(place.path)} has no address in its first line` }
    : { text: line.trim() };
}

async function sendMail(to: string, message: Message, declared: Declared, context: Context): Promise<string | null> {
  const PATH = `${context.env.PATH ?? ""}:${SENDMAIL_PLACES}`;
  const sendmail = mover(["sendmail", "-i", "--", to], { env: { PATH }, timeout: TIMEOUT });
  return feed(sendmail, await mailOf(to, message), declared, context);
}

/** The first line is the subject. */
function runCommand(
  [program = "", ...args]: readonly string[],
  message: Message,
  declared: Declared,
  context: Context,
): Promise<string | null> {
  const text = `${message.subject}\n\n${textOf(message)}`;
  return feed(mover([program, ...args], { cwd: "/", timeout: TIMEOUT }), Buffer.from(text), declared, context);
}

/** The program reads the content from a pipe, so the content is in a file for a moment. */
async function feed(
  program: Command,
  content: Uint8Array,
  { config }: Declared,
  { env, stop }: Context,
): Promise<string | null> {
  let place: Place | null = null;
  try {
    place = await placed(content, config.stateDir);
    const { path } = place;
    const host = openLocalHost({ env, signal: stop.hurry, hurry: stop.hurry });
    const [name = ""] = program.argv;
    const result = await host.run(
      pipeline([
        { name: "cat", command: mover(["cat", "--", path], { timeout: TIMEOUT }) },
        { name, command: program },
      ]),
    );
    return result.exitCode === 0 ? null : lastOutput(result);
  } catch (error) {
    return visible(error instanceof Error ? error.message : String(error));
  } finally {
    if (place !== null) await rm(place.remove, { force: true, recursive: true });
  }
}

/** A file with a message. */
interface Place {
  readonly path: string;
  /** The file or directory that is removed afterwards. */
  readonly remove: string;
}

/** A state directory that is full or cannot be written is a reason to send a message: then the file is elsewhere. */
async function placed(content: Uint8Array, stateDir: string): Promise<Place> {
  // One name, so that a killed run leaves one file at most.
  const path = join(notifyDirectory(stateDir), "message");
  try {
    await writeFileAtomically(path, content, 0o600);
    return { path, remove: path };
  } catch {
    const remove = await mkdtemp(join(tmpdir(), "rdump-message-"));
    const elsewhere = { path: join(remove, "message"), remove };
    await writeFile(elsewhere.path, content, { mode: 0o600, flag: "wx" });
    return elsewhere;
  }
}

/** The directory with what is known of notifications. Its lock is held while messages are sent. */
export function notifyDirectory(stateDir: string): string {
  return join(stateDir, "notify");
}
