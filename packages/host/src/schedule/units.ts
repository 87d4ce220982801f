import { createHash } from "node:crypto";

/** A timer for one config. */
export interface Schedule {
  /** `rdump`, or `rdump-NAME` for one config of several. */
  readonly name: string;
  /** The command that starts rdump, without its arguments: absolute paths. */
  readonly command: readonly [string, ...string[]];
  /** The absolute path of the config. */
  readonly config: string;
  /** As `OnCalendar` of systemd.time(7). */
  readonly calendar: string;
  /** The longest delay behind that time, the same each night: `15m`. */
  readonly delay: string;
  /** The unit that starts after a failed run; null: none. */
  readonly onFailure: string | null;
  /** False: rdump gets its privileges by sudo, which needs new privileges. */
  readonly mayDropPrivileges: boolean;
}

export interface UnitFile {
  /** The name of the file, without its directory. */
  readonly name: string;
  readonly text: string;
}

const MARK = "# Written by `rdump schedule install`. Put changes into a drop-in: systemctl edit";

/** Whether rdump wrote this unit: only such a file is replaced or removed. */
export function isOwnUnit(text: string): boolean {
  return text.startsWith(MARK) || text.startsWith(CRON_MARK);
}

const DIGEST = "# Digest of the lines below: ";

/** A file: a first line that says who wrote it, and a digest of the rest, by which a later change is seen. */
export function sealed(mark: string, body: string): string {
  return `${mark}\n${DIGEST}${digestOf(body)}\n${body}`;
}

/** Whether a file that rdump wrote was changed later. */
export function isEdited(text: string): boolean {
  const [, second = "", ...rest] = text.split("\n");
  return second !== `${DIGEST}${digestOf(rest.join("\n"))}`;
}

function digestOf(body: string): string {
  return createHash("sha256").update(body).digest("hex").slice(0, 16);
}

/** The first line of a file for cron. */
export const CRON_MARK = "# Written by `rdump schedule install --cron`.";

/**
 * A service and its timer. By default systemd ends each process of a service with SIGKILL when it stops: that suspends the
 * origin of an LVM snapshot for ever if it meets `lvcreate`. So only rdump itself gets the stop signal, and nothing gets
 * SIGKILL. No directive here makes a mount namespace: mounts of rdump must be visible outside, for a cleanup by hand.
 */
export function unitsOf(schedule: Schedule): readonly [UnitFile, UnitFile] {
  const { name } = schedule;
  return [
    { name: `${name}.service`, text: textOf(serviceSections(schedule), `${name}.service`) },
    { name: `${name}.timer`, text: textOf(timerSections(schedule), `${name}.timer`) },
  ];
}

type Sections = readonly (readonly [section: string, lines: readonly (string | null)[]])[];

function serviceSections({ command, config, onFailure, mayDropPrivileges }: Schedule): Sections {
  const argv = [...command, "apply", "--yes", "--wait", "1h", "--config", config];
  return [
    [
      "Unit",
      [
        `Description=Backups of ${lineSafe(config)}`,
        "Wants=network-online.target",
        "After=network-online.target local-fs.target",
        onFailure === null ? null : `OnFailure=${onFailure}`,
      ],
    ],
    [
      "Service",
      [
        "Type=oneshot",
        `ExecStart=${argv.map(unitWord).join(" ")}`,
        "# The commands of LVM and ZFS must run to their end, also when the service is stopped.",
        "KillMode=process",
        "SendSIGKILL=no",
        "TimeoutStopSec=1h",
        "OOMPolicy=continue",
        "Nice=10",
        "IOSchedulingClass=idle",
        "UMask=0077",
        mayDropPrivileges ? "NoNewPrivileges=yes" : null,
        '# A passphrase: passphrase: { file: "/run/credentials/UNIT/NAME" } in the config, and here',
        "# LoadCredential=NAME:/etc/rdump/NAME",
      ],
    ],
  ];
}

function timerSections({ config, calendar, delay }: Schedule): Sections {
  return [
    ["Unit", [`Description=Time of the backups of ${lineSafe(config)}`]],
    [
      "Timer",
      [
        `OnCalendar=${calendar}`,
        "# If the machine was off at this time, one run starts after the boot.",
        "Persistent=true",
        `RandomizedDelaySec=${delay}`,
        "# The same delay each night, so that a run does not change its slot.",
        "FixedRandomDelay=true",
        "AccuracySec=1min",
      ],
    ],
    ["Install", ["WantedBy=timers.target"]],
  ];
}

function textOf(sections: Sections, unit: string): string {
  const parts = sections.map(([section, lines]) =>
    [`[${section}]`, ...lines.filter((line) => line !== null)].join("\n"),
  );
  return sealed(`${MARK} ${unit}`, `\n${parts.join("\n\n")}\n`);
}

/** One word of `ExecStart`: quotes, and no specifiers and variables. */
function unitWord(word: string): string {
  const literal = specifierSafe(word).replaceAll("$", "$$$$");
  return /^[\w@%+=:,./-]+$/.test(literal) ? literal : `"${literal.replaceAll(/[\\"]/g, "\\$&")}"`;
}

/** The end of a line: after a single backslash, systemd would read the next line as its continuation. */
function lineSafe(text: string): string {
  return specifierSafe(text).replaceAll("\\", "\\\\");
}

function specifierSafe(text: string): string {
  return text.replaceAll("%", "%%");
}
