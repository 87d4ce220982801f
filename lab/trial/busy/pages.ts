export const PAGE = 4096;

/**
 * Whether the file had this content at one instant. Each page starts with the number of the round that wrote it; rounds
 * write the pages in their order.
 */
export function wasEver(content: Buffer, pages: number): boolean {
  if (content.length !== pages * PAGE) return false;
  const rounds = Array.from({ length: pages }, (_, index) => content.readUInt32LE(index * PAGE));
  const [first = 0] = rounds;
  const older = rounds.findIndex((round) => round !== first);
  return older === -1 || rounds.slice(older).every((round) => round === first - 1);
}
