import { type Command, commandOn, mover, query, type ReplicasTarget, type Stage } from "@rdump/core/provider";
import type { SendInput, StreamStages } from "../actions/inputs.ts";

/** The optional programs of a stream, as they are on their hosts. */
export interface Needed {
  readonly program: "mbuffer" | "zstd";
  /** Null: this host. */
  readonly host: string | null;
  /** The key of the config that needs it. */
  readonly key: "rateLimit" | "buffer" | "compression";
}

/** The programs that these stages need. */
export function neededBy(stages: StreamStages, hosts: readonly (string | null)[]): readonly Needed[] {
  const { rateLimit, buffer, compression } = stages;
  const key = buffer === undefined ? "rateLimit" : "buffer";
  return [
    ...(rateLimit === undefined && buffer === undefined ? [] : [{ program: "mbuffer", host: null, key } as const]),
    ...(compression === undefined ? [] : hosts.map((host): Needed => ({ program: "zstd", host, key: "compression" }))),
  ];
}

/** The declared stages. A stream that stays on one host is not compressed. */
export function stagesOf(
  { host, rateLimit, compression, buffer }: ReplicasTarget,
  sourceHost: string | null,
): StreamStages {
  return {
    ...(rateLimit === undefined ? {} : { rateLimit }),
    ...(compression === undefined || host === sourceHost ? {} : { compression }),
    ...(buffer === undefined ? {} : { buffer }),
  };
}

export function programQuery(program: Needed["program"]): Command {
  return query([program, "--version"]);
}

const DECOMPRESS = ["zstd", "-q", "-d", "-c"] as const;

export function decompressCommand(): Command {
  return mover(DECOMPRESS);
}

/** Bytes of address space. A frame of zstd needs 128 MiB at most. */
const DECOMPRESS_MEMORY = 2 ** 29;

/** The same for a stream of another host: zstd reads xz too, whose dictionary can have any size. */
export function boundedDecompressCommand(): Command {
  return mover(["prlimit", `--as=${DECOMPRESS_MEMORY}`, ...DECOMPRESS]);
}

/** Without a declared buffer, enough to keep a constant rate. */
const SMALL_BUFFER = 2 ** 24;

/** The names that messages have for the stages, in their order. */
const STAGE_NAMES = { compress: "zstd", buffer: "mbuffer", decompress: "zstd -d" } as const;

/**
 * Between sender and receiver: compressed where the sender is, buffered and limited on this host, decompressed where the
 * receiver is. So a rate is that of the bytes on the network.
 */
export function stagesBetween(input: SendInput): readonly Stage[] {
  const { sourceHost = null, host = null, stages = {} } = input;
  const { rateLimit, buffer, compression } = stages;
  const isBuffered = rateLimit !== undefined || buffer !== undefined;
  const memory = ["-m", String(buffer ?? SMALL_BUFFER)];
  const rate = rateLimit === undefined ? [] : ["-R", String(rateLimit)];
  const buffered: Stage = { name: STAGE_NAMES.buffer, command: mover(["mbuffer", "-q", ...memory, ...rate]) };
  const compress = commandOn(sourceHost, mover(["zstd", "-q", "-c"]));
  return [
    ...(compression === undefined ? [] : [{ name: STAGE_NAMES.compress, command: compress }]),
    ...(isBuffered ? [buffered] : []),
    ...(compression === undefined
      ? []
      : [{ name: STAGE_NAMES.decompress, command: commandOn(host, decompressCommand()) }]),
  ];
}
