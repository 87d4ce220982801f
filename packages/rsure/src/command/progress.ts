import type { Progress } from "../scan/tree.ts";
import type { ProgressMode } from "./arguments.ts";
import type { CommandIo } from "./io.ts";

/** At most five a second. */
const INTERVAL = 200;

export interface ProgressView {
  update(progress: Progress): void;
  /** Leaves the last state (JSON) or nothing (terminal) behind. */
  end(): void;
}

const HIDDEN: ProgressView = { update() {}, end() {} };

const ERASE = "\r\x1b[K";

/** What is written before a line that is printed while progress can be shown. */
export const overProgress = ({ isTTY }: CommandIo["stderr"]): string => (isTTY ? ERASE : "");

/** Progress is drawn on a terminal only; programs request it as JSON. */
export function progressView(io: CommandIo, mode: ProgressMode, now = (): number => performance.now()): ProgressView {
  const { stderr } = io;
  if (mode === "none" || (mode === "auto" && !stderr.isTTY)) return HIDDEN;
  const draw = mode === "json" ? jsonEvent : terminalLine;
  let latest: Progress = { files: 0, bytes: 0 };
  let shownAt = Number.NEGATIVE_INFINITY;
  return {
    update(progress) {
      latest = progress;
      if (now() - shownAt < INTERVAL) return;
      shownAt = now();
      stderr.write(draw(latest));
    },
    end() {
      stderr.write(mode === "json" ? jsonEvent(latest) : ERASE);
    },
  };
}

const jsonEvent = ({ files, bytes }: Progress): string => `${JSON.stringify({ type: "progress", files, bytes })}\n`;

const terminalLine = ({ files, bytes }: Progress): string =>
  `${ERASE}${files} files, ${(bytes / 2 ** 20).toFixed(0)} MiB read`;
