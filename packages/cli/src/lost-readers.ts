import { closeSync, openSync } from "node:fs";
import { isatty } from "node:tty";

const STANDARD = [0, 1, 2];

/**
 * Lets the process end with its own status when its terminal was closed meanwhile. Node puts each terminal back as it found it
 * when it ends, and aborts where that fails; what is no longer that file it leaves alone.
 */
export function outliveTerminal(): void {
  const terminals = STANDARD.filter((descriptor) => isatty(descriptor));
  process.once("exit", () => {
    for (const descriptor of terminals.filter((each) => !isatty(each))) {
      try {
        closeSync(descriptor);
        openSync("/dev/null", "r+");
      } catch {
        // It is closed already: then there is nothing to put back.
      }
    }
  });
}

/** Whoever reads what the process says may stop reading, before it has said all: that is no failure, and stops no run. */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
}
