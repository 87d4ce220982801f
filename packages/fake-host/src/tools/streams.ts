import { done, refused, type Tool } from "./tool.ts";

/** A stream that zstd compressed. */
const COMPRESSED = "zstd:";

/** `zstd -q -c`, `zstd -q -d -c` and `zstd --version`. */
export const zstd: Tool = {
  run(world, { argv, stdin }) {
    if (argv.includes("--version")) return done(world, "zstd 1.5.4\n");
    if (!argv.includes("-d")) return done(world, COMPRESSED + stdin);
    if (!stdin.startsWith(COMPRESSED)) return refused(world, 1, "zstd: /*stdin*\\: unsupported format");
    return done(world, stdin.slice(COMPRESSED.length));
  },
};

/** `mbuffer -q -m BYTES [-R BYTES]` and `mbuffer --version`. */
export const mbuffer: Tool = {
  run: (world, { argv, stdin }) => done(world, argv.includes("--version") ? "" : stdin),
};
