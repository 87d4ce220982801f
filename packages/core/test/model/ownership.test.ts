import fc from "fast-check";
import t from "tap";
import { claimOf, judge, type Ownership, presentName, presentVolume } from "../../src/model/ownership.ts";

const HERE = "aaaaaaaaaaaaaaaa";
const THERE = "bbbbbbbbbbbbbbbb";
const ADDRESS = 'home.archives["nas"]';
const PLAIN: Ownership = { id: "joke", machine: HERE, formerIds: [], moved: [], takenOver: [] };

const judged = (mark: { owner?: string; volume?: string; machine?: string | null }, more: Partial<Ownership> = {}) =>
  judge(
    { owner: "joke", volume: "home", machine: HERE, ...mark },
    claimOf({ ...PLAIN, ...more }, { address: ADDRESS, volume: "home" }),
  );

t.test("a mark belongs to one owner and machine", (t) => {
  const moved = [
    { from: "users", to: "people" },
    { from: "people", to: "home" },
  ];
  const table = [
    ["own", judged({})],
    ["own", judged({ machine: null }), "a mark of version 0.1"],
    ["foreign", judged({ machine: THERE })],
    ["stranger", judged({ owner: "other" })],
    ["stranger", judged({ owner: "other", machine: THERE })],
    ["stranger", judged({ volume: "root" })],
    ["own", judged({ owner: "old" }, { formerIds: ["older", "old"] })],
    ["foreign", judged({ owner: "old", machine: THERE }, { formerIds: ["old"] })],
    ["own", judged({ machine: THERE }, { takenOver: [{ address: ADDRESS, machine: THERE }] })],
    ["own", judged({ machine: THERE }, { takenOver: [{ address: null, machine: THERE }] })],
    ["foreign", judged({ machine: THERE }, { takenOver: [{ address: 'root.archives["nas"]', machine: THERE }] })],
    ["own", judged({ volume: "users" }, { moved })],
    ["own", judged({ volume: "people" }, { moved })],
    ["stranger", judged({ volume: "users" }, { moved: [{ from: "users", to: "root" }] })],
    ["foreign", judged({ machine: HERE }, { machine: null }), "a machine without an id owns no other's"],
  ] as const;
  for (const [expected, found, why = ""] of table) t.equal(found, expected, why);
  t.end();
});

t.test("a moved volume includes its children, and a cycle of moves ends", (t) => {
  const moved = [{ from: "users", to: "home" }];
  t.equal(presentName("users/anna", moved), "home/anna");
  t.equal(presentName("usersx", moved), "usersx");
  t.equal(presentVolume({ owner: "joke", volume: "users/anna" }, { ...PLAIN, moved }), "home/anna");
  t.equal(presentVolume({ owner: "other", volume: "users" }, { ...PLAIN, moved }), null);
  const circle = [
    { from: "a", to: "b" },
    { from: "b", to: "a" },
  ];
  t.ok(["a", "b"].includes(presentName("a", circle)));
  t.end();
});

t.test("discovery and an action accept the same marks", (t) => {
  const name = fc.constantFrom("a", "b", "c", "d", "a/x", "d/y");
  const moved = fc.array(fc.record({ from: fc.constantFrom("a", "b"), to: fc.constantFrom("c", "d") }), {
    maxLength: 2,
  });
  const owner = fc.constantFrom("joke", "old", "other");
  const machine = fc.constantFrom(null, HERE, THERE);
  fc.assert(
    fc.property(name, moved, owner, machine, (volume, renames, by, made) => {
      const ownership = { ...PLAIN, formerIds: ["old"], moved: renames };
      const present = presentVolume({ owner: by, volume }, ownership);
      const claim = claimOf(ownership, { address: ADDRESS, volume: present ?? volume });
      const expected = by === "other" ? "stranger" : made === THERE ? "foreign" : "own";
      t.equal(judge({ owner: by, volume, machine: made }, claim), expected);
    }),
    { numRuns: 300 },
  );
  t.end();
});
