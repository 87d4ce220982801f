import { SureError, systemCode } from "../errors.ts";
import type { ByteString } from "../format/bytes.ts";
import { childProcessModule, cryptoModule } from "../late.ts";

/** Of what is printed in one call. */
const LIMIT = 1 << 25;

/** In one call, most often far below the limit. */
const MOST_NAMES = 4096;
const OCTAL = /\\([0-7]{3})/g;

/**
 * The extended attributes of entries, POSIX ACLs and file capabilities among them, as one digest for each entry that has
 * any: SHA-256 over `name=0xvalue` lines, sorted. Node has no call for them; getfattr(1) is fed through xargs(1), because
 * an argument of Node's is text and a name is not. They work within the directory.
 *
 * @param directory where the entries are, by its open descriptor; `names` their names
 * @param onTooLarge called for an entry whose attributes are larger than 16 MiB: the owner of one entry must not end the scan
 * @returns digests by name
 * @throws SureError `unsupported` when getfattr or xargs is not installed
 */
export function readXattrs(
  directory: string,
  names: readonly ByteString[],
  onTooLarge: (name: ByteString) => void,
): Map<ByteString, string> {
  const digests = new Map<ByteString, string>();
  const parts: (readonly ByteString[])[] = [];
  for (let at = 0; at < names.length; at += MOST_NAMES) parts.push(names.slice(at, at + MOST_NAMES));
  for (let part = parts.pop(); part; part = parts.pop()) {
    const printed = getfattr(directory, part);
    if (printed !== undefined) parseInto(digests, printed);
    else if (part.length === 1) onTooLarge(part[0] as ByteString);
    else parts.push(part.slice(0, part.length / 2), part.slice(part.length / 2));
  }
  return digests;
}

/** @returns undefined when it is longer than `LIMIT` */
function getfattr(directory: string, names: readonly ByteString[]): string | undefined {
  const input = Buffer.from(names.map((name) => `./${name}\0`).join(""), "latin1");
  const command = [
    "-0",
    "getfattr",
    "--no-dereference",
    "--dump",
    "--match=-",
    "--encoding=hex",
    "--absolute-names",
    "--",
  ];
  const { error, status, stdout, stderr } = childProcessModule().spawnSync("xargs", command, {
    cwd: directory,
    input,
    maxBuffer: LIMIT,
  });
  if (error && systemCode(error) === "ENOBUFS") return undefined;
  if (error && systemCode(error) !== "ENOENT") throw error;
  if (error || status === 127)
    throw new SureError("unsupported", "extended attributes require getfattr, which is not installed");
  // xargs gives 123 when some calls failed; an entry that vanished meanwhile is no failure of the rest.
  if (status !== 0 && status !== 123)
    throw new SureError("unsupported", `getfattr failed: ${JSON.stringify(stderr.toString("latin1").slice(0, 200))}`);
  return stdout.toString("latin1");
}

const unquote = (text: string): ByteString =>
  text.replace(OCTAL, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));

function parseInto(digests: Map<ByteString, string>, output: string): void {
  for (const block of output.split("\n\n")) {
    const [head = "", ...lines] = block.split("\n");
    if (!head.startsWith("# file: ")) continue;
    const path = unquote(head.slice("# file: ".length));
    const attributes = lines.filter((line) => line !== "").sort();
    const text = attributes.map((line) => `${line}\n`).join("");
    digests.set(
      path.slice(path.lastIndexOf("/") + 1),
      cryptoModule().createHash("sha256").update(text, "latin1").digest("hex"),
    );
  }
}
