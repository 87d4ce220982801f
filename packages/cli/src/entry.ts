import { RDUMP_VERSION } from "@rdump/core/version";

// The one question that is asked most and needs nothing: answered before anything else is loaded.
const [first, ...rest] = process.argv.slice(2);
if (rest.length === 0 && (first === "--version" || first === "-V")) process.stdout.write(`${RDUMP_VERSION}\n`);
else {
  const { main } = await import("./main.ts");
  process.exitCode = await main(process.argv.slice(2));
}
