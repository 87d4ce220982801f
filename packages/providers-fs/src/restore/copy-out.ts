import {
  type ActionHandler,
  type Command,
  type Diagnostic,
  failed,
  mover,
  type ReadIo,
  visible,
} from "@rdump/core/provider";
import { FS } from "../codes/index.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { runCopy } from "../mirror/copying.ts";
import { LOST_AND_FOUND, MARK_NAME } from "../mirror/mark.ts";
import { endingOf } from "../rsync/ending.ts";
import { HERE, placeOf, SOURCE } from "../rsync/place.ts";
import { parseStats } from "../rsync/stats.ts";
import { ROOT_ATTRIBUTES } from "../rsync/stored.ts";
import type { CopyOutInput } from "./input.ts";

/** Copies a readable tree, or some of its paths, into a directory. */
export const copyOutAction: ActionHandler<CopyOutInput> = {
  kind: "fs/copy-out",
  version: 2,
  schema: inputSchemas.actions["fs/copy-out"],
  commands: (input) => [copyOutCommand(input)],
  probe: () => Promise.resolve({ state: "absent" }),

  async run(context) {
    const { input, io, verifyTree } = context;
    const verify = (when: "before" | "after") => (input.opened ? verifyTree(when) : Promise.resolve(null));
    const before = await verify("before");
    if (before !== null) return failed(before);
    const { result, said } = await runCopy(context, { copy: copyOutCommand(input) });
    const problem = (await verify("after")) ?? (await missingPath(input, io));
    if (problem !== null) return failed(problem);
    const consequence = "The restored files are incomplete.";
    const ending = endingOf(result, { live: false, source: input.from, consequence });
    if (ending.kind === "failed") return failed(ending.diagnostic);
    const stats = parseStats(said.join("\n"));
    const moved = stats === null ? {} : { bytes: stats.transferredBytes, files: stats.transferred };
    return { status: "done", made: null, moved, warnings: [] };
  },
};

async function missingPath({ to, paths }: CopyOutInput, io: ReadIo): Promise<Diagnostic | null> {
  for (const path of paths) {
    if ((await io.lstat(`${to}/${path}`)) !== null) continue;
    return FS.error("restore-path-missing", `The point does not contain ${visible(path)}.`);
  }
  return null;
}

function copyOutCommand({ from, mounted, root, to, paths, rootOnly, asRoot }: CopyOutInput): Command {
  const own = [MARK_NAME, LOST_AND_FOUND].map((name) => `--exclude=/${name}`);
  const what = rootOnly
    ? ["-lptgoDAXX", "--dirs", "--exclude=/*"]
    : ["-aHAXXS", "--modify-window=-1", "--one-file-system", ...(paths.length === 0 ? own : ["--relative"])];
  const sources = paths.length === 0 ? [SOURCE] : paths.map((path) => `${SOURCE}./${path}`);
  const attributes = asRoot === true ? ROOT_ATTRIBUTES : [];
  const output = ["--outbuf=L", "--no-human-readable", "--info=progress2,stats2"];
  const options = [...what, ...attributes, "--numeric-ids", ...output];
  return mover(["rsync", ...options, "--", ...sources, HERE], placeOf({ from, to, mounted, root }));
}
