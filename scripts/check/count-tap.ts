import { Parser, type Result } from "tap-parser";
import { BEGINS } from "./marker.ts";

/** What tap counts: every assertion, and no summary of a subtest beside what is in it. */
export interface TapCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly Result[];
}

export interface Listening {
  /** A file has ended; without a time when the file did not begin. */
  file(name: string, ok: boolean, milliseconds: number | null): void;
  failure(result: Result): void;
  /** What is no TAP: a test that prints, or why a file did not come to its end. */
  stray(text: string): void;
}

/** The TAP of one file. */
export interface FileCounts {
  readonly file: string;
  readonly failed: number;
  readonly milliseconds: number;
}

export interface GroupCounts extends TapCounts {
  /** There was TAP, and by its own count nothing of it is missing. */
  readonly whole: boolean;
  /** The last file that began. It is not yet reported: the way its process ended counts too. */
  readonly last: FileCounts;
  /** Files that did not begin. */
  readonly missing: readonly string[];
}

/**
 * Reads the TAP of a group of files to its end, and reports each file but the last one that began.
 *
 * @param files in their order; a group of several files has a marker before each
 */
export function countTap(
  text: NodeJS.ReadableStream,
  files: readonly string[],
  listen: Listening,
): Promise<GroupCounts> {
  const group = new Group(files, listen);
  const parser = new Parser();
  let said = false;
  parser.on("pass", (result: Result) => group.pass(result));
  parser.on("fail", (result: Result) => group.fail(result));
  parser.on("skip", (result: Result) => group.skip(result));
  parser.on("todo", (result: Result) => group.skip(result));
  parser.on("bailout", (reason: string) => group.bailOut(reason));
  return new Promise((resolve) => {
    parser.on("complete", ({ bailout, failures }) => {
      const isWhole = failures.every(({ tapError = null }) => tapError === null) && bailout === false;
      resolve(group.end(said && isWhole));
    });
    text.on("data", (chunk: Buffer | string) => {
      said = true;
      parser.write(chunk);
    });
    text.on("close", () => parser.end());
  });
}

/** The counts of a group while its TAP is read. */
class Group {
  readonly #waiting: string[];
  readonly #listen: Listening;
  readonly #skipped: Result[] = [];
  #passed = 0;
  #failed = 0;
  /** The file that runs. A group of several files has none before the first marker. */
  #file: string | null;
  #began = performance.now();
  /** The counts when the file began. */
  #before = { results: 0, failed: 0 };

  constructor(files: readonly string[], listen: Listening) {
    this.#waiting = [...files];
    this.#listen = listen;
    this.#file = files.length === 1 ? (this.#waiting.shift() ?? null) : null;
  }

  pass({ fullname }: Result): void {
    if (fullname.startsWith(BEGINS)) this.#next();
    else this.#passed++;
  }

  fail(result: Result): void {
    this.#failed++;
    this.#listen.failure(this.#named(result));
  }

  skip(result: Result): void {
    this.#skipped.push(this.#named(result));
  }

  bailOut(reason: string): void {
    this.#failed++;
    this.#listen.stray(`${this.#name}: Bail out! ${reason}\n`);
  }

  end(whole: boolean): GroupCounts {
    if (this.#file !== null && whole) this.#mustHaveResults(this.#file);
    const counts = { passed: this.#passed, failed: this.#failed, skipped: this.#skipped, whole };
    return { ...counts, last: this.#counts(), missing: this.#waiting };
  }

  #next(): void {
    if (this.#file !== null) {
      this.#mustHaveResults(this.#file);
      const { file, failed, milliseconds } = this.#counts();
      this.#listen.file(file, failed === 0, milliseconds);
    }
    this.#file = this.#waiting.shift() ?? null;
    this.#began = performance.now();
    this.#before = { results: this.#results, failed: this.#failed };
  }

  /** A file without a result has not tested anything. */
  #mustHaveResults(file: string): void {
    if (this.#results > this.#before.results) return;
    this.#failed++;
    this.#listen.stray(`${file}: no test ran\n`);
  }

  get #results(): number {
    return this.#passed + this.#failed + this.#skipped.length;
  }

  get #name(): string {
    return this.#file ?? this.#waiting[0] ?? "tests";
  }

  #counts(): FileCounts {
    const failed = this.#failed - this.#before.failed;
    return { file: this.#name, failed, milliseconds: performance.now() - this.#began };
  }

  /** A result whose full name begins with its file. */
  #named(result: Result): Result {
    return { ...result, fullname: `${this.#name} > ${result.fullname || result.name}` };
  }
}
