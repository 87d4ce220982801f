import type { Desired } from "../desired/desire.ts";
import type { History } from "../model/history.ts";
import type { PointRecord } from "../model/record.ts";
import type { Observed } from "../observe/observe.ts";
import type { Providers } from "../provider/providers.ts";

/** The inputs of the planner. */
export interface PlanRequest {
  readonly desired: Desired;
  readonly observed: Observed;
  /** The results of earlier runs that the system cannot store. */
  readonly history: History;
  /** The recorded points of earlier runs; absent: nothing is known. */
  readonly record?: PointRecord;
  readonly providers: Providers;
  /** Where the config was read, and the SHA-256 of its bytes. */
  readonly config: { readonly file: string; readonly digest: string };
  /** The resolved config without secrets, as JSON5, for the machine record. Absent: no record is made. */
  readonly declared?: () => string;
  readonly host: string;
  /** The caller has all rights: owners and devices can be restored. Absent: not. */
  readonly isRoot?: boolean;
  /** Made with `--now`. */
  readonly simulated: boolean;
}
