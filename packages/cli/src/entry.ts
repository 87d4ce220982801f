import { RDUMP_VERSION } from "@rdump/core/version";
import { outliveReaders, outliveTerminal } from "./lost-readers.ts";

// Frequent requests that need no config are answered before other modules are loaded. `rsure` is a separate command.
const [first, ...rest] = process.argv.slice(2);
outliveReaders(first === "rsure" ? 2 : 1);
if (rest.length === 0 && (first === "--version" || first === "-V")) process.stdout.write(`${RDUMP_VERSION}\n`);
else if (first === "rsure") {
  outliveTerminal();
  const { runProcess } = await import("./rsure-main.ts");
  await runProcess(rest);
} else {
  outliveTerminal();
  const { main } = await import("./main.ts");
  process.exitCode = await main(process.argv.slice(2));
}
