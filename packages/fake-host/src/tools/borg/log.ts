/** A line of `--log-json`. */
export function logLine(now: number, levelname: "ERROR" | "WARNING" | "INFO", message: string, msgid = ""): string {
  const fields = { type: "log_message", time: now / 1000, message, levelname, name: "borg.archiver" };
  return JSON.stringify(msgid === "" ? fields : { ...fields, msgid });
}

/** borg prints times without their zone, which is UTC here. */
export function timeText(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}.000000`;
}
