import { readFileSync } from "node:fs";
import fc from "fast-check";
import t from "tap";
import { EFFECTIVE, parseDatasets } from "../../src/answers/datasets.ts";
import { parseOwnProperties } from "../../src/answers/own-properties.ts";
import { parsePools } from "../../src/answers/pools.ts";
import { parseEndpoints, parseOwnMarks, parseSnapshots } from "../../src/answers/snapshots.ts";
import { type Answer, rowsOf } from "../../src/answers/table.ts";
import { isOwnSnapshot } from "../../src/naming/marks.ts";
import {
  ancestorsOf,
  mountPath,
  parseSnapshotName,
  scanClone,
  snapshotName,
  volumeAt,
} from "../../src/naming/names.ts";

const SERIES = ["2.1", "2.3"] as const;
const captured = (series: string, name: string) =>
  readFileSync(new URL(`../../../../fixtures/captured/zfs/${series}/${name}.stdout`, import.meta.url));
const found = <T>(answer: Answer<T>) => ("found" in answer ? answer.found : null);

/** Of a dataset without encryption: the columns that rdump asked for later, as both series print them. */
const NO_STREAMS = ["-", "off", "-", "none", "0", "-"];

function datasetsOf(series: string): Buffer {
  const wider = (line: string) =>
    line === ""
      ? ""
      : line
          .split("\t")
          .toSpliced(8, 0, ...NO_STREAMS)
          .join("\t");
  return Buffer.from(recordedDatasets(series).toString().split("\n").map(wider).join("\n"));
}

/**
 * The list of datasets of 2.1 was recorded before rdump asked for the properties in the middle: their values are put in
 * as 2.1 printed them in `get-all`.
 */
function recordedDatasets(series: string): Buffer {
  const printed = captured(series, "rdump-datasets");
  if (series !== "2.1") return withoutMachine(printed);
  const lines = captured(series, "get-all").toString().split("\n");
  const shownFor = (property: string) => lines.find((line) => line.includes(`\t${property}\t`))?.split("\t")[2] ?? "-";
  const wider = (line: string) => {
    const row = line.split("\t");
    const values = EFFECTIVE.map((property) => (row[1] === "volume" ? "-" : shownFor(property)));
    return line === "" ? "" : [...row.slice(0, 8), ...values, ...row.slice(8)].join("\t");
  };
  return withoutMachine(Buffer.from(printed.toString().split("\n").map(wider).join("\n")));
}

/** The lists were recorded before rdump asked for `rdump:machine`: nothing in them has it, which prints as `-`. */
function withoutMachine(printed: Buffer): Buffer {
  return Buffer.from(printed.toString().replaceAll(/\t([^\t\n]*)\n/g, "\t-\t$1\n"));
}

for (const series of SERIES) {
  t.test(`real output of OpenZFS ${series} is read`, (t) => {
    const datasets = parseDatasets(datasetsOf(series));
    t.match(found(datasets), [
      { name: "tank/own", type: "filesystem", origin: null, keyLoaded: null, sharenfs: "off", exec: "on" },
      { name: "tank/own/clone", origin: "tank/own/home@rdump-20261122T000000Z", mark: "lab/tank/own/clone" },
      { name: "tank/own/home", mountpoint: "/tank/own/home", mountsItself: true, xattr: "on", devices: "on" },
      { name: "tank/own/inheriting" },
      { name: "tank/own/secret", keyLoaded: false },
      { name: "tank/own/volume", type: "volume", mountpoint: null, mountsItself: false, acltype: null, sharenfs: null },
      { name: "tank/own/with space" },
    ]);
    const snapshots = parseSnapshots(withoutMachine(captured(series, "rdump-snapshots")));
    t.match(found(snapshots), [
      { dataset: "tank/own/home", name: "rdump-20261122T000000Z", holds: 1, clones: 1 },
      { dataset: "tank/own/home", name: "by-hand", holds: 0, clones: 0, mark: null },
      { dataset: "tank/own/with space", name: "rdump-20261122T000000Z", mark: "lab/rdump-20261122T000000Z" },
    ]);
    t.match(found(parsePools(captured(series, "rdump-pools"))), [{ name: "tank", health: "ONLINE", readOnly: false }]);
    const marks = found(parseOwnMarks(captured(series, "rdump-marks")));
    t.equal(marks?.get("tank/own/home@rdump-20261122T000000Z"), "lab/rdump-20261122T000000Z");
    t.notOk(marks?.has("tank/own/inheriting@by-hand"), "what is inherited is none of its own");
    t.end();
  });
}

