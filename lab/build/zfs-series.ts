import { env } from "node:process";

const SERIES = ["2.3", "2.1"] as const;

/** The series of OpenZFS that a lab has: 2.1 and 2.2 lack what 2.3 can, and many systems have them. */
export type ZfsSeries = (typeof SERIES)[number];

/** As RDUMP_LAB_ZFS says; 2.3 when it says nothing. */
export function wantedZfs(): ZfsSeries {
  const wanted = env.RDUMP_LAB_ZFS ?? SERIES[0];
  const series = SERIES.find((each) => each === wanted);
  if (series === undefined) throw new Error(`RDUMP_LAB_ZFS=${wanted}: there are ${SERIES.join(" and ")}`);
  return series;
}
