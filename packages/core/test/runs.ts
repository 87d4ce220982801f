/** The number of random cases of a property: a tenth of them in `npm run check`. */
export function runs(all: number): number {
  return process.env.RDUMP_QUICK_TESTS === undefined ? all : Math.ceil(all / 10);
}
