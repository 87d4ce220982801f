import type { Command } from "commander";
import type { Context, ExitCode } from "../context.ts";
import { collected } from "./collected.ts";
import { CONFIG, FROM } from "./options.ts";

/** The commands that read points. */
export function withRestoring(program: Command, context: Context, ended: (code: ExitCode) => void): void {
  program
    .command("restore")
    .description("restore a volume, or some of its paths, and compare the result with the integrity data")
    .argument("[volume]")
    .argument("[path...]", "from the root of the volume; without one, everything is restored")
    .requiredOption(
      "--to <directory>",
      "the destination: a new or empty directory; if paths are named, it can have other files",
    )
    .option("--all", "restore each volume of the config to its path below the directory, parents first")
    .option("--at <time|point>", "the newest point at or before this time, or the point with this name (default: now)")
    .option(...FROM)
    .option(
      "--overwrite <path>",
      "replace this restored path, if the destination has it; can be given more than once",
      collected,
    )
    .option("--dry-run", "show which point would be restored, and how")
    .option(...CONFIG)
    .option("--wait <time>", "wait up to this time for another run to end, for example 90s or 10m")
    .option("--json", "print events as JSON, one event a line")
    .option("-v, --verbose", "show the exact commands")
    .addHelpText(
      "after",
      `
With --all, first mount the file systems below the directory: each volume is
restored into its own file system. With --all, --at must be a time. After a
kill, repeat the same command to continue.

Examples:
  rdump restore home docs/report.odt --at 2026-11-20 --to /tmp/old
  rdump restore --all --to /mnt/target`,
    )
    .action(async (volume, paths, options) =>
      ended(
        options.all === true
          ? await (await import("../commands/restore-all.ts")).runRestoreAll(volume, options, context)
          : await (await import("../commands/restore.ts")).runRestore(volume, paths, options, context),
      ),
    );

  program
    .command("bootstrap")
    .description(
      "find the points of a repository without a config, and write the config and the machine record from it",
    )
    .requiredOption(
      "--repository <location>",
      "repository of borg or restic, or directory of archives: a path, or a location of its tool",
    )
    .option("--passphrase-file <file>", "file with the passphrase of the repository")
    .option("--key-file <file>", "file with the key, for keyfile encryption")
    .option("--credentials-file <file>", "file with the keys of an s3: or gs: location of restic")
    .option("--unencrypted", "the repository has no encryption")
    .option("--owner <id>", "the owner, if archives of several owners have a machine record")
    .option("--to <directory>", "a new directory for the files (default: ./rdump-bootstrap)")
    .option("--json", "print one JSON object")
    .addHelpText(
      "after",
      `
Only a record whose SHA-256 is in the mark of its archive is used: the comment
(borg), the tags (restic), or the manifest (directory). The files have mode
0600. Nothing in them is executed: the next commands are printed.

Example: rdump bootstrap --repository /mnt/backup/borg --passphrase-file /root/passphrase`,
    )
    .action(async (options) => ended(await (await import("../commands/bootstrap.ts")).runBootstrap(options, context)));

  program
    .command("verify")
    .description("prove points now: compare each point with the integrity data of the run that made it")
    .argument("[volume]", "without it: all volumes")
    .option(...FROM)
    .option(
      "--point <time|point>",
      "the newest point at or before this time, or the point with this name (default: now)",
    )
    .option("--scratch <directory>", "restore archives below this directory (default: the state directory)")
    .option(
      "--sample <size>",
      "check the content of this part of the files, for example 2%, '10 GiB' or all (default: as declared)",
    )
    .option("--dry-run", "show which points would be proven, and how")
    .option(...CONFIG)
    .option("--wait <time>", "wait up to this time for another run to end, for example 90s or 10m")
    .option("--json", "print events as JSON, one event a line")
    .option("-v, --verbose", "show the exact commands")
    .addHelpText(
      "after",
      `
Without --from, the targets in \`verify\` of the config are proven. If no
\`verify\` is declared, all targets are proven. Mirrors and snapshots are read
where they are. An archive is restored into a closed directory, which needs
space for the whole volume, or for the sample.

Example: rdump verify home --from offsite --scratch /srv/scratch`,
    )
    .action(async (volume, options) =>
      ended(await (await import("../commands/verify.ts")).runVerify(volume, options, context)),
    );

  program
    .command("proofs")
    .description("show what was proven, from the record of this host; write it as signed evidence")
    .option(...CONFIG)
    .option("--json", "all results as JSON (default with --out)")
    .option("--markdown", "all results as Markdown")
    .option("--out <file>", "write to this file")
    .option("--sign <key>", "with --out: sign the file with this SSH key, by ssh-keygen, into FILE.sig")
    .addHelpText(
      "after",
      `
The signature is verified without rdump, with a file of the keys that you trust:
  ssh-keygen -Y verify -f allowed_signers -I NAME -n rdump-proofs -s FILE.sig < FILE

Example: rdump proofs --out proofs.json --sign /etc/ssh/ssh_host_ed25519_key`,
    )
    .action(async (options) => ended(await (await import("../commands/proofs.ts")).runProofs(options, context)));
}
