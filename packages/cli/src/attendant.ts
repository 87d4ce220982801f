import { attend } from "@rdump/core/attendant";

// What sudo runs for an unprivileged rdump, where a command alone would not do.
process.exitCode = await attend(process.argv.slice(2));
