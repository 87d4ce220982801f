import { Writable } from "node:stream";
import { stripVTControlCharacters } from "node:util";

let chapter = 0;

export function heading(text: string): void {
  chapter++;
  console.log(`\n${chapter}. ${text}`);
}

export function say(text: string): void {
  console.log(`   ${text}`);
}

/** A command line as it would be typed. */
export function typed(line: string): void {
  console.log(`\n   $ ${line}`);
}

/** Shows what is written to it, set in, and keeps it. */
export class Shown extends Writable {
  #rest = "";
  #text = "";

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    const lines = `${this.#rest}${chunk}`.split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.#show(line);
    done();
  }

  override _final(done: () => void): void {
    if (this.#rest !== "") this.#show(this.#rest);
    done();
  }

  /** Without colours. */
  text(): string {
    return stripVTControlCharacters(this.#text);
  }

  #show(line: string): void {
    this.#text += `${line}\n`;
    console.log(line === "" ? "" : `   ${line}`);
  }
}
