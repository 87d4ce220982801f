/** `rdump -c FILE plan` is `rdump plan -c FILE`. */
export function commandFirst(argv: readonly string[]): readonly string[] {
  const [first = "", second, third] = argv;
  if (/^(--config=|-c.)/.test(first) && second !== undefined) return [second, first, ...argv.slice(2)];
  if ((first !== "-c" && first !== "--config") || second === undefined || third === undefined) return argv;
  return [third, first, second, ...argv.slice(3)];
}
