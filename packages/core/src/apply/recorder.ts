import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { JOURNAL } from "../journal/codes.ts";
import type { Entry } from "../journal/entry.ts";
import type { Journal } from "../journal/journal.ts";

/**
 * Writes the journal of a run, and never rejects: open scopes must be closed even if the journal cannot be written. No
 * action begins whose intent could not be written.
 */
export class Recorder {
  readonly #journal: Journal;
  #lost: Diagnostic | null = null;

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  /** Why an entry could not be written, the first such one; null when all could. */
  get lost(): Diagnostic | null {
    return this.#lost;
  }

  /** Null when the entry survives a power cut, else why not. */
  async write(entry: Entry): Promise<Diagnostic | null> {
    try {
      await this.#journal.append(entry);
      return null;
    } catch (error) {
      const problem = notWritten(error instanceof Error ? error.message : String(error));
      this.#lost ??= problem;
      return problem;
    }
  }
}

function notWritten(why: string): Diagnostic {
  const detail = `${why}. Without the journal, no new action starts, and open scopes are closed. Free space in the state directory, then apply again.`;
  return JOURNAL.error("journal-not-written", detail);
}
