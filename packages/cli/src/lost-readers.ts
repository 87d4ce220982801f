import { closeSync, openSync, writeFileSync } from "node:fs";
import { Socket } from "node:net";
import type { Writable } from "node:stream";
import { isatty } from "node:tty";

const STANDARD = [0, 1, 2];

/**
 * Keeps the exit status of the process when its terminal was closed. At its end, Node restores the mode of each
 * terminal, and aborts if that fails. Node skips a descriptor that is another file by then.
 */
export function outliveTerminal(): void {
  const terminals = STANDARD.filter((descriptor) => isatty(descriptor));
  process.once("exit", () => {
    for (const descriptor of terminals.filter((each) => !isatty(each))) {
      try {
        closeSync(descriptor);
        openSync("/dev/null", "r+");
      } catch {
        // The descriptor is already closed: there is nothing to restore.
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
  // Only the first error has the reason; later errors follow from it.
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
 * Node writes to a file once, and treats a partial write as complete: on a full disk, output would be lost without an
 * error.
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
