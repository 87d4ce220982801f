import type { Command } from "commander";
import type { Context, ExitCode } from "../context.ts";
import { CONFIG } from "./options.ts";

/** The commands that make rdump run by itself. */
export function withDaily(program: Command, context: Context, ended: (code: ExitCode) => void): void {
  const schedule = program
    .command("schedule")
    .description("run `rdump apply` by a systemd timer or by cron")
    .addHelpText("after", "\nExample: rdump schedule show\n         rdump schedule install");

  program
    .command("notify")
    .description("send a test message to the recipients of notifications; runs notify by themselves")
    .option("--test", "send a test message to each recipient")
    .option(...CONFIG)
    .addHelpText("after", "\nExample: rdump notify --test")
    .action(async (options) => ended(await (await import("../commands/notify.ts")).runNotify(options, context)));

  program
    .command("ssh-serve")
    .description(
      "run the command that a sender on another host requests: for `command=` in authorized_keys, with `serve` in the config",
    )
    .argument("<sender>", "the name of the sender in `serve`")
    .option(...CONFIG)
    .addHelpText("after", '\nExample, in authorized_keys: restrict,command="rdump ssh-serve web" ssh-ed25519 AAAA...')
    .action(async (sender, options) =>
      ended(await (await import("../commands/ssh-serve.ts")).runSshServe(sender, options, context)),
    );

  const run = async (which: "Show" | "Install" | "Remove", options: object) =>
    ended(await (await import("../commands/schedule.ts"))[`runSchedule${which}`](options, context));

  withTiming(withPlace(schedule.command("show").description("print the files that `install` writes"))).action(
    (options) => run("Show", options),
  );
  withTiming(withPlace(schedule.command("install").description("write the files, and start the timer"))).action(
    (options) => run("Install", options),
  );
  withPlace(schedule.command("remove").description("stop the timer, and remove the files")).action((options) =>
    run("Remove", options),
  );
}

function withPlace(command: Command): Command {
  return command
    .option("--name <name>", "name of the timer, for one config of several: rdump-NAME")
    .option(
      "--cron",
      "a file in /etc/cron.d instead of systemd units; not with --user, --calendar, --delay or --on-failure",
    )
    .option("--user", "units of the calling user instead of the system")
    .option("--dir <directory>", "place the files in this directory, and start nothing");
}

function withTiming(command: Command): Command {
  return command
    .option(...CONFIG)
    .option("--calendar <time>", "time of the runs, as in systemd.time(7) (default: from the schedules of the targets)")
    .option("--delay <time>", "longest delay after that time, the same each night (default: 10m)")
    .option("--on-failure <unit>", "unit that systemd starts after a failed run");
}
