import { BEGUN, servedWords, stageFailed } from "@rdump/core";
import { spawnInPlace, spawnPipeInPlace } from "@rdump/core/in-place";
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
  if (user.uid === 0) throw refused("it runs as root. Use an ordinary user that has the rights by `zfs allow`");
  const stages = servedWords(env.SSH_ORIGINAL_COMMAND ?? "");
  if (stages === null) throw refused("this is not a command of rdump");
  const providers = allProviders(config, context);
  const served = await providers.serve?.serve(stages, grant, host.reader(stop, providers.shielded));
  if (served === undefined || "refused" in served)
    throw refused(served?.refused ?? "no provider supports this command");
  context.terminal.error(BEGUN);
  const { command, before } = served;
  if (before === undefined) return spawnInPlace(command.argv, env, providers.shielded);
  const ended = await spawnPipeInPlace(before.argv, command.argv, env, providers.shielded);
  if (ended.before !== null && ended.before !== 0) context.terminal.error(stageFailed(0, ended.before));
  return ended.last;
}

function refused(why: string) {
  return CLI.failure("serve-refused", `rdump ssh-serve: ${why}.`);
}
