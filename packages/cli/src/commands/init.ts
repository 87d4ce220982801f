import { lstat, realpath } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { diagnosticLines, format, hasErrors, lintLoaded, load, visible } from "@rdump/core";
import { configOf, type Facts, type InitialConfig, lookAtMachine, type Wish } from "@rdump/host";
import { CLI } from "../codes.ts";
import { machineFacts } from "../config.ts";
import { FILES } from "../config-texts.ts";
import type { Context, ExitCode } from "../context.ts";
import { machineZone } from "../machine-zone.ts";
import { askForRest, withHome } from "../run/init/questions.ts";
import { refuseUnknownPassphrase } from "../run/init/refuse-passphrase.ts";
import { inventoryLines, nextLines } from "../run/init/report.ts";
import { repositoryWish } from "../run/init/repository-wish.ts";
import { writeAll } from "../run/init/write-all.ts";

export interface InitOptions {
  readonly repository?: string;
  readonly archiver?: string;
  readonly mirror?: string;
  readonly encryption?: string;
  readonly passphraseFile?: string;
  readonly config?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** Looks at the machine, asks for the rest on a terminal, and writes new files only. */
export async function runInit(
  directories: readonly string[],
  options: InitOptions,
  context: Context,
): Promise<ExitCode> {
  const { terminal, cwd, host, stop } = context;
  const file = options.config === undefined ? defaultConfig(context) : resolve(cwd, options.config);
  const isAsking = options.yes !== true && options.dryRun !== true;
  if (isAsking && terminal.dialog === null) throw CLI.failure("init-not-approved", "Standard input is not a terminal.");
  if (options.dryRun !== true) await refuseExisting(file);
  const places = await Promise.all(directories.map((path) => directoryAt(resolve(cwd, path))));
  const facts = await context.holding(() => lookAtMachine(machineOf(context), host.reader(stop, [])));
  const given = { ...options, directories: places.length === 0 ? null : places };
  const dialog = isAsking && terminal.dialog !== null ? await terminal.dialog() : null;
  const answered = dialog === null ? given : await askForRest(given, facts, passphraseFor(file), dialog);
  if (answered === null) return cancelled(context);
  const wish = await wishOf(withHome(answered, context.env.HOME), file, facts, context);
  await refuseUnknownPassphrase(answered, wish, facts);
  const made = configOf(facts, wish);
  if (made.volumes.length === 0) throw CLI.failure("init-nothing", nothingText(made));
  const text = checked(made, file, context);
  if (options.dryRun === true) {
    await terminal.raw(text);
    return 0;
  }
  for (const line of inventoryLines(made)) terminal.out(line);
  if (dialog !== null && (await dialog.confirm(`Write ${visible(file)}?`)) !== true) return cancelled(context);
  const written = await context.holding(() => writeAll({ file, text, made, wish }));
  for (const path of written) terminal.out(`written  ${visible(path)}`);
  for (const line of nextLines(wish, made, {
    written,
    isRoot: context.user.uid === 0,
    missing: await missingParent(wish),
  }))
    terminal.out(line);
  return 0;
}

type Given = InitOptions & Pick<Wish, "directories">;

function cancelled({ terminal }: Context): ExitCode {
  terminal.error("Cancelled. Nothing was written.");
  return 1;
}

function passphraseFor(file: string): string {
  return join(dirname(file), "passphrase");
}

function defaultConfig({ user, cwd }: Context): string {
  return user.uid === 0 ? "/etc/rdump/rdump.json5" : join(cwd, "rdump.json5");
}

function machineOf({ host, env }: Context): Pick<Facts, "hostname" | "timezone" | "nameless"> {
  const { hostname, machineId } = host;
  return { hostname, timezone: machineZone(env.TZ), nameless: machineId === null ? host.nonce() : null };
}

async function refuseExisting(file: string): Promise<void> {
  const found = await lstat(file).catch(() => null);
  if (found !== null) throw CLI.failure("init-exists", `${visible(file)} exists.`);
}

async function directoryAt(path: string): Promise<string> {
  const real = await realpath(path).catch(() => null);
  const found = real === null ? null : await lstat(real);
  if (real === null || found?.isDirectory() !== true) {
    throw CLI.failure("usage-init", `${visible(path)} is not a directory.`);
  }
  return real;
}

async function wishOf(given: Given, file: string, facts: Facts, { cwd }: Context): Promise<Wish> {
  const mirror = given.mirror === undefined ? null : await directoryAt(resolve(cwd, given.mirror));
  const repository = repositoryWish(given, passphraseFor(file), facts, (path) => resolve(cwd, path));
  return { directories: given.directories, repository, mirror };
}

/** The directory of a new local repository, where it does not exist: perhaps its disk is not mounted. */
async function missingParent({ repository }: Wish): Promise<string | null> {
  if (repository === null || !repository.location.startsWith("/")) return null;
  const parent = dirname(repository.location);
  return (await lstat(parent).catch(() => null)) === null ? parent : null;
}

function nothingText({ skipped }: InitialConfig): string {
  if (skipped.length === 0)
    return "No mounted file system is visible here, as in a chroot. Name directories:\nrdump init DIRECTORY --repository LOCATION";
  const lines = skipped.map(({ name, reason }) => `${visible(name)}: ${reason}`);
  return ["Found no directory or dataset that can be a volume:", ...lines].join("\n");
}

/** The formatted text. Errors in it come from the options. */
function checked({ text }: InitialConfig, file: string, context: Context): string {
  const formatted = format(text) ?? text;
  const loaded = load(formatted, file, machineFacts(context));
  const found = lintLoaded(loaded, { files: FILES });
  if (!hasErrors(found)) return formatted;
  context.texts.set(file, Buffer.from(formatted));
  const lines = diagnosticLines(found, context.texts, context.terminal.errorColor);
  for (const line of lines) context.terminal.error(line);
  throw CLI.failure("init-invalid", `The config for ${visible(file)} has errors.`);
}
