/** Something that a run reads, and whose content decides what is executed or how. */
export interface Input {
  readonly path: string;
  /** What it is, as the config or the environment calls it. */
  readonly name: string;
  readonly kind: "state" | "secret" | "cache" | "environment" | "repository";
}
