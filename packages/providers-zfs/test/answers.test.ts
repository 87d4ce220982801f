import { readFileSync } from "node:fs";
import fc from "fast-check";
import t from "tap";
import { parseDatasets } from "../src/answers/datasets.ts";
import { parsePools } from "../src/answers/pools.ts";
import { parseOwnMarks, parseSnapshots } from "../src/answers/snapshots.ts";
import { rowsOf } from "../src/answers/table.ts";
import { isOwnSnapshot } from "../src/naming/marks.ts";
import { ancestorsOf, parseSnapshotName, scanClone, snapshotName } from "../src/naming/names.ts";

const SERIES = ["2.1", "2.3"] as const;
const captured = (series: string, name: string) =>
  readFileSync(new URL(`../../../fixtures/captured/zfs/${series}/${name}.stdout`, import.meta.url));

for (const series of SERIES) {
  t.test(`what OpenZFS ${series} really printed is read`, (t) => {
    const datasets = parseDatasets(captured(series, "rdump-datasets"));
    t.match(datasets, [
      { name: "tank/own", type: "filesystem", origin: null, keyLoaded: null },
      { name: "tank/own/clone", origin: "tank/own/home@rdump-20261122T000000Z", mark: "lab/tank/own/clone" },
      { name: "tank/own/home", mountpoint: "/tank/own/home" },
      { name: "tank/own/inheriting" },
      { name: "tank/own/secret", keyLoaded: false },
      { name: "tank/own/volume", type: "volume", mountpoint: null },
      { name: "tank/own/with space" },
    ]);
    const snapshots = parseSnapshots(captured(series, "rdump-snapshots"));
    t.match(snapshots, [
      { dataset: "tank/own/home", name: "rdump-20261122T000000Z", holds: 1, clones: 1 },
      { dataset: "tank/own/home", name: "by-hand", holds: 0, clones: 0, mark: null },
      { dataset: "tank/own/with space", name: "rdump-20261122T000000Z", mark: "lab/rdump-20261122T000000Z" },
    ]);
    t.match(parsePools(captured(series, "rdump-pools")), [{ name: "tank", health: "ONLINE", readOnly: false }]);
    const marks = parseOwnMarks(captured(series, "rdump-marks"));
    t.equal(marks?.get("tank/own/home@rdump-20261122T000000Z"), "lab/rdump-20261122T000000Z");
    t.notOk(marks?.has("tank/own/inheriting@by-hand"), "what is inherited is none of its own");
    t.end();
  });
}

t.test("anything else is refused, and never half-read", (t) => {
  t.equal(rowsOf(Buffer.from("a\tb\n"), 3), null);
  t.equal(parseDatasets(Buffer.from("tank\tsomething\t1\t-\t-\t-\t0\t-\t-\n")), null);
  t.equal(parseSnapshots(Buffer.from("tank\t1\t0\t0\t-\n")), null);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      for (const parse of [parseDatasets, parseSnapshots, parsePools, parseOwnMarks]) parse(Buffer.from(bytes));
    }),
  );
  t.end();
});

t.test("a snapshot is own when its mark names the run that its name bears", (t) => {
  const point = "rdump-20261122T030000Z";
  const isOwn = (name: string, mark: string | null) => isOwnSnapshot(parseSnapshotName(name), mark, "joke");
  t.ok(isOwn(point, `joke/${point}`));
  t.ok(isOwn(`${point}-rsure`, `joke/${point}`));
  t.ok(isOwn(`${point}-scan`, `joke/${point}`));
  t.notOk(isOwn(point, `other/${point}`));
  t.notOk(isOwn("by-hand", `joke/${point}`), "an inherited mark");
  t.notOk(isOwn("rdump-20261123T030000Z", `joke/${point}`));
  t.notOk(isOwn(point, null));
  t.end();
});

t.test("names are read back as they were given, and nothing else is one", (t) => {
  for (const purpose of ["point", "companion", "scan", "clone"] as const) {
    const time = Date.UTC(2026, 10, 22, 3);
    t.strictSame(parseSnapshotName(snapshotName("20261122T030000Z", purpose)), {
      stamp: "20261122T030000Z",
      time,
      purpose,
    });
  }
  for (const name of ["rdump-20261322T030000Z", "rdump-20261122T030000Z-x", "autosnap_2026-11-22_daily", "rdump-"]) {
    t.equal(parseSnapshotName(name), null, name);
  }
  t.strictSame(ancestorsOf("a/b/c"), ["a", "a/b"]);
  const one = scanClone("tank/rdump-scan", { owner: "joke", volume: "media/a" });
  t.match(one, /^tank\/rdump-scan\/media:a-[0-9a-f]{8}$/);
  t.not(one, scanClone("tank/rdump-scan", { owner: "joke", volume: "media:a" }));
  t.end();
});
