import { quotedWord } from "@rdump/core/provider";
import { CRON_MARK, type Schedule, sealed } from "./units.ts";

/** A file for /etc/cron.d. `time`: the five fields of cron. */
export function cronText(
  { command, config }: Pick<Schedule, "command" | "config">,
  time: string,
  user: string,
): string {
  const argv = [...command, "apply", "--yes", "--wait", "1h", "--config", config];
  return sealed(
    CRON_MARK,
    `# The time is in the time zone of the system.\n${time} ${user} ${argv.map(cronWord).join(" ")}\n`,
  );
}

/** cron gives the line to a shell, and reads % as the end of the line. */
function cronWord(word: string): string {
  return quotedWord(word).replaceAll("%", "\\%");
}
