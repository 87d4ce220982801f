import type { Changer, DeadRun, OpenIntent, OpenScope } from "../model/dead-run.ts";
import type { Line } from "./entry.ts";

/** Whether a run, or a later one, recorded its end. */
export function hasEnded(lines: readonly Line[]): boolean {
  return lines.some(({ type }) => type === "end");
}

/** The leftovers in a journal without an end. */
export function deadRunOf(run: string, path: string, lines: readonly Line[]): DeadRun {
  const scopes = new Map<string, OpenScope>();
  const intents = new Map<string, OpenIntent>();
  const changers = new Map<number, Changer>();
  let head: Extract<Line, { type: "run" }> | null = null;
  for (const line of lines) {
    switch (line.type) {
      case "run":
        head ??= line;
        break;
      case "intent": {
        const { action, kind, address, input } = line;
        intents.set(action, { action, kind, address, input, ...versionIn(line) });
        break;
      }
      case "outcome":
      case "recovered":
        intents.delete(line.action);
        break;
      case "scope-intent": {
        const { scope, kind, volume, input } = line;
        scopes.set(scope, { scope, kind, volume, input, ...versionIn(line) });
        break;
      }
      case "scope-closed":
        if (line.diagnostic === null) scopes.delete(line.scope);
        break;
      case "changer": {
        const { pid, startTime, argv } = line;
        changers.set(pid, { pid, startTime, argv });
        break;
      }
      case "changer-ended":
        changers.delete(line.pid);
        break;
      case "scope-open":
      case "end":
        break;
    }
  }
  return {
    run,
    path,
    began: head?.time ?? lines[0]?.at ?? "",
    host: head?.host ?? null,
    bootId: head?.bootId ?? null,
    pidNamespace: head?.pidNamespace ?? null,
    scopes: [...scopes.values()].reverse(),
    intents: [...intents.values()],
    changers: [...changers.values()],
  };
}

function versionIn({ inputVersion }: Pick<OpenIntent, "inputVersion">): Pick<OpenIntent, "inputVersion"> {
  return inputVersion === undefined ? {} : { inputVersion };
}
