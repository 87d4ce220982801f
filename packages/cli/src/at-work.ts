import type { ApplyEvent } from "@rdump/core";
import { visible } from "@rdump/core/start";

/** Time after which a running changer is reported, in milliseconds. */
const LONG = 30_000;

/** The open scopes and running changers of the run. They are named when rdump ends at once. */
export class AtWork {
  readonly #scopes = new Map<string, string>();
  #leftBehind = false;
  readonly #changers = new Map<number, { readonly command: string; readonly since: number }>();

  note(event: ApplyEvent): void {
    switch (event.type) {
      case "scope-opens":
        this.#scopes.set(event.scope, JSON.stringify(event.handle));
        return;
      case "scope-closed":
        if (!event.left) this.#scopes.delete(event.scope);
        return;
      case "changer-begins":
        this.#changers.set(event.pid, { command: commandText(event.argv), since: performance.now() });
        return;
      case "changer-ends":
        this.#changers.delete(event.pid);
        return;
      case "left-behind":
        this.#leftBehind = true;
        return;
      default:
        return;
    }
  }

  /** True if a command hangs, so that the process would not end by itself. */
  get leftBehind(): boolean {
    return this.#leftBehind;
  }

  /** The leftovers if rdump ends now; empty without leftovers. */
  lines(): readonly string[] {
    const scopes = [...this.#scopes].map(([scope, handle]) => `still open: ${visible(scope)} ${visible(handle)}`);
    const changers = [...this.#changers].map(([pid, { command }]) => `still running: ${command} (process ${pid})`);
    return [...changers, ...scopes];
  }

  /** Commands that do not end, for example because a file system or a device hangs. */
  slow(): readonly string[] {
    const now = performance.now();
    return [...this.#changers].flatMap(([pid, { command, since }]) => {
      const seconds = Math.round((now - since) / 1000);
      const words = `waiting for ${command} (process ${pid}), which has been running for ${seconds} s. rdump does not end it: an interrupted change could damage the system.`;
      return now - since < LONG ? [] : [words];
    });
  }
}

/** A short form of a command for a message. */
export function commandText(argv: readonly string[]): string {
  return visible(argv.join(" ").slice(0, 200));
}
