import fc from "fast-check";
import t from "tap";
import { updateCommand } from "../src/command.ts";
import { lastOutput, parseRevision } from "../src/revisions.ts";

t.test("only valid output of rsure is read as a revision", (t) => {
  const line =
    '{"type":"revision","number":2,"name":"20261122T200640Z","time":"2026-11-22T20:06:41.5Z","tags":{"rdump-volume":"boot"}}';
  t.strictSame(parseRevision(line), {
    number: 2,
    name: "20261122T200640Z",
    time: Date.parse("2026-11-22T20:06:41.5Z"),
    volume: "boot",
  });
  t.match(parseRevision('{"number":1,"name":"by hand","time":"2026-11-22T20:06:41Z","tags":{}}'), { volume: null });
  t.match(parseRevision('{"number":1,"name":"by hand","time":"2026-11-22T20:06:41Z"}'), { volume: null });
  for (const other of [
    "",
    "{}",
    "[]",
    "null",
    '"x"',
    '{"number":1,"name":1,"time":"2026-11-22T20:06:41Z"}',
    '{"number":1,"name":"x","time":"soon"}',
    '{"number":1.5,"name":"x","time":"2026-11-22T20:06:41Z"}',
    '{"name":"x","time":"2026-11-22T20:06:41Z"}',
    line.slice(0, 50),
  ]) {
    t.equal(parseRevision(other), null, other);
  }
  fc.assert(
    fc.property(fc.json(), (json) => {
      const read = parseRevision(json);
      return read === null || typeof read.name === "string";
    }),
  );
  t.end();
});

t.test("the last message of rsure is shown in one safe line", (t) => {
  t.equal(
    lastOutput(Buffer.from('rsure: first\nrsure: EROFS on "a\u001b[2J"\n{"type":"progress"}\n')),
    'EROFS on "a\\x1b[2J"',
  );
  t.equal(lastOutput(Buffer.alloc(0)), "rsure printed no reason");
  t.equal(lastOutput(Buffer.alloc(10_000, "x")).length, 500);
  t.end();
});

const SUREFILE = {
  rsure: ["rsure"] as const,
  volume: "boot",
  directory: "/-d",
  file: "/-d/--help",
  hash: "sha256" as const,
  xattrs: true,
  live: true,
  mounted: false,
  since: null,
  root: false,
};
const RUN = { id: "R", stamp: "20261122T200640Z", time: "2026-11-22T20:06:40Z", machine: null };

t.test("no path or name is read as an option", (t) => {
  const { argv, cwd } = updateCommand(SUREFILE, RUN);
  t.equal(cwd, "/-d");
  t.strictSame(argv, [
    "rsure",
    "--file=./--help",
    "--dir=.",
    "--run=R",
    "--tag=name=20261122T200640Z",
    "--tag=rdump-volume=boot",
    "--hash=sha256",
    "--xattrs",
    "--json",
    "--progress=json",
    "update",
  ]);
  t.end();
});

t.test("files in the mount of a snapshot have a path inside the mount, and no later time than the snapshot", (t) => {
  const directory = "/run/rdump/joke@root";
  const surefile = { ...SUREFILE, directory, file: `${directory}/sub/2sure.dat.gz`, live: false, mounted: true };
  const { argv, cwd, mounted } = updateCommand(surefile, RUN);
  t.strictSame({ cwd, mounted }, { cwd: "/run/rdump/joke@root", mounted: true });
  t.strictSame(argv.slice(0, 3), ["rsure", "--file=./sub/2sure.dat.gz", "--dir=."]);
  t.ok(argv.includes("--as-of=2026-11-22T20:06:40Z"));
  t.end();
});
