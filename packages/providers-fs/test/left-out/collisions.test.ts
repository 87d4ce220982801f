import { commandResult, EVERYTHING, type FileWrite } from "@rdump/core/provider";
import t from "tap";
import { collisionsIn, underOtherNames } from "../../src/left-out/collisions.ts";
import { LeftOut } from "../../src/left-out/left-out.ts";

const WITHOUT_CASE = { ...EVERYTHING, cases: false };
type Context = ConstructorParameters<typeof LeftOut>[0];

t.test("names that differ only in case are left out with a bounded number of rules", async (t) => {
  const written: string[] = [];
  const write: FileWrite = { do: "write", path: "/state/run.left-out", content: "", mode: 0o600 };
  const leftOut = (pairs: number) => {
    const names = Array.from({ length: pairs }, (_, number) => `d/A${number}\0d/a${number}\0`).join("");
    const io = {
      query: async ({ cwd }: { cwd: string }) =>
        commandResult({ exitCode: 0, stdout: Buffer.from(cwd === "/source" ? names : "") }),
      realpath: async () => null,
      readFile: async () => Buffer.from(""),
      run: async ({ content }: FileWrite) => {
        written.push(content);
        return commandResult({ exitCode: 0 });
      },
    };
    const input = { from: "/source", path: "/mirror", rules: [], mounted: false, root: true, planned: null };
    return new LeftOut({ io, input } as unknown as Context, write);
  };
  const few = leftOut(2);
  await few.leaveOutUnstored(WITHOUT_CASE, write);
  t.equal(written.pop(), "- /d/a0\0- /d/a1\0");
  t.match(await few.whyIncomplete(), [
    { code: "fs-names-collide", detail: /a0 \(as d\/A0\).*Nothing was overwritten/ },
  ]);

  const many = leftOut(30_000);
  await many.leaveOutUnstored(WITHOUT_CASE, write);
  t.equal(written.pop()?.split("\0").length, 20_001);
  t.match(await many.whyIncomplete(), [{ code: "fs-names-collide", detail: /can have overwritten another one/ }]);
});

const CASELESS = { cases: false, forms: true };
const NONE = { stores: CASELESS, unstored: [], mirror: [], reserved: [] };

t.test("of names that differ only in case, the one of the mirror is kept, or else the first", (t) => {
  const paths = ["a", "A", "d", "D", "d/x", "D/x", "D/X", "\xc3\xa9", "\xc3\x89"];
  t.same(collisionsIn({ ...NONE, paths }), [
    { path: "D/x", kept: "D/X" },
    { path: "a", kept: "A" },
    { path: "d", kept: "D" },
    { path: "\xc3\xa9", kept: "\xc3\x89" },
  ]);
  t.same(collisionsIn({ ...NONE, paths, mirror: ["a", "d", "d/x", "gone", "\xc3\xa9"] }), [
    { path: "A", kept: "a" },
    { path: "D", kept: "d" },
    { path: "\xc3\x89", kept: "\xc3\xa9" },
  ]);
  t.same(
    collisionsIn({ ...NONE, paths: ["D", "D/x", "d", "d/x"], unstored: ["D"] }),
    [],
    "an unstored name has no place",
  );
  t.same(collisionsIn({ ...NONE, paths: [".Mark", ".mark", "b/.Mark"], reserved: [".mark"] }), [
    { path: ".Mark", kept: ".mark" },
  ]);
  t.end();
});

t.test("entries of the mirror that the source has under a name in another case", (t) => {
  const paths = ["README", "D", "D/A", "same", "s/x", "s"];
  const mirror = ["Readme", "d", "d/A", "d/b", "same", "S", "S/x", "gone", ".mark"];
  t.same(underOtherNames({ stores: CASELESS, paths: [...paths, ".MARK"], mirror, reserved: [".mark"] }), [
    "Readme",
    "S",
    "d",
  ]);
  t.same(
    underOtherNames({ stores: CASELESS, paths, mirror: ["s", "s/X"], reserved: [] }),
    ["s/X"],
    "the outermost that differs",
  );
  t.same(underOtherNames({ stores: CASELESS, paths: ["README", "Readme"], mirror: ["Readme"], reserved: [] }), []);
  t.end();
});

t.test("names that differ only in the Unicode form of a letter", (t) => {
  const [composed, decomposed] = ["caf\xc3\xa9", "cafe\xcc\x81"];
  const stores = { cases: true, forms: false };
  const paths = [composed, decomposed, "CAF\xc3\xa9"];
  t.same(collisionsIn({ ...NONE, stores, paths }), [{ path: composed, kept: decomposed }]);
  t.same(collisionsIn({ ...NONE, stores, paths, mirror: [composed] }), [{ path: decomposed, kept: composed }]);
  t.same(collisionsIn({ ...NONE, stores: { cases: true, forms: true }, paths }), []);
  t.equal(collisionsIn({ ...NONE, stores: { cases: false, forms: false }, paths }).length, 2);
  t.same(underOtherNames({ stores, paths: [decomposed], mirror: [composed], reserved: [] }), [composed]);
  t.end();
});
