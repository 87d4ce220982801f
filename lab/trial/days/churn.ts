import type { Operation } from "./operation.ts";
import type { Random } from "./random.ts";

/** Files that fill many directories, and the changes of an ordinary day among them. */
export class Churn {
  readonly #random: Random;
  readonly #paths: string[] = [];
  readonly #wanted: number;
  #made = 0;

  constructor(random: Random, files: number) {
    this.#random = random;
    this.#wanted = files;
  }

  first(time: number): readonly Operation[] {
    const directories = Math.ceil(this.#wanted / 100);
    return [
      { kind: "directory", path: "many" },
      ...Array.from({ length: directories }, (_, index): Operation => ({ kind: "directory", path: `many/d${index}` })),
      ...Array.from({ length: this.#wanted }, () => this.#added(time)),
    ];
  }

  /** One file in a hundred is edited; half as many are added, deleted and renamed. */
  day(time: number): readonly Operation[] {
    const edited = Math.ceil(this.#wanted / 100);
    const others = Math.ceil(edited / 2);
    return [
      ...this.#some(edited, (path) => this.#write(path, time)),
      ...this.#some(others, (from) => this.#renamed(from)),
      ...Array.from({ length: others }, (): Operation => ({ kind: "remove", path: this.#random.take(this.#paths) })),
      ...Array.from({ length: others }, () => this.#added(time)),
    ];
  }

  /** Content that changes while size and mtime stay. */
  unseen(): readonly Operation[] {
    return this.#some(5, (path) => ({ kind: "rewrite-unseen", path, content: { bytes: 100, seed: this.#seed() } }));
  }

  #some(count: number, change: (path: string) => Operation): readonly Operation[] {
    const paths = Array.from({ length: count }, () => this.#random.take(this.#paths));
    return paths.map((path) => {
      const operation = change(path);
      this.#paths.push(operation.kind === "rename" ? operation.to : path);
      return operation;
    });
  }

  #renamed(from: string): Operation {
    return { kind: "rename", from, to: this.#path() };
  }

  #added(time: number): Operation {
    const path = this.#path();
    this.#paths.push(path);
    return this.#write(path, time);
  }

  #path(): string {
    const number = this.#made++;
    return `many/d${number % Math.ceil(this.#wanted / 100)}/f${number}`;
  }

  #write(path: string, time: number): Operation {
    const content = { bytes: 100 + this.#random.below(4000), seed: this.#seed() };
    return { kind: "write", path, content, time: time + this.#random.below(3600) };
  }

  #seed(): number {
    return this.#random.below(2 ** 31);
  }
}
