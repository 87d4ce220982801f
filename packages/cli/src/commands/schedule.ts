import { mkdir } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { openLocalReader, shellWord, systemReason, visible, writeFileAtomically } from "@rdump/core";
import { openLocalHost } from "@rdump/core/host";
import { lastOutput, mover } from "@rdump/core/provider";
import { calendarOf, cronText, cronTimeOf, isEdited, isOwnUnit, type Schedule, unitsOf } from "@rdump/host";
import { CLI } from "../codes.ts";
import { loadConfig } from "../config.ts";
import type { Context, ExitCode } from "../context.ts";
import { ownCommand } from "../own-command.ts";
import { systemctl } from "../run/systemctl.ts";

export interface ScheduleOptions {
  readonly config?: string;
  readonly name?: string;
  readonly calendar?: string;
  readonly delay?: string;
  readonly onFailure?: string;
  readonly cron?: boolean;
  readonly user?: boolean;
  readonly dir?: string;
}

interface File {
  readonly path: string;
  readonly text: string;
}

/** Prints the files that `install` would write. */
export async function runScheduleShow(options: ScheduleOptions, context: Context): Promise<ExitCode> {
  for (const { path, text } of await filesOf(options, context)) {
    context.terminal.out(`# ${visible(path)}\n${text}`);
  }
  return 0;
}

/** Writes the files, and starts the timer, unless they go to another directory. */
export async function runScheduleInstall(options: ScheduleOptions, context: Context): Promise<ExitCode> {
  const files = await filesOf(options, context);
  for (const { path } of files) {
    await refuseForeign(path, context);
    await refuseEdited(path, context);
  }
  return context.holding(async () => {
    if (options.cron !== true && options.dir === undefined) await requireManager(options, context);
    if (options.user === true && options.dir === undefined)
      await mkdir(directoryOf(options, context), { recursive: true });
    for (const { path, text } of files) {
      await writeFileAtomically(path, text, 0o644).catch((error: Error) => {
        throw CLI.failure(
          "schedule-failed",
          `${visible(path)} cannot be written: ${visible(systemReason(error, path))}.${withoutCron(error, options)}`,
        );
      });
      context.terminal.out(`written  ${visible(path)}`);
    }
    if (options.cron === true) return 0;
    const timer = `${nameOf(options)}.timer`;
    const commands = [
      [...managerOf(options), "daemon-reload"],
      [...managerOf(options), "enable", "--now", timer],
    ];
    if (options.dir !== undefined) {
      const lines = commands.map((args) => `    systemctl ${args.join(" ")}`);
      context.terminal.out(["To start the timer after the files are in place:", ...lines].join("\n"));
      return 0;
    }
    for (const args of commands) await systemctl(args, context);
    context.terminal.out(
      `started  ${timer}\nThe next run is shown by: systemctl ${[...managerOf(options), "list-timers", timer].join(" ")}`,
    );
    return 0;
  });
}

/** Nothing is written where no systemd runs, as in most containers. */
async function requireManager(options: ScheduleOptions, context: Context): Promise<void> {
  const instead = "\nNothing was written. Without systemd:\nrdump schedule install --cron";
  await systemctl([...managerOf(options), "show", "--property=Version"], context, instead);
}

function withoutCron({ code }: NodeJS.ErrnoException, { cron, dir }: ScheduleOptions): string {
  return cron === true && dir === undefined && code === "ENOENT" ? " First install cron." : "";
}

/** Stops the timer and removes the files that `install` wrote. */
export async function runScheduleRemove(options: ScheduleOptions, context: Context): Promise<ExitCode> {
  const paths = pathsOf(options, context);
  const found: string[] = [];
  for (const path of paths) {
    await refuseForeign(path, context);
    if ((await textOf(path, context)) !== null) found.push(path);
  }
  if (found.length === 0) {
    context.terminal.out(`Nothing to remove: ${paths.map(visible).join(" and ")} do not exist.`);
    return 0;
  }
  return context.holding(async () => {
    const isActive = options.cron !== true && options.dir === undefined;
    if (isActive) await disable(options, found, context);
    for (const path of found) {
      await remove(path, context);
      context.terminal.out(`removed  ${visible(path)}`);
    }
    if (isActive) await systemctl([...managerOf(options), "daemon-reload"], context);
    return 0;
  });
}

/** systemctl fails without the file of the timer, which can have been deleted while the timer runs. */
async function disable(options: ScheduleOptions, found: readonly string[], context: Context): Promise<void> {
  const timer = `${nameOf(options)}.timer`;
  try {
    await systemctl([...managerOf(options), "disable", "--now", timer], context);
  } catch (error) {
    if (found.some((path) => basename(path) === timer)) throw error;
  }
}

