import { BEGUN, servedWords } from "@rdump/core";
import { spawnInPlace } from "@rdump/core/host";
import { CLI } from "../codes.ts";
import { allProviders } from "../compose.ts";
import { loadConfig } from "../config.ts";
import type { Context, ExitCode } from "../context.ts";

/** Runs the wish of ssh, `SSH_ORIGINAL_COMMAND`, if the config grants it to this sender. */
export async function runSshServe(
  sender: string,
  options: { readonly config?: string },
  context: Context,
): Promise<ExitCode> {
  const { config } = await loadConfig(options, context);
  const { env, user, host, stop } = context;
  const grant = config.serve?.find(({ name }) => name === sender);
  if (grant === undefined) throw refused("`serve` in the config of this host does not declare this sender");
  // Of root, a stream could set where a dataset is mounted.
  if (user.uid === 0) throw refused("it runs as root. Let an ordinary user receive, with the rights of `zfs allow`");
  const words = servedWords(env.SSH_ORIGINAL_COMMAND ?? "");
  if (words === null) throw refused("this is not a command of rdump");
  const providers = allProviders(config, context);
  const served = await providers.serve?.serve(words, grant, host.reader(stop, providers.shielded));
  if (served === undefined || "refused" in served)
    throw refused(served?.refused ?? "no provider supports this command");
  context.terminal.error(BEGUN);
  return (await spawnInPlace(served.command.argv, env, providers.shielded)) ?? 1;
}

function refused(why: string) {
  return CLI.failure("serve-refused", `rdump ssh-serve: ${why}.`);
}
