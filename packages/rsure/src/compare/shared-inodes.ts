import { firstFrom, NumberList } from "../weave/sorted.ts";

/** Which inode numbers several files of a revision have, in 8 bytes for each file. First all are added, then `seal` is called. */
export class SharedInodes {
  readonly #list = new NumberList();
  #shared = new Float64Array(0);

  add(ino: number): void {
    this.#list.add(ino);
  }

  seal(): void {
    const inos = this.#list.take().sort();
    this.#shared = inos.filter((ino, at) => ino === inos[at - 1] && ino !== inos[at - 2]);
  }

  get size(): number {
    return this.#shared.length;
  }

  has(ino: number): boolean {
    return this.#shared[firstFrom(this.#shared, ino)] === ino;
  }
}