async function filesOf(options: ScheduleOptions, context: Context): Promise<readonly File[]> {
  refuseOfSystemd(options);
  await refuseUnreadable("calendar", options.calendar, context);
  await refuseUnreadable("timespan", options.delay, context);
  const { config, file } = await loadConfig(options, context);
  const schedule: Schedule = {
    name: nameOf(options),
    command: ownCommand(context.env),
    config: resolve(context.cwd, file),
    calendar: options.calendar ?? calendarOf(config),
    delay: options.delay ?? "10m",
    onFailure: options.onFailure ?? null,
    mayDropPrivileges: config.privilege === "none",
  };
  refuseControl([...schedule.command, schedule.config, schedule.calendar, schedule.delay, schedule.onFailure ?? ""]);
  const paths = pathsOf(options, context);
  if (options.cron === true) {
    const user = context.user.uid === 0 ? "root" : (context.env.USER ?? "root");
    refuseControl([user]);
    return paths.map((path) => ({ path, text: cronText(schedule, cronTimeOf(config), user) }));
  }
  const units = unitsOf(schedule);
  return paths.map((path, index) => ({ path, text: units[index]?.text ?? "" }));
}

/** cron would ignore them silently. */
function refuseOfSystemd({ cron, user, calendar, delay, onFailure }: ScheduleOptions): void {
  if (cron !== true) return;
  const given = { "--user": user, "--calendar": calendar, "--delay": delay, "--on-failure": onFailure };
  const [option] = Object.entries(given).find(([, value]) => value !== undefined) ?? [];
  if (option === undefined) return;
  const detail = `${option} is for systemd only. With cron, the schedules of the targets determine the time of the runs. To see it, run \`rdump schedule show --cron\` without ${option}.`;
  throw CLI.failure("usage-schedule", detail);
}

/** A timer ignores a delay that it cannot read, and does not start at a time that it cannot read. */
async function refuseUnreadable(kind: "calendar" | "timespan", text: string | undefined, { env, stop }: Context) {
  if (text === undefined) return;
  const host = openLocalHost({ env, ...stop });
  const result = await host.run(mover(["systemd-analyze", kind, "--", text])).catch(() => null);
  // Without systemd-analyze, for example in a container, only systemd itself can tell.
  if (result?.exitCode !== 1) return;
  throw CLI.failure("usage-schedule", `systemd cannot read ${visible(shellWord(text))}: ${lastOutput(result)}.`);
}

function pathsOf(options: ScheduleOptions, context: Context): readonly string[] {
  const directory = directoryOf(options, context);
  const name = nameOf(options);
  if (options.cron === true) return [join(directory, name)];
  return [join(directory, `${name}.service`), join(directory, `${name}.timer`)];
}

function directoryOf({ dir, cron, user }: ScheduleOptions, { env, cwd }: Context): string {
  if (dir !== undefined) return resolve(cwd, dir);
  if (cron === true) return "/etc/cron.d";
  if (user !== true) return "/etc/systemd/system";
  return join(env.XDG_CONFIG_HOME ?? join(env.HOME ?? "/", ".config"), "systemd", "user");
}

function managerOf({ user }: ScheduleOptions): readonly string[] {
  return user === true ? ["--user"] : [];
}

/** cron ignores files with other characters in their names. */
function nameOf({ name }: ScheduleOptions): string {
  if (name === undefined) return "rdump";
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(name)) {
    throw CLI.failure(
      "usage-schedule",
      `"${visible(name)}" is not a name for a timer: use letters, digits, "-" and "_".`,
    );
  }
  return `rdump-${name}`;
}

function refuseControl(words: readonly string[]): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
  const bad = words.find((word) => /[\u0000-\u001f\u007f]/.test(word));
  if (bad === undefined) return;
  throw CLI.failure(
    "usage-schedule",
    `${shellWord(bad)} contains a control character, which a unit or crontab cannot contain.`,
  );
}

async function refuseForeign(path: string, context: Context): Promise<void> {
  const text = await textOf(path, context);
  if (text === null || isOwnUnit(text)) return;
  throw CLI.failure("schedule-foreign", `${visible(path)} exists, and \`rdump schedule\` did not write it.`);
}

async function refuseEdited(path: string, context: Context): Promise<void> {
  const text = await textOf(path, context);
  if (text === null || !isEdited(text)) return;
  const detail = `${visible(path)} was changed after \`rdump schedule install\` wrote it.`;
  throw CLI.failure("schedule-edited", detail);
}

/** Larger than any unit that rdump writes. */
const LARGEST_UNIT = 1024 * 1024;

/** The directory can be one of another user, who can put a FIFO, a link or a huge file there. */
async function textOf(path: string, { env, stop }: Context): Promise<string | null> {
  try {
    const reader = openLocalReader({ env, signal: stop.hurry });
    return (await reader.readFile(path, LARGEST_UNIT))?.toString("utf8") ?? null;
  } catch (error) {
    throw CLI.failure("schedule-failed", `${visible(path)} cannot be read: ${visible(systemReason(error, path))}.`);
  }
}

/** In the open directory: another user who replaces it by a link removes nothing elsewhere. */
async function remove(path: string, { env, stop }: Context): Promise<void> {
  const host = openLocalHost({ env, signal: stop.hurry, hurry: stop.hurry });
  const result = await host.run(mover(["rm", "--", `./${basename(path)}`], { cwd: dirname(path) }));
  if (result.exitCode === 0) return;
  throw CLI.failure("schedule-failed", `${visible(path)} cannot be removed: ${lastOutput(result)}.`);
}
