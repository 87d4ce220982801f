/** The `rsure` command, which `rsure ...` and `rdump rsure ...` share. */
export { main, runProcess } from "rsure/process";
