import { EVERYTHING } from "@rdump/core/provider";
import t from "tap";
import { findUnstoredCommand, outdatedIn, parseFormats, parseUnstored } from "../../src/left-out/unstored.ts";

const TREE = { from: "/home", mounted: false, root: true };

t.test("only kinds that the mirror does not store are searched", (t) => {
  t.equal(findUnstoredCommand(TREE, EVERYTHING), null);
  const typesOf = (lacks: object) => {
    const argv: readonly string[] = findUnstoredCommand(TREE, { ...EVERYTHING, ...lacks })?.argv ?? [];
    return argv[argv.indexOf("-type") + 1];
  };
  t.equal(typesOf({ symlinks: false }), "l");
  t.equal(typesOf({ specials: false, devices: false }), "p,s,b,c");
  t.end();
});

t.test("an entry is outdated if the mirror has another kind of entry there", (t) => {
  const source = parseUnstored(Buffer.from("l a\0c dev/null\0p x\ny\0l same\0nonsense\0", "latin1"));
  const mirror = parseFormats(Buffer.from("81a4 a\0" + "2190 dev/null\0" + "41ed x\ny\0" + "a1ff same\0" + "?\0"));
  t.same([...source.keys()], ["a", "dev/null", "x\ny", "same"]);
  t.same(outdatedIn(source, mirror), ["a", "x\ny"]);
  t.same(outdatedIn(source, new Map()), []);
  t.end();
});
