/** The same command, ended by the kernel when this process ends, however that happens. */
export function dyingWithUs(argv: readonly string[]): readonly string[] {
  return ["setpriv", "--pdeathsig", "KILL", ...argv];
}
