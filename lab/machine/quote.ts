/** One line for the shell at the other end of ssh, which runs exactly this argument list and tells how it ended. */
export function commandLine(argv: readonly string[], env: { readonly [name: string]: string } = {}): string {
  const settings = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const words = settings.length === 0 ? argv : ["env", ...settings, ...argv];
  // With something behind it, the shell stays, and turns an end by a signal into an exit code that ssh hands on.
  return `${words.map(quote).join(" ")}; exit $?`;
}

/** One word for a shell. */
export function quote(word: string): string {
  if (word.includes("\0")) throw new Error("an argument cannot hold a NUL");
  return `'${word.replaceAll("'", "'\\''")}'`;
}
