import type { Cursor } from "../cursor.ts";
import { placesIn } from "../repositories/index.ts";

/** The items of every command that a config holds. */
export function* commandsIn(root: Cursor): Generator<readonly Cursor[]> {
  yield* commandsAtRootIn(root);
  yield* commandsInTreesIn(root);
}

/** Commands that are started in `/`. */
export function* commandsAtRootIn(root: Cursor): Generator<readonly Cursor[]> {
  for (const [, repository] of root.at("repositories").entries()) {
    for (const command of placesIn(repository, "secretCommands")) yield command.items();
  }
  for (const [, volume] of root.at("volumes").entries()) {
    yield volume.at("hooks").at("before").items();
    yield volume.at("hooks").at("after").items();
  }
}

/** Commands that are started in restored trees. */
export function* commandsInTreesIn(root: Cursor): Generator<readonly Cursor[]> {
  for (const [, volume] of root.at("volumes").entries()) {
    for (const proof of volume.at("verify").items()) yield proof.at("command").items();
  }
}
