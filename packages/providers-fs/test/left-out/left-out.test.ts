import type { ActionContext, FileWrite } from "@rdump/core/provider";
import t from "tap";
import { LeftOut } from "../../src/left-out/left-out.ts";
import type { MirrorInput } from "../../src/mirror/input.ts";

const WRITE: FileWrite = { do: "write", path: "/run/left-out", content: "", mode: 0o600 };

/** The rules that were written for these decayed files. `present`: the answers of the mirror by path. */
function scene(paths: readonly string[], present: { readonly [path: string]: object | Error }) {
  const written: string[] = [];
  const io = {
    realpath: async () => null,
    lstat: async (path: string) => {
      const found = present[path] ?? null;
      if (found instanceof Error) throw found;
      return found;
    },
    run: async ({ content }: FileWrite) => {
      written.push(content);
      return { exitCode: 0 };
    },
  };
  const context = {
    input: { from: "/source", path: "/mirror", rules: [], planned: {} },
    io,
    decayedPaths: () => ({ paths, isCut: false, isSuspected: false }),
  };
  const leftOut = new LeftOut(context as unknown as ActionContext<MirrorInput>, WRITE);
  return { leftOut, rules: () => written.map((each) => each.split("\0").slice(0, -1)) };
}

t.test("a decayed file is kept in the mirror that has it, and copied into one that does not", async (t) => {
  const present = { "/mirror/a": {}, "/mirror/closed/b": new Error("EACCES") };
  const { leftOut, rules } = scene(["a", "closed/b", "gone", "\xff"], present);
  t.equal(await leftOut.write(), null);
  t.equal(await leftOut.copyMissing(), null);
  const kept = (...names: readonly string[]) => names.flatMap((name) => [`H /${name}`, `P /${name}`]);
  t.strictSame(rules(), [kept("a", "closed/b", "gone", "\xff"), kept("a", "closed/b", "\xff")]);
  t.strictSame(leftOut.decayed, ["a", "closed/b", "\xff"]);
});

t.test("without decayed files, the mirror is not asked and the rules are written once", async (t) => {
  const { leftOut, rules } = scene([], {});
  t.equal(await leftOut.write(), null);
  t.equal(await leftOut.copyMissing(), null);
  t.strictSame(rules(), [[]]);
});
