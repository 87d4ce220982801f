import type { Ownership } from "@rdump/core/provider";
import t from "tap";
import type { ListedArchive } from "../../src/answers/listing.ts";
import { ownedArchives } from "../../src/discovery/owned-archives.ts";
import { parseMark } from "../../src/naming/mark.ts";

const time = Date.UTC(2026, 10, 22, 20, 6, 40);
const name = "root-20261122T200640Z";
const comment = "rdump owner=joke volume=root run=r1";
const listed = (changes: Partial<ListedArchive>): ListedArchive => ({
  id: "a".repeat(64),
  name,
  time,
  started: "2026-11-22T20:06:40.000000",
  comment,
  mark: parseMark(changes.comment ?? comment),
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

t.test("a checkpoint is invalid, and has the time of its name", (t) => {
  const checkpoint = { name: `${name}.unchecked.checkpoint`, comment: "", time: time + 5000 };
  t.same(of({ ...checkpoint, mark: parseMark(comment) }).points.root, [
    { ...point, name: checkpoint.name, state: "invalid" },
  ]);
  t.same(of({ ...checkpoint, mark: parseMark("rdump owner=vaco volume=root run=r1") }), nothing);
  t.same(of({ ...checkpoint, mark: undefined }), nothing);
  t.end();
});
