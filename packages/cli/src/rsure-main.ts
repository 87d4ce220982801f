/** The `rsure` command, which `rsure ...` and `rdump rsure ...` share. */
export { runProcess } from "rsure/process";