t.test("own properties of a dataset are distinguished from inherited ones", (t) => {
  const datasets = found(parseDatasets(datasetsOf("2.3"))) ?? [];
  t.match(
    datasets.filter(({ name }) => name === "tank/own/home" || name === "tank/own/clone"),
    [
      { acltype: "off", setuid: "on" },
      { acltype: "posix", setuid: "off" },
    ],
  );
  const own = found(parseOwnProperties(captured("2.3", "rdump-own")));
  t.strictSame([...(own ?? [])], [["tank/own/home", new Set(["acltype", "setuid"])]]);
  t.end();
});

t.test("other output is refused completely", (t) => {
  const refused = { broken: [] };
  t.strictSame(rowsOf(Buffer.from("a\tb\n"), 3), refused);
  t.strictSame(rowsOf(Buffer.from("a\tb\n\nc\td\n"), 2), refused);
  t.strictSame(parseDatasets(Buffer.from(`tank\tsomething\t1\t-\ton\t-\t-\t0\t${"-\t".repeat(16)}tank\n`)), refused);
  t.strictSame(parseSnapshots(Buffer.from("tank\t1\t0\t0\t-\t-\ttank\n")), refused);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      for (const parse of [
        parseDatasets,
        parseSnapshots,
        parseEndpoints,
        parsePools,
        parseOwnMarks,
        parseOwnProperties,
      ])
        parse(Buffer.from(bytes));
    }),
  );
  t.end();
});

const VICTIM = "tank/home@rdump-20261122T000000Z";
const printed = (rows: readonly (readonly string[])[]) =>
  Buffer.from(rows.map((row) => `${row.join("\t")}\n`).join(""));

t.test("a property with a line feed or a tab makes no row, and is reported", (t) => {
  const row = (name: string, mark: string) => [name, "777", "0", "0", mark, "-", name];
  const forged = row(VICTIM, "lab/rdump-20261122T000000Z").join("\t");
  const before = row("tank/a@1", "-");
  const asked = (mark: string, ...more: string[][]) =>
    parseSnapshots(printed([before, row("tank/web@x", mark), ...more]));
  const web = { broken: ["tank/web@x"] };
  t.match(asked("plain"), { found: [{ name: "1" }, { name: "x", mark: "plain" }] });
  t.strictSame(asked("two\nlines"), web);
  t.strictSame(asked("a\ttab"), web);
  t.strictSame(asked("at its end\n"), web);
  t.strictSame(asked("two\n\nand one empty"), web);
  t.strictSame(asked(`x\n${forged}`), web);
  t.strictSame(asked(`x\n${VICTIM}\t777\t0\t0\tlab/rdump-20261122T000000Z`), web);
  t.strictSame(
    asked(`x\t-\ttank/web@x\n${forged}\ntank/web@x\t1\t0\t0\ty`),
    web,
    "whole rows, except for its own name",
  );
  t.match(asked(`x\t-\ttank/web@x\n${forged}\ntank/web@x\t1\t0\t0\ty`, row(VICTIM, "-")), {
    broken: ["tank/web@x", VICTIM],
  });
  t.end();
});

t.test("a property with a line feed or a tab makes no row in listings of datasets or marks", (t) => {
  const dataset = (name: string, mark: string) => [
    ...[name, "filesystem", "1", "/x", "on", "-", "-", "0", ...NO_STREAMS],
    ...["off", "sa", "on", "on", "on", "off", "off", mark, "-", "-", name],
  ];
  const forged = dataset("tank/rdump-scan/x", "lab/tank/rdump-scan/x").join("\t");
  const broken = { broken: ["tank/web"] };
  t.strictSame(parseDatasets(printed([dataset("tank/web", "x\ny")])), broken);
  t.strictSame(
    parseDatasets(
      printed([
        dataset("tank/web", `x\t-\t-\ttank/web\n${forged}\n${dataset("tank/web", "y").slice(0, 22).join("\t")}`),
      ]),
    ),
    broken,
  );
  const mark = (name: string, value: string) => [name, value, "local", name];
  t.match(parseOwnMarks(printed([mark("tank/web@x", "x")])), { found: new Map([["tank/web@x", "x"]]) });
  const value = `x\tlocal\ttank/web@x\n${mark(VICTIM, "lab/rdump-20261122T000000Z").join("\t")}\ntank/web@x\ty`;
  t.strictSame(parseOwnMarks(printed([mark("tank/web@x", value)])), { broken: ["tank/web@x"] });
  t.end();
});

