/** How many random cases a property is tried with: a tenth of them in `npm run check`, which has no minute for all. */
export function runs(all: number): number {
  return process.env.RDUMP_QUICK_TESTS === undefined ? all : Math.ceil(all / 10);
}
