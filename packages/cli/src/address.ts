/** The parts of `GROUP` or `GROUP@POINT`. The key of an address is a JSON string, so the last `]` ends it. */
export function groupAddress(text: string): { readonly address: string; readonly point: string | null } {
  const end = text.lastIndexOf("]");
  if (text[end + 1] !== "@") return { address: text, point: null };
  return { address: text.slice(0, end + 1), point: text.slice(end + 2) };
}
