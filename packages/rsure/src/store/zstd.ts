import { once } from "node:events";
import { pipeline, type Readable, type Writable } from "node:stream";
import { corrupt, SureError, systemCode } from "../errors.ts";
import { childProcessModule } from "../late.ts";

interface Zstd {
  readonly stdin: Writable;
  readonly stdout: Readable;
  /** What went wrong, or `undefined`. */
  readonly done: Promise<string | undefined>;
  /** Ends the child. Returns when it is gone. */
  kill(): Promise<void>;
}

/** Starts the zstd command: Node 20 has no zstd of its own. */
function startZstd(flags: readonly string[]): Zstd {
  const child = childProcessModule().spawn("zstd", ["--quiet", "--stdout", ...flags], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (text: Buffer) => {
    if (said.length < 1000) said += text.toString("latin1");
  });
  const done = new Promise<string | undefined>((resolve, reject) => {
    child.on("error", (error) =>
      reject(
        systemCode(error) === "ENOENT"
          ? new SureError("unsupported", "a surefile in zstd requires the zstd command, which is not installed")
          : error,
      ),
    );
    child.on("close", (code, signal) =>
      resolve(code === 0 ? undefined : said.trim() || `zstd ended with ${signal ?? code}`),
    );
  });
  done.catch(() => {});
  const kill = async (): Promise<void> => {
    child.stdin.destroy();
    child.stdout.destroy();
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
    await done.catch(() => {});
  };
  return { stdin: child.stdin, stdout: child.stdout, done, kill };
}

/** Runs bytes through zstd. The child and the source are gone when the generator ends, also when its reader stops early. */
export async function* zstd(way: "compress" | "decompress", source: Readable): AsyncGenerator<Buffer, void> {
  const { stdin, stdout, done, kill } = startZstd(way === "compress" ? ["-3"] : ["--decompress"]);
  pipeline(source, stdin, (error) => {
    // A child that stops reading has the reason in its exit status. A source that closes early must end the child.
    if (error && systemCode(error) !== "EPIPE") stdout.destroy(error);
  });
  try {
    yield* stdout;
    const failure = await done;
    if (failure) throw corrupt(`the surefile is damaged (${JSON.stringify(failure)})`);
  } finally {
    await kill();
    await ended(source);
  }
}

/** The file behind the source can be closed afterwards: no read is under way any more. */
async function ended(source: Readable): Promise<void> {
  if (source.closed) return;
  const closed = once(source, "close");
  source.destroy();
  await closed;
}
