import { type ApplyEvent, actionEndLines, type Plan, progressText, reportLines, VERBS, visible } from "@rdump/core";
import { commandText } from "./at-work.ts";
import type { Context } from "./context.ts";

/** Reports the progress of a run to the user. */
export interface Listener {
  plan(plan: Plan): void;
  event(event: ApplyEvent): void;
}

export function listenerFor(json: boolean, context: Context): Listener {
  const listener = json ? jsonListener(context) : humanListener(context);
  return {
    ...listener,
    event(event) {
      context.atWork.note(event);
      listener.event(event);
    },
  };
}

/** One event a line, on standard output. */
function jsonListener({ terminal }: Context): Listener {
  const print = (event: object) => terminal.out(JSON.stringify(event));
  return {
    plan: ({ asOf, notAfter, summary, partial, diagnostics, actions }) =>
      print({
        type: "plan",
        formatVersion: 1,
        asOf,
        notAfter,
        summary,
        partial,
        diagnostics,
        actions: actions.map(({ id, verb, address, reason, destroys }) => ({ id, verb, address, reason, destroys })),
      }),
    event: print,
  };
}

/** Time between two progress messages, in milliseconds: drawn in place on a terminal, else printed as lines. */
const BETWEEN_DRAWINGS = 100;
const BETWEEN_LINES = 15_000;

function humanListener({ terminal }: Context): Listener {
  let actions = 0;
  let number = 0;
  let begun = performance.now();
  let shownAt = begun;
  return {
    plan: () => {},
    event(event) {
      switch (event.type) {
        case "run-begins":
          actions = event.actions;
          terminal.out("");
          return;
        case "action-begins":
          number = event.number;
          begun = performance.now();
          shownAt = begun;
          if (terminal.live) {
            const doing = `${VERBS[event.verb].doing} ${visible(event.address)}`;
            terminal.draw(`[${event.number}/${actions}] ${doing}`);
          }
          return;
        case "progress": {
          const now = performance.now();
          if (now - shownAt < (terminal.live ? BETWEEN_DRAWINGS : BETWEEN_LINES)) return;
          shownAt = now;
          const line = `[${number}/${actions}] ${visible(event.action)}: ${progressText(event.progress, now - begun)}`;
          if (terminal.live) terminal.draw(line);
          else terminal.error(line);
          return;
        }
        case "action-ends":
          for (const line of actionEndLines(event.report, terminal.color)) {
            terminal.out(line.startsWith("  ") ? line : `[${event.number}/${actions}] ${line}`);
          }
          return;
        case "scope-opens":
          if (terminal.live) terminal.draw(`opening ${visible(event.scope)}`);
          return;
        case "scope-closed":
        case "changer-begins":
        case "changer-ends":
          return;
        case "changer-awaited":
          terminal.error(
            `waiting for ${commandText(event.argv)} (process ${event.pid}) of the dead run ${visible(event.run)}. rdump does not end this command.`,
          );
          return;
        case "scope-closes":
          if (terminal.live) terminal.draw(`closing ${visible(event.scope)}`);
          return;
        case "run-ends":
          terminal.out("");
          for (const line of reportLines(event.report, terminal.color)) terminal.out(line);
          return;
      }
    },
  };
}
