import { parseArgs } from "node:util";

export interface Asked {
  readonly seed: number;
  readonly hours: number;
  /** Only tests whose paths hold them all. */
  readonly words: readonly string[];
}

const USAGE = "npm run test:campaign -- --seed N --hours H [WORD...]: N is a whole number, H a number of hours";

/** What is wrong, when it is not as it should be. */
export function parseCampaign(argv: readonly string[]): Asked | string {
  try {
    const options = { seed: { type: "string" }, hours: { type: "string" } } as const;
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const { seed = "", hours = "" } = values;
    if (!/^\d{1,9}$/.test(seed) || !/^\d{1,4}(\.\d{1,3})?$/.test(hours)) return USAGE;
    return { seed: Number(seed), hours: Number(hours), words: positionals };
  } catch (error) {
    return `${(error as Error).message}\n${USAGE}`;
  }
}
