import type { ActionContext, Step } from "@rdump/core/provider";
import t from "tap";
import type { PlaceInput } from "../../src/restore/input.ts";
import { placeAction } from "../../src/restore/place.ts";

const ORDER = {
  ...{ owner: "joke", volume: "root", address: 'root.archives["disk"]', paths: [] },
  point: { id: "1", name: "root-1", time: "2026-11-22T20:06:40Z" },
};
const INPUT: PlaceInput = {
  ...{ to: "/mnt/target", staging: "/mnt/target/.rdump-restore", order: ORDER, overwrite: [] },
  mounts: ["home/ada", "var/lib/db"],
};

/** Places a tree in which these paths are not directories. Returns the outcome, and where commands were started. */
async function placed(kinds: { readonly [path: string]: "symlink" | "file" | null }, order: object | null = null) {
  const written: string[] = [];
  const started: (string | null | undefined)[] = [];
  const io = {
    run: async (step: Step) => {
      if (step.do === "run") started.push(step.cwd);
      else if (step.do === "move") started.push(step.from);
      else if (step.do === "write") written.push(step.path);
      return { exitCode: 0, notStarted: null };
    },
    lstat: async (path: string) => {
      const kind = kinds[path.replace(`${INPUT.staging}/tree/`, "")];
      return kind === null ? null : { kind: kind ?? "directory" };
    },
    names: async () => [],
    readFile: async () => (order === null ? null : Buffer.from(JSON.stringify(order))),
  };
  const run = { id: "20261122T200640Z-aaaa", time: "2026-11-22T20:06:40Z" };
  const outcome = await placeAction.run({ input: INPUT, run, io } as unknown as ActionContext<PlaceInput>);
  return { outcome, started, written };
}

t.test("a restore that goes on still names the run that compared its files", async (t) => {
  const order = { formatVersion: 1, ...ORDER, run: "20261121T200640Z-bbbb" };
  t.strictSame((await placed({}, { ...order, placing: true })).written, []);
  t.strictSame((await placed({}, { ...order, placing: false })).written, [`${INPUT.staging}/order.json`]);
});

t.test("no file is moved through a link of the tree above a mount", async (t) => {
  for (const [path, kind] of [
    ["home", "symlink"],
    ["var/lib", "symlink"],
    ["var", "file"],
  ] as const) {
    const { outcome, started } = await placed({ [path]: kind });
    const detail = new RegExp(`mounted below ${path}, which is not a directory in the point`);
    t.match(outcome, { status: "failed", diagnostic: { code: "restore-not-placed", detail } }, path);
    t.strictSame(started, [], `${path}: nothing is moved`);
  }
});

t.test("directories that the point does not have, or that are moved already, are no obstacle", async (t) => {
  const { outcome, started } = await placed({ home: null, "var/lib": null });
  t.match(outcome, { status: "done" });
  t.ok(started.includes(`${INPUT.staging}/tree/var`));
});
