import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Finding } from "./finding.ts";

/** Which kind of difference the attributes of a record belong to. */
const KINDS: { readonly [attribute: string]: string } = {
  kind: "type",
  perm: "mode",
  uid: "owner",
  gid: "owner",
  mtime: "time",
  size: "content",
  sha1: "content",
  targ: "target of a link",
  devmaj: "device number",
  devmin: "device number",
  xattrs: "extended attributes",
};

/** The integrity record of a tree, with a revision for each day. */
export class Surefile {
  readonly #rsure: readonly [string, ...string[]];
  readonly #file: string;

  /** `rsure`: the command. `file`: outside of the tree. */
  constructor(rsure: readonly [string, ...string[]], file: string) {
    this.#rsure = rsure;
    this.#file = file;
  }

  record(root: string, day: number): void {
    const { status, stderr } = this.#run(["-d", root, "--xattrs", "--tag", `name=day${day}`, "update"]);
    if (status !== 0) throw new Error(`rsure update ended with ${status}: ${stderr}`);
  }

  check(root: string, day: number): readonly Finding[] {
    const { status, stdout, stderr } = this.#run(["-d", root, "-v", `day${day}`, "--json", "check"]);
    if (status !== 0 && status !== 1) throw new Error(`rsure check ended with ${status}: ${stderr}`);
    const lines = stdout.split("\n").filter((line) => line !== "");
    return lines.flatMap((line) => findingsOf(JSON.parse(line)));
  }

  #run(words: readonly string[]) {
    const [program, ...first] = this.#rsure;
    const env = { PATH: process.env.PATH };
    const argv = [...first, "--progress", "none", "-f", this.#file, ...words];
    return spawnSync(program, argv, { encoding: "utf8", env, maxBuffer: 2 ** 28, stdio: ["ignore", "pipe", "pipe"] });
  }
}

interface Line {
  readonly type: string;
  readonly path: string;
  readonly attributes: readonly string[];
}

function findingsOf({ type, path, attributes }: Line): readonly Finding[] {
  if (type === "added") return [{ kind: "extra", path }];
  if (type === "removed") return [{ kind: "missing", path }];
  if (type !== "changed") return [];
  return [...new Set(attributes.map((each) => KINDS[each] ?? each))].map((kind) => ({ kind, path }));
}

/** The command of this checkout. In the lab, a variable says where it is. */
export function ownRsure(): readonly [string, ...string[]] {
  const path = process.env.RDUMP_TRIAL_RSURE ?? join(import.meta.dirname, "../../../packages/cli/bundle/rsure.js");
  return [process.execPath, path];
}
