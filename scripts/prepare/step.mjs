import { spawnSync } from "node:child_process";
import { env } from "node:process";

/** This machine cannot be made ready; the message says what its owner has to do. */
export class Unready extends Error {}

/** Runs a command and says so; what it prints is shown only when it fails. */
export function step(what, argv, extraEnv = {}) {
  console.log(`prepare: ${what} (${argv.join(" ")})`);
  const [command, ...args] = argv;
  const options = { env: { ...env, ...extraEnv }, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 };
  const { status, signal, error, stdout, stderr } = spawnSync(command, args, { ...options, stdio: "pipe" });
  if (status === 0) return;
  process.stderr.write(`${stdout ?? ""}${stderr ?? ""}`);
  const how = error?.message ?? (signal === null ? `it exited with ${status}` : `it was ended by ${signal}`);
  throw new Unready(`\`${argv.join(" ")}\` failed: ${how}`);
}
