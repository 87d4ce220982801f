import type { Readable, Writable } from "node:stream";
import { corrupt, SureError, systemCode } from "../errors.ts";
import { childProcessModule } from "../late.ts";

/** The zstd command as a child: this Node has none built in. The first error, or the exit status, is in `done`. */
function startZstd(flags: readonly string[]): { stdin: Writable; stdout: Readable; done: Promise<string | undefined> } {
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
          ? new SureError("unsupported", "a surefile in zstd needs the zstd command, which is not installed")
          : error,
      ),
    );
    child.on("close", (code, signal) =>
      resolve(code === 0 ? undefined : said.trim() || `zstd ended with ${signal ?? code}`),
    );
  });
  done.catch(() => {});
  return { stdin: child.stdin, stdout: child.stdout, done };
}

/** Runs bytes through zstd. */
export async function* zstd(way: "compress" | "decompress", source: Readable): AsyncGenerator<Buffer, void> {
  const { stdin, stdout, done } = startZstd(way === "compress" ? ["-3"] : ["--decompress"]);
  stdin.on("error", () => {});
  source.on("error", (error) => stdout.destroy(error));
  source.pipe(stdin);
  try {
    yield* stdout;
    const failure = await done;
    if (failure) throw corrupt(`the surefile is damaged (${JSON.stringify(failure)})`);
  } finally {
    stdin.destroy();
    stdout.destroy();
  }
}
