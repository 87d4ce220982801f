import type { Ownership } from "@rdump/core/provider";
import t from "tap";
import type { ListedArchive } from "../../src/answers/listing.ts";
import { ownedArchives } from "../../src/discovery/owned-archives.ts";

const time = Date.UTC(2026, 10, 22, 20, 6, 40);
const name = "root-20261122T200640Z";
const comment = "rdump owner=joke volume=root run=r1";
const listed = (changes: Partial<ListedArchive>): ListedArchive => ({
  id: "a".repeat(64),
  name,
  time,
  started: "2026-11-22T20:06:40.000000",
  comment,
  commandLine: [],
  ...changes,
});
const point = { id: "a".repeat(64), name, time, run: "r1", machine: null, state: "complete", held: [] };

const OWNERSHIP: Ownership = { id: "joke", machine: "a".repeat(16), formerIds: [], moved: [], takenOver: [] };

function of(...archives: readonly Partial<ListedArchive>[]) {
  const { points, renamed } = ownedArchives(OWNERSHIP, archives.map(listed));
  return { points: Object.fromEntries(points), renamed: Object.fromEntries(renamed) };
}

const nothing = { points: {}, renamed: {} };

t.test("own archives have the mark of the owner and a name that rdump gives", (t) => {
  t.same(of({}), { points: { root: [point] }, renamed: {} });
  const unchecked = `${name}.unchecked`;
  t.same(of({ name: unchecked, time: null }).points.root, [{ ...point, name: unchecked, state: "invalid" }]);
  t.same(of({ comment: "" }), nothing);
  t.same(of({ comment: "rdump owner=vaco volume=root run=r1" }), nothing);
  t.same(of({ comment: "rdump owner=JOKE volume=root run=r1" }), nothing);
  t.same(of({ comment: `${comment} ` }), nothing);
  t.same(of({ name: "home-20261122T200640Z" }), { points: {}, renamed: { root: ["home-20261122T200640Z"] } });
  t.same(of({ name: "before-the-upgrade" }), { points: {}, renamed: { root: ["before-the-upgrade"] } });
  t.same(of({ time: null }), { points: {}, renamed: { root: [name] } }, "a complete archive without a time");
  const volumes = of({}, { name: "__proto__-20261122T200640Z", comment: "rdump owner=joke volume=__proto__ run=r2" });
  t.same(volumes.points.root, [point]);
  t.end();
});

t.test("a checkpoint belongs to the command that began it", (t) => {
  const checkpoint = { name: `${name}.unchecked.checkpoint`, comment: "", time: time + 5000 };
  const begun = (mark: string) => ({
    ...checkpoint,
    commandLine: ["borg", "create", `--comment=${mark}`, "/r::x", "."],
  });
  t.same(of(begun(comment)).points.root, [{ ...point, name: checkpoint.name, state: "invalid" }]);
  t.same(of(begun("rdump owner=vaco volume=root run=r1")), nothing);
  t.same(of(begun("by hand")), nothing);
  t.same(of(checkpoint), nothing);
  t.same(of({ ...begun(comment), name }), nothing, "no checkpoint, and no mark of its own");
  t.same(of({ ...begun(comment), comment: "by hand" }), nothing);
  t.end();
});
