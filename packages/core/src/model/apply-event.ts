import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Address } from "./address.ts";
import type { Json } from "./json.ts";
import type { Progress } from "./outcome.ts";
import type { ActionReport, Report } from "./report.ts";
import type { Verb } from "./verb.ts";

/** Events while a plan is applied. The engine never prints: the listener does. */
export type ApplyEvent =
  | { readonly type: "run-begins"; readonly run: string; readonly time: string; readonly actions: number }
  | {
      readonly type: "action-begins";
      readonly action: string;
      readonly verb: Verb;
      readonly address: Address;
      readonly number: number;
    }
  | { readonly type: "progress"; readonly action: string; readonly progress: Progress }
  | { readonly type: "action-ends"; readonly number: number; readonly report: ActionReport }
  | { readonly type: "scope-opens"; readonly scope: string; readonly handle: Json }
  | { readonly type: "scope-closes"; readonly scope: string }
  /** `left`: it could not be closed, and is still there. */
  | { readonly type: "scope-closed"; readonly scope: string; readonly left: boolean }
  /** A command that changes the state of the system is running. It is never ended. */
  | { readonly type: "changer-begins"; readonly pid: number; readonly argv: readonly string[] }
  | { readonly type: "changer-ends"; readonly pid: number }
  /** Recovery waits for such a command of a run that died. */
  | { readonly type: "changer-awaited"; readonly run: string; readonly pid: number; readonly argv: readonly string[] }
  /** Its device will never answer: neither the command nor rdump is awaited. */
  | { readonly type: "left-behind"; readonly what: string; readonly diagnostic: Diagnostic }
  | { readonly type: "run-ends"; readonly report: Report };
