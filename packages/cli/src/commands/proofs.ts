import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { evidence, evidenceLines, evidenceMarkdown, writeFileAtomically } from "@rdump/core";
import { openLocalHost } from "@rdump/core/host";
import { lastOutput, mover } from "@rdump/core/provider";
import { CLI } from "../codes.ts";
import type { Context, ExitCode } from "../context.ts";
import { openSession } from "../session.ts";

export interface ProofsOptions {
  readonly config?: string;
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly out?: string;
  readonly sign?: string;
}

const MODE = 0o600;
/** A minute: a key in an agent can ask the user to touch it. */
const TIMEOUT = 60;
const NAMESPACE = "rdump-proofs";

/** Shows or writes the results of proofs, and signs them. */
export async function runProofs(options: ProofsOptions, context: Context): Promise<ExitCode> {
  const { out, sign, json = false, markdown = false } = options;
  if (sign !== undefined && out === undefined)
    throw CLI.failure("usage-proofs", "`--sign` needs a file: add `--out FILE`.");
  if (json && markdown) throw CLI.failure("usage-proofs", "Give `--json` or `--markdown`, not both.");
  const session = await openSession(options.config === undefined ? {} : { config: options.config }, context);
  const output = await evidence(session);
  const text = markdown
    ? evidenceMarkdown(output)
    : json || out !== undefined
      ? `${JSON.stringify(output, null, 2)}\n`
      : `${evidenceLines(output).join("\n")}\n`;
  if (out === undefined) {
    await context.terminal.raw(text);
    return 0;
  }
  const signature = sign === undefined ? null : await signed(text, resolve(context.cwd, sign), context);
  const path = resolve(context.cwd, out);
  await context.holding(async () => {
    await writeFileAtomically(path, text, MODE);
    if (signature !== null) await writeFileAtomically(`${path}.sig`, signature, MODE);
  });
  return 0;
}

/** The signature of ssh-keygen over a text. It is made in a closed directory, because ssh-keygen writes beside its file. */
async function signed(text: string, key: string, { env, stop, holding }: Context): Promise<Buffer> {
  return holding(async () => {
    const directory = await mkdtemp(join(tmpdir(), "rdump-proofs-"));
    try {
      const file = join(directory, "proofs");
      await writeFileAtomically(file, text, MODE);
      const argv = ["ssh-keygen", "-Y", "sign", "-f", key, "-n", NAMESPACE, file] as const;
      // A key with a passphrase needs an agent: there is no terminal to ask on.
      const command = mover([...argv], { timeout: TIMEOUT, env: { SSH_ASKPASS_REQUIRE: "never" } });
      const result = await openLocalHost({ env, ...stop }).run(command);
      if (result.exitCode === 0) return await readFile(`${file}.sig`);
      throw CLI.failure("proofs-not-signed", `ssh-keygen: ${lastOutput(result)}`);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });
}
