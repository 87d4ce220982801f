import type { Cursor } from "../../config/index.ts";

/** The items of every command that a config holds. */
export function* commandsIn(root: Cursor): Generator<readonly Cursor[]> {
  for (const [, repository] of root.at("repositories").entries()) {
    yield repository.at("passphrase").at("command").items();
  }
  for (const [, volume] of root.at("volumes").entries()) {
    yield volume.at("hooks").at("before").items();
    yield volume.at("hooks").at("after").items();
  }
}
