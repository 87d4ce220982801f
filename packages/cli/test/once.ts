import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import t from "tap";

/**
 * Prepares a directory once for several tests of a file, which run one after another. Each call puts the directory back
 * into the state after the preparation, under the same path.
 */
export function preparedOnce<Place extends { readonly root: string }>(
  prepare: () => Promise<Place>,
): () => Promise<Place> {
  let prepared: Place | undefined;
  return async () => {
    if (prepared === undefined) {
      prepared = await prepare();
      const copy = `${prepared.root}-prepared`;
      t.teardown(() => rmSync(copy, { recursive: true, force: true }));
      execFileSync("cp", ["-a", prepared.root, copy]);
      return prepared;
    }
    rmSync(prepared.root, { recursive: true });
    execFileSync("cp", ["-a", `${prepared.root}-prepared`, prepared.root]);
    return prepared;
  };
}
