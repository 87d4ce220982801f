import { runProcess } from "rsure/process";

// The `rsure` command as the providers call it: a process of its own, so that the shown argument list is what runs.
await runProcess();
