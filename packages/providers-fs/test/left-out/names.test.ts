import { excludeOf } from "@rdump/core/conformance";
import { commandResult, EVERYTHING, type Exclude, type FileWrite } from "@rdump/core/provider";
import t from "tap";
import { LeftOut } from "../../src/left-out/left-out.ts";
import { unstoredNames } from "../../src/left-out/names.ts";

type Context = ConstructorParameters<typeof LeftOut>[0];

const FAT = { ...EVERYTHING, cases: false, anyName: false };
const WRITE: FileWrite = { do: "write", path: "/state/run.left-out", content: "", mode: 0o600 };

t.test("names that FAT refuses or changes, and names that are too long", (t) => {
  const refused = [
    "a:b",
    "a?",
    "*",
    'q"',
    "<",
    ">",
    "|",
    "back\\slash",
    "dot.",
    "blank ",
    "line\nfeed",
    "\x01",
    "\xe9",
  ];
  const stored = ["plain", ".hidden", "a.b", " blank", "\xc3\xa9", "#;%&'~`", "\x7f"];
  t.same(unstoredNames([...refused, ...stored], FAT), refused);
  t.same(unstoredNames(["d:", "d:/below", "d:/below/more", "e", "e/x."], FAT), ["d:", "e/x."], "the outermost ones");
  t.same(unstoredNames([...refused, ...stored], EVERYTHING), []);
  const long = ["n".repeat(143), "n".repeat(144)];
  t.same(unstoredNames(long, { ...EVERYTHING, longestName: 143 }), [long[1]]);
  t.end();
});

/** `on`: the mount of the mirror. `names`, `large`: what find lists. */
function scene(on: string, names: readonly string[], large: readonly string[] = [], excludes: readonly Exclude[] = []) {
  const written: string[] = [];
  const asked: string[][] = [];
  const io = {
    query: async ({ argv }: { argv: string[] }) => {
      asked.push(argv);
      const listed = argv.includes("-size") ? large : names;
      return commandResult({
        exitCode: 0,
        stdout: Buffer.from(listed.map((each) => `${each}\0`).join(""), "latin1"),
      });
    },
    realpath: async () => null,
    run: async ({ content }: FileWrite) => {
      written.push(content);
      return commandResult({ exitCode: 0 });
    },
  };
  const input = { from: "/source", path: "/mirror", rules: [], mounted: false, root: true, planned: { on }, excludes };
  return { leftOut: new LeftOut({ io, input } as unknown as Context, WRITE), written, asked };
}

t.test("names that are not stored are left out and named, and collide with nothing", async (t) => {
  const names = ["a", "A:", "a:", "d", "d/x:", "d/X", "D"];
  const { leftOut, written } = scene("exfat /dev/x rw", names);
  t.equal(await leftOut.leaveOutUnstored(FAT, WRITE), true);
  t.equal(written.at(-1), ["- /d", "- /A:", "- /a:", "- /d/x:", ""].join("\0"));
  t.match(await leftOut.whyIncomplete(), [
    { code: "fs-names-collide", detail: /: d \(as D\)\. Nothing was overwritten/ },
    { code: "fs-names-not-stored", detail: /not copied: A:; a:; d\/x:\./ },
  ]);
  t.same([...leftOut.notCompared], ["d", "A:", "a:", "d/x:"]);
});

t.test("files of 4 GiB are left out of FAT alone", async (t) => {
  const { leftOut, written, asked } = scene("vfat /dev/x rw", [], ["iso/dvd.iso"]);
  await leftOut.leaveOutUnstored(EVERYTHING, WRITE);
  t.equal(written.at(-1), "- /iso/dvd.iso\0");
  t.match(asked, [["find", ".", "-xdev", "-type", "f", "-size", "+4294967295c"]]);
  t.match(await leftOut.whyIncomplete(), [{ code: "fs-files-too-large", detail: /not copied: iso\/dvd\.iso\./ }]);
  for (const on of ["exfat /dev/x rw", "ext4 /dev/x rw"]) {
    const other = scene(on, [], ["iso/dvd.iso"]);
    await other.leftOut.leaveOutUnstored(EVERYTHING, WRITE);
    t.same(other.asked, [], on);
    t.same(await other.leftOut.whyIncomplete(), []);
  }
});

t.test("an excluded name needs no place in the mirror", async (t) => {
  const names = ["Readme", "README", "a:", "cache", "cache/b:", "cache/big"];
  const excludes = [excludeOf("README"), excludeOf("a:"), excludeOf("/cache")];
  const { leftOut } = scene("vfat /dev/x rw", names, ["cache/big"], excludes);
  t.equal(await leftOut.leaveOutUnstored(FAT, WRITE), false);
  t.same(await leftOut.whyIncomplete(), []);
});
