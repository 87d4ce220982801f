import { archiveName, type Completeness, PLANNED_RUN, plain, runAt } from "@rdump/core/provider";
import fc from "fast-check";
import t from "tap";
import { parseArchiveName, timeOfStamp } from "../../src/naming/archive-name.ts";
import { isRemote, locationProblem } from "../../src/naming/location.ts";
import { markText, parseMark, parseRecorded } from "../../src/naming/mark.ts";

t.test("a mark is read back unchanged, and other text is not a mark", (t) => {
  const mark = { owner: "joke", volume: "root", machine: "0123456789abcdef", run: "20261122T200640Z-1a2b3c4d" };
  t.equal(markText(mark), "rdump owner=joke volume=root machine=0123456789abcdef run=20261122T200640Z-1a2b3c4d");
  t.equal(markText({ ...mark, machine: null }), "rdump owner=joke volume=root run=20261122T200640Z-1a2b3c4d", "of 0.1");
  t.equal(plain("media/sub volume:é{now}"), "media/sub%20volume%3A%C3%A9%7Bnow%7D");
  const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(name, name, fc.constantFrom(null, "00112233445566ff"), (owner, volume, machine) => {
      const written = { owner, volume, machine, run: "r1" };
      t.same(parseMark(markText(written)), written);
    }),
    { numRuns: 200 },
  );
  for (const comment of [
    "",
    "rdump",
    `${markText(mark)}\n`,
    ` ${markText(mark)}`,
    "rdump owner=joke volume=root run=",
    "rdump owner=joke volume=root run=a b",
    "rdump owner=joke volume=root home run=a",
    "rdump owner=joke volume=root machine= run=a",
    "rdump owner=joke volume=root machine=0123456789ABCDEF run=a",
    "rdump owner=joke machine=0123456789abcdef volume=root run=a",
    "rdump owner=%6Aoke volume=root run=a",
    "rdump owner=%zz volume=root run=a",
    "rdump owner=j%F0 volume=root run=a",
    `rdump owner=${"o".repeat(5000)} volume=root run=a`,
  ]) {
    t.equal(parseMark(comment), null, JSON.stringify(comment.slice(0, 60)));
  }
  t.end();
});

t.test("a mark can name the machine record of its archive", (t) => {
  const mark = { owner: "joke", volume: "root", machine: null, run: "r1" };
  const record = { digest: "0f".repeat(32), path: "a b/2sure.dat.gz.rsure-machine" };
  const text = markText(mark, record);
  t.equal(text, `rdump owner=joke volume=root run=r1 record=${record.digest}:a%20b/2sure.dat.gz.rsure-machine`);
  t.strictSame(parseMark(text), mark);
  t.strictSame(parseRecorded(text), record);
  t.equal(parseRecorded(markText(mark)), null);
  for (const comment of [`${text} x`, text.replace("0f", "0F"), text.replace(":a", ":%61"), text.replace(/:.*/, ":")]) {
    t.equal(parseMark(comment), null, comment);
  }
  t.end();
});

t.test("the name of an archive contains its time and its state", (t) => {
  const run = runAt("20261122T200640Z-1a2b3c4d", Date.UTC(2026, 10, 22, 20, 6, 40));
  t.equal(archiveName("root", run), "root-20261122T200640Z-3c4d");
  t.equal(archiveName("media/web", PLANNED_RUN), "media+web-{run.time}-{run.suffix}");
  t.match(archiveName("root", { ...run, id: "by hand" }), /^root-20261122T200640Z-[0-9a-f]{4}$/);
  const time = Date.UTC(2026, 10, 22, 20, 6, 40);
  const stamp = "20261122T200640Z";
  const table: readonly (readonly [suffix: string, state: Completeness])[] = [
    ["", "complete"],
    [".incomplete", "incomplete"],
    [".unchecked", "invalid"],
    [".checkpoint", "invalid"],
    [".checkpoint.3", "invalid"],
    [".unchecked.checkpoint", "invalid"],
    [".unchecked.checkpoint.12", "invalid"],
  ];
  for (const [suffix, state] of table) {
    t.same(parseArchiveName(`a-b-${stamp}-01ef${suffix}`, "a-b-"), { stamp, state }, suffix);
    t.same(parseArchiveName(`a-b-${stamp}${suffix}`, "a-b-"), { stamp, state }, `${suffix} of version 0.1`);
  }
  t.equal(timeOfStamp(stamp), time);
  t.same(parseArchiveName("a-b-20280229T235959Z", "a-b-"), { stamp: "20280229T235959Z", state: "complete" });
  for (const name of [
    `root-${stamp}`,
    `a-b-${stamp} `,
    `a-b-${stamp}\n`,
    `a-b-${stamp}-01e`,
    `a-b-${stamp}-01EF`,
    `a-b-${stamp}-01ef0`,
    `a-b-${stamp}.unchecked-01ef`,
    `a-b-${stamp}.checkpoint.0`,
    `a-b-${stamp}.checkpoint.unchecked`,
    `a-b-${stamp}.incomplete.unchecked`,
    `a-b-${stamp}.unchecked.incomplete`,
    `a-b-${stamp}.incomplete.checkpoint`,
    "a-b-20261322T200640Z",
    "a-b-20260230T200640Z",
    "a-b-20270229T200640Z",
    "a-b-20261131T200640Z",
    "a-b-20260022T200640Z",
    "a-b-20261100T200640Z",
    "a-b-20261132T200640Z",
    "a-b-20261122T240000Z",
    "a-b-20261122T206040Z",
    "a-b-20261122T200660Z",
    "a-b-20261122T246040Z",
    `x-a-b-${stamp}`,
    "a-b-",
  ]) {
    t.equal(parseArchiveName(name, "a-b-"), null, JSON.stringify(name));
  }
  t.end();
});

t.test("a location has the same meaning for borg", (t) => {
  const good = [
    "/mnt/backup",
    "/mnt/a b'\n:é",
    "/mnt/a:b",
    "ssh://nas.example/./joke",
    "ssh://backup@nas.example:2222/srv/joke",
    "ssh://backup@[fe80::1]/srv",
    "backup@nas.example:joke",
    "nas:/srv/joke",
  ];
  for (const location of good) {
    t.equal(locationProblem(location), null, location);
    t.equal(isRemote(location), !location.startsWith("/"), location);
  }
  const bad = [
    "",
    "relative/path",
    "//double",
    "/mnt/{hostname}",
    "/mnt/}",
    "/mnt::archive",
    "/mnt/a:",
    "/mnt/\0",
    "/mnt/\udcff",
    "file:///mnt/backup",
    "http://nas/joke",
    "ssh://nas",
    "ssh://-oProxyCommand=x/joke",
    "ssh://u@-oProxyCommand=x/joke",
    "-oProxyCommand=x:joke",
    "ssh://nas//joke",
  ];
  for (const location of bad) t.type(locationProblem(location), "string", JSON.stringify(location));
  t.end();
});
