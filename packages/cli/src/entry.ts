import { RDUMP_VERSION } from "@rdump/core/version";
import { outliveReaders, outliveTerminal } from "./lost-readers.ts";

// Frequent requests that need no config are answered before other modules are loaded. `rsure` is a separate command.
void start(process.argv.slice(2));

async function start(argv: readonly string[]): Promise<void> {
  const [first, ...rest] = argv;
  outliveReaders(first === "rsure" ? 2 : 1);
  if (rest.length === 0 && (first === "--version" || first === "-V")) {
    process.stdout.write(`${RDUMP_VERSION}\n`);
    return;
  }
  outliveTerminal();
  if (first === "rsure") return (await import("./rsure-main.ts")).runProcess(rest);
  process.exitCode = await (await import("./main.ts")).main(argv);
}
