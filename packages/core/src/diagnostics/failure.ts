import type { Diagnostic } from "./diagnostic.ts";

/** An error that a user can see and correct. Any other thrown error is a bug. */
export class Failure extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: Diagnostic | readonly Diagnostic[], options?: ErrorOptions) {
    const all: readonly Diagnostic[] = "code" in diagnostics ? [diagnostics] : diagnostics;
    super(all.map((each) => `${each.summary}: ${each.detail}`).join("\n"), options);
    this.name = "Failure";
    this.diagnostics = all;
  }
}
