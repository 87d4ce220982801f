import type { Command } from "commander";
import type { Context, ExitCode } from "../context.ts";

/** The command that writes the first config. */
export function withInit(program: Command, context: Context, ended: (code: ExitCode) => void): void {
  program
    .command("init")
    .description("look at this machine and write a config for it; on a terminal, ask for the missing values")
    .argument("[directory...]", "only these directories (default: all local file systems)")
    .option(
      "--repository <location>",
      "place of the archives: a path, ssh://USER@HOST/PATH of borg, or sftp:, rest:, s3:, gs: or rclone: of restic",
    )
    .option("--archiver <program>", "borg, restic or tar (default: by the place, and by the installed programs)")
    .option("--mirror <path>", "directory on another disk for copies by rsync")
    .option("--encryption <mode>", "encryption of a new borg repository (default: repokey-blake2)")
    .option("--passphrase-file <file>", "file with the passphrase; made if it does not exist")
    .option(
      "-c, --config <file>",
      "path of the new config (default: /etc/rdump/rdump.json5; without root ./rdump.json5)",
    )
    .option("--dry-run", "print the config, write nothing")
    .option("-y, --yes", "ask no questions")
    .addHelpText(
      "after",
      `
Without a repository and a mirror, file systems are copied to a ZFS pool with
enough space.

Examples:
  rdump init
  rdump init --yes --repository /mnt/backup/borg
  rdump init ~/documents --yes --repository ssh://backup@nas.example/./documents
  rdump init --yes --repository s3:s3.example/bucket/host
  rdump init --yes --repository /mnt/backup/archives --archiver tar`,
    )
    .action(async (directories, options) =>
      ended(await (await import("../commands/init.ts")).runInit(directories, options, context)),
    );
}
