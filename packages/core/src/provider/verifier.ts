import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ReadIo } from "../io/capability.ts";
import type { Json } from "../model/json.ts";
import type { RunRef } from "../model/run.ts";
import type { Tree } from "../model/scope.ts";

/** Checks opened trees of one kind. An opening names the verifier of its tree. */
export interface TreeVerifier<Input = Json> {
  readonly kind: string;
  /**
   * Checks whether the tree is still exactly the opened one, before each reader starts and after it has ended. Only
   * then does the data that was read count. Null: it is. `run`: the present one.
   */
  verify(
    tree: Pick<Tree, "path"> & { readonly input: Input; readonly run: RunRef },
    when: "before" | "after",
    io: ReadIo,
  ): Promise<Diagnostic | null>;
}

/** An input comes back to the verifier that the opening named, as the opening gave it. */
export function treeVerifier<Input>(verifier: TreeVerifier<Input>): TreeVerifier {
  return verifier as unknown as TreeVerifier;
}
