import { attend } from "@rdump/core/attendant";

// The program that sudo runs for an unprivileged rdump when a plain command is not enough.
void attend(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
});
