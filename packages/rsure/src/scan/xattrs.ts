import { SureError, systemCode } from "../errors.ts";
import type { ByteString } from "../format/bytes.ts";
import { childProcessModule, cryptoModule } from "../late.ts";

const LIMIT = 1 << 28;
const OCTAL = /\\([0-7]{3})/g;

/**
 * The extended attributes of entries, POSIX ACLs and file capabilities among them, as one digest for each entry that has
 * any: SHA-256 over `name=0xvalue` lines, sorted. Node has no call for them; getfattr(1) is fed through xargs(1), because
 * an argument of Node's is text and a name is not. They work within the directory.
 *
 * @param directory where the entries are, by its open descriptor; `names` their names
 * @returns digests by name
 * @throws SureError `unsupported` when getfattr or xargs is not installed
 */
export function readXattrs(directory: string, names: readonly ByteString[]): Map<ByteString, string> {
  if (names.length === 0) return new Map();
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
  if (error && systemCode(error) !== "ENOENT") throw error;
  if (error || status === 127)
    throw new SureError("unsupported", "extended attributes require getfattr, which is not installed");
  // xargs gives 123 when some calls failed; an entry that vanished meanwhile is no failure of the rest.
  if (status !== 0 && status !== 123)
    throw new SureError("unsupported", `getfattr failed: ${JSON.stringify(stderr.toString("latin1").slice(0, 200))}`);
  return parse(stdout.toString("latin1"));
}

const unquote = (text: string): ByteString =>
  text.replace(OCTAL, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));

function parse(output: string): Map<ByteString, string> {
  const digests = new Map<ByteString, string>();
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
  return digests;
}
