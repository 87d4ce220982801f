/** An input of a run whose content decides what is executed or how. */
export interface Input {
  readonly path: string;
  /** The name of the input in the config or the environment. */
  readonly name: string;
  readonly kind: "state" | "secret" | "cache" | "environment" | "repository" | "scratch";
  /** A variable of the user who called sudo, and sudo kept the value. */
  readonly keptBySudo?: boolean;
}

/** A program that a run starts because the config names it. */
export interface Program {
  readonly argv: readonly string[] | null | undefined;
  /** The declaration that names the program, as the start of a sentence. */
  readonly name: string;
  readonly address?: string;
}
