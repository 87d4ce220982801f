import { runProcess } from "./rsure-main.ts";

// The `rsure` command as the providers call it: a process of its own, so that the shown argument list is what runs.
void runProcess(process.argv.slice(2));