t.test("snapshots and bookmarks are read from one list, and a broken line refuses all of it", (t) => {
  const snapshot = (mark: string) => ["tank/web@x", "77", "1", "0", mark, "-", "5", "1793588400", "-", "tank/web@x"];
  const bookmark = ["tank/web#x:lab", "77", "-", "-", "-", "-", "5", "1793588400", "-", "tank/web#x:lab"];
  const moment = { dataset: "tank/web", guid: "77", txg: 5, created: 1793588400000, ivset: null };
  t.match(parseEndpoints(printed([bookmark, snapshot("lab/x")])), {
    found: [
      {
        snapshots: [{ dataset: "tank/web", name: "x", guid: "77", holds: 1, mark: "lab/x" }],
        moments: [
          { ...moment, kind: "bookmark", name: "x:lab" },
          { ...moment, kind: "snapshot", name: "x" },
        ],
      },
    ],
  });
  const forged = bookmark.with(0, "tank/web#y").with(-1, "tank/web#y").join("\t");
  for (const mark of ["two\nlines", "a\ttab", `x\t-\t5\t1\t-\ttank/web@x\n${forged}\ntank/web@x\t77\t1\t0\ty`])
    t.strictSame(parseEndpoints(printed([bookmark, snapshot(mark)])), { broken: ["tank/web@x"] });
  t.strictSame(parseEndpoints(printed([["tank/web", ...bookmark.slice(1, -1), "tank/web"]])), { broken: [] });
  t.end();
});

t.test("no value of a property makes an additional row", (t) => {
  const names = ["tank/a@1", "tank/b@1", VICTIM];
  const piece = fc.constantFrom("\n", "\t", "-", "1", "x", ...names);
  const values = fc.array(
    fc.array(piece, { maxLength: 16 }).map((pieces) => pieces.join("")),
    { minLength: 2, maxLength: 2 },
  );
  fc.assert(
    fc.property(values, fc.boolean(), (marks, isThere) => {
      const shown = [...(isThere ? [VICTIM] : []), "tank/a@1", "tank/b@1"];
      const rows = shown.map((name) => [
        name,
        "7",
        "0",
        "0",
        name === VICTIM ? "true" : (marks.pop() ?? "-"),
        "-",
        name,
      ]);
      const isPlain = rows.every((row) => !/[\n\t]/.test(row.join("")));
      const answer = parseSnapshots(printed(rows));
      return "found" in answer ? isPlain : !isPlain && answer.broken.length > 0;
    }),
    { numRuns: 2_000 },
  );
  t.end();
});

t.test("a snapshot is own if its mark and its name have the same run", (t) => {
  const point = "rdump-20261122T030000Z";
  const isOwn = (name: string, mark: string | null) => isOwnSnapshot(parseSnapshotName(name), mark, ["joke"]);
  t.ok(isOwn(point, `joke/${point}`));
  t.ok(isOwn(`${point}-rsure`, `joke/${point}`));
  t.ok(isOwn(`${point}-scan`, `joke/${point}`));
  t.notOk(isOwn(point, `other/${point}`));
  t.notOk(isOwn("by-hand", `joke/${point}`), "an inherited mark");
  t.notOk(isOwn("rdump-20261123T030000Z", `joke/${point}`));
  t.notOk(isOwn(point, null));
  t.end();
});

t.test("names are read back unchanged, and other names are refused", (t) => {
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
  t.equal(volumeAt(mountPath("/run/rdump", "joke", "", "media/a"), "joke"), "media/a");
  t.equal(volumeAt(mountPath("/run/rdump", "joker", "", "media/a"), "joke"), null);
  t.end();
});
