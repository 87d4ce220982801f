import { attend } from "@rdump/core/attendant";

// The program that sudo runs for an unprivileged rdump when a plain command is not enough.
process.exitCode = await attend(process.argv.slice(2));
