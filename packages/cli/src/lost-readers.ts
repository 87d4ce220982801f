import { closeSync, openSync, writeFileSync } from "node:fs";
import { Socket } from "node:net";
import type { Writable } from "node:stream";
import { isatty } from "node:tty";

const STANDARD = [0, 1, 2];

/**
 * Lets the process end with its own status when its terminal was closed meanwhile. Node puts each terminal back as it
 * found it when it ends, and aborts where that fails; what is no longer that file it leaves alone.
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

/**
 * A reader of the output can end before the process: that is not an error, and stops no run. Output that cannot be
 * written for another reason does not stop the run either, but it is reported, and the exit status is `failed` instead
 * of 0.
 */
export function outliveReaders(failed: number): void {
  const { stdout, stderr } = process;
  writeWhole(stdout);
  stderr.on("error", () => {});
  // The first error says why; those of what is written afterwards say only that it came first.
  stdout
    .on("error", () => {})
    .once("error", ({ code, message }: NodeJS.ErrnoException) => {
      if (code === "EPIPE") return;
      stderr.write(`Cannot write the output: ${message}\n`);
      process.once("exit", (status) => {
        if (status === 0) process.exitCode = failed;
      });
    });
}

/**
 * Node writes to a file once and takes a part for the whole: what a full disk has no room for would be lost unnoticed.
 */
function writeWhole(stream: Writable & { readonly fd: number }): void {
  if (stream instanceof Socket) return;
  stream._write = (chunk: Uint8Array, _encoding, done) => {
    try {
      writeFileSync(stream.fd, chunk);
      done();
    } catch (error) {
      done(error as Error);
    }
  };
}
