import type { Progress } from "../provider/handler.ts";
import type { ActionReport, Report } from "./report.ts";

/** What happens while a plan is applied, as it happens. The engine never prints: whoever listens does. */
export type ApplyEvent =
  | { readonly type: "run-begins"; readonly run: string; readonly time: string; readonly actions: number }
  | { readonly type: "action-begins"; readonly action: string; readonly number: number }
  | { readonly type: "progress"; readonly action: string; readonly progress: Progress }
  | { readonly type: "action-ends"; readonly number: number; readonly report: ActionReport }
  | { readonly type: "scope-opens"; readonly scope: string }
  | { readonly type: "scope-closes"; readonly scope: string }
  | { readonly type: "run-ends"; readonly report: Report };
