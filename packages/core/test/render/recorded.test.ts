import t from "tap";
import type { EntryFacts, FoundVersion, NamedState } from "../../src/model/recorded.ts";
import { diffLines, findLines, listLines } from "../../src/render/recorded.ts";

const POINT: NamedState = {
  address: 'home.archives["disk"]',
  id: "0",
  name: "home-20261120T020000Z-0001",
  time: "2026-11-20T02:00:00Z",
  state: "incomplete",
};
const FILE: EntryFacts = {
  kind: "file",
  size: 2048,
  modified: "2026-11-19T00:00:00Z",
  mode: 0o4755,
  uid: 0,
  gid: 7,
  target: null,
};
const HOSTILE = "ev\u001b[2Jil\u202e\nx";

t.test("names cannot change the terminal or begin a line", (t) => {
  const entry = { ...FILE, path: `docs/${HOSTILE}` };
  const link = { ...FILE, kind: "lnk", size: null, modified: null, mode: null, target: HOSTILE, path: "docs/l" };
  const version: FoundVersion = { ...FILE, from: "one", until: null, changed: null };
  const shown: readonly (readonly string[])[] = [
    listLines({ formatVersion: 1, volume: "home", point: POINT, path: "docs", entries: [entry, link] }),
    [
      ...findLines({
        formatVersion: 1,
        pattern: "*",
        volumes: [
          {
            ...{ volume: "home", problem: null, notRecorded: [HOSTILE] },
            revisions: [{ name: "one", time: "2026-11-20T02:00:00Z", points: [HOSTILE] }],
            entries: [{ path: HOSTILE, bytes: "=1b", excluded: false, versions: [version] }],
          },
        ],
      }),
    ],
    [
      ...diffLines({
        ...{ formatVersion: 1, volume: "home", older: POINT, newer: POINT, path: "" },
        differences: [{ path: HOSTILE, type: "changed", kind: null, attributes: [HOSTILE] }],
      }),
    ],
  ];
  for (const line of shown.flat()) {
    t.notMatch(line, "\u001b");
    t.notMatch(line, "\u202e");
    t.notMatch(line, "\n");
  }
  const [listed = []] = shown;
  t.equal(listed[0], 'home.archives["disk"]@home-20261120T020000Z-0001 (2026-11-20T02:00:00Z, incomplete)');
  t.match(listed[1], /^-rwsr-xr-x 0:7 +2\.0 KiB 2026-11-19T00:00:00Z ev/);
  t.match(listed[2], /^l\?{9} .* l -> ev/);
  t.end();
});

t.test("each version has its points, and a deletion its time", (t) => {
  const at = (day: number) => `2026-11-${day}T00:00:00Z`;
  const revisions = [20, 21, 22, 23, 24].map((day) => ({
    name: `r${day}`,
    time: at(day),
    points: day === 23 ? [] : [`archive ${day}`],
  }));
  const versions: readonly FoundVersion[] = [
    { ...FILE, from: "r20", until: "r22", changed: null },
    { ...FILE, from: "r22", until: "r23", changed: ["sha1", "size"] },
    { ...FILE, from: "r24", until: null, changed: null },
  ];
  const entries = [{ path: "a", excluded: false, versions }];
  const volume = { volume: "home", problem: null, notRecorded: [], revisions, entries };
  t.strictSame(
    [...findLines({ formatVersion: 1, pattern: "a", volumes: [volume] })],
    [
      "home: a",
      `    ${at(20)}  file of 2.0 KiB, modified ${at(19)}`,
      "        in 2 points: archive 21, archive 20",
      `    ${at(22)}  file of 2.0 KiB, modified ${at(19)}  changed: sha1, size`,
      "        in 1 point: archive 22",
      `    ${at(23)}  deleted`,
      `    ${at(24)}  file of 2.0 KiB, modified ${at(19)}`,
      "        in 1 point: archive 24",
    ],
  );
  t.end();
});
