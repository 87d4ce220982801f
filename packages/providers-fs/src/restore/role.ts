import { type PlacerRole, type Proposal, runFilesIn, type Tree } from "@rdump/core/provider";
import { MARK_NAME } from "../mirror/mark.ts";
import type { CopyOutInput, FinishInput, PlaceInput, ProvingInput, StageInput } from "./input.ts";
import { observeRestorePlace } from "./observe.ts";
import { treeIn } from "./order.ts";
import { provingPlace } from "./proving.ts";

const NOTHING = { once: null, makes: null, destroys: [], readsTree: false } as const;

/** Restored files arrive in a directory of the caller alone, on the file system of their destination. */
export const directoryPlacer: PlacerRole = {
  observe: observeRestorePlace,
  marks: [MARK_NAME],
  tree: ({ staging }) => treeIn(staging),

  stage({ to, order, place: { staging }, whole }) {
    const input: StageInput = { to, staging, order, ...(whole === undefined ? {} : { whole }) };
    return {
      ...NOTHING,
      kind: "fs/restore-stage",
      verb: "prepare",
      reason: "the files are restored into a closed directory first",
      input,
    };
  },

  place({ to, order, overwrite, place: { staging, mounts = [] } }) {
    const around = mounts.length === 0 ? {} : { mounts: [...mounts] };
    const input: PlaceInput = { to, staging, order, overwrite, ...around };
    return {
      ...NOTHING,
      kind: "fs/restore-place",
      verb: "update",
      reason: "moves the restored files to their place",
      input,
    };
  },

  placeRoot({ to, place: { staging } }, asRoot) {
    const from = { path: treeIn(staging), mounted: false, root: false };
    return copied(from, { to, paths: [], opened: false, rootOnly: true }, asRoot);
  },

  finish({ to, place: { staging } }, stateDir, end) {
    const input: FinishInput = { to, staging, runFiles: runFilesIn(stateDir), ...end };
    const reason =
      end.keep === true ? "keeps the closed directory for a repeated command" : "removes the closed directory";
    return { ...NOTHING, kind: "fs/restore-finish", verb: "update", reason, input };
  },

  proving(parent) {
    const input: ProvingInput = { parent };
    return { scope: { kind: "fs/proving", input }, ...provingPlace(parent) };
  },

  copyOut: (tree, to, { paths, asRoot }) => copied(tree, { to, paths, opened: true, rootOnly: false }, asRoot),
  copyRoot: (tree, to, asRoot) => copied(tree, { to, paths: [], opened: true, rootOnly: true }, asRoot),
};

function copied(
  tree: Pick<Tree, "path" | "mounted" | "root">,
  what: Pick<CopyOutInput, "to" | "paths" | "opened" | "rootOnly">,
  asRoot: boolean,
): Proposal {
  const { path: from, mounted, root } = tree;
  const input: CopyOutInput = { from, mounted, root, ...what, ...(asRoot ? { asRoot } : {}) };
  const verb = what.rootOnly ? "update" : "restore";
  const reason = what.rootOnly ? "sets owner, mode and time of the directory itself" : null;
  return { ...NOTHING, kind: "fs/copy-out", verb, reason, input, readsTree: what.opened };
}
