import { RDUMP_VERSION } from "@rdump/core/version";
import { outliveReaders, outliveTerminal } from "./lost-readers.ts";

// What is asked most and needs nothing is answered before anything else is loaded; `rsure` is a command of its own.
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
