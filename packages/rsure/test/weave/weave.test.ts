import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import t from "tap";
import { update } from "../../src/api/update.ts";
import { placeOf } from "../../src/store/place.ts";
import { openSurefile } from "../../src/store/surefile.ts";
import { OpenMarks } from "../../src/weave/marks.ts";
import { revisionText } from "../../src/weave/revision.ts";
import { SharedBody } from "../../src/weave/shared-body.ts";
import { addTo, apply, edits, emptyDirectory, extract, gather, pieces, textOfTree, weaveOf } from "./histories.ts";

const golden = join(import.meta.dirname, "../../../../fixtures/rsure-golden");
const scratch = mkdtempSync(join(tmpdir(), "rsure-weave-"));
t.teardown(() => rmSync(scratch, { recursive: true, force: true }));

const unpack = (name: string): string => gunzipSync(readFileSync(join(golden, name))).toString("latin1");
const bodyOf = (file: string): string => file.slice(file.indexOf("\n") + 1);
const textOf = (name: string): string => readFileSync(join(golden, name), "latin1");

t.test("golden files are read and written unchanged", async (t) => {
  const revision1 = textOf("rev2-delta1.txt");
  const revision2 = textOf("rev2-delta2.txt");
  for (const name of ["rev1.dat.gz", "rev2.dat.gz"]) {
    const surefile = await openSurefile(placeOf(join(golden, name)));
    t.equal(await gather(revisionText(surefile.body(), 1)), revision1, `${name}, revision 1`);
    if (name === "rev2.dat.gz") t.equal(await gather(revisionText(surefile.body(), 2)), revision2, "revision 2");
    await surefile.close();
  }
  // diff(1) pairs the "-" and "u" of a dropped directory with those of an added one, a merge of trees does not: there
  // the bytes differ, and behind that place they are the same.
  const behind = (text: string): string => text.slice(text.indexOf("dmany"));
  for (const size of [1, 500, 1e6]) {
    const added = await addTo(bodyOf(unpack("rev1.dat.gz")), 1, 2, revision2, { size });
    t.equal(behind(added), behind(bodyOf(unpack("rev2.dat.gz"))), "the marks are where the original puts them");
    t.equal(await extract(added, 1), revision1);
    t.equal(await extract(added, 2), revision2);
  }
  const body = bodyOf(unpack("rev2.dat.gz"));
  t.equal(await addTo(body, 2, 3, revision2), body, "a revision without changes leaves the weave as it is");
});

/** The grammar that the original insists on: marks of one revision never stand within another of the same. */
function checkMarks(body: string): void {
  const marks = new OpenMarks(1);
  for (const line of body.split("\n").slice(0, -1)) {
    if (line.startsWith("\x01")) marks.apply(line);
    else if (marks.depth === 0) throw new Error("text outside of all blocks");
  }
  marks.end();
}

t.test("random histories are read back unchanged", async (t) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(edits, { minLength: 1, maxLength: 12 }),
      fc.nat(300),
      fc.nat(),
      async (history, size, way) => {
        const root = emptyDirectory();
        const texts: string[] = [];
        let body = "";
        for (const [index, changes] of history.entries()) {
          for (const edit of changes) apply(root, edit);
          texts.push(textOfTree(root));
          const anywhere = ((way >> index) & 1) === 1;
          const text = texts[index] as string;
          body = index === 0 ? weaveOf(text) : await addTo(body, index, index + 1, text, { size, anywhere });
        }
        checkMarks(body);
        for (const [index, text] of texts.entries()) {
          if ((await extract(body, index + 1, size)) !== text) throw new Error(`revision ${index + 1} came out wrong`);
        }
      },
    ),
    { numRuns: 300 },
  );
  t.pass("every revision of 300 histories is read as it was written, and the marks are valid");
});

t.test("a directory that moved adds about as many lines as diff(1) does", async (t) => {
  const moves = fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { minLength: 1, maxLength: 3 });
  const sizes = fc.array(fc.constantFrom(0, 3, 40, 150), { minLength: 7, maxLength: 7 });
  await fc.assert(
    fc.asyncProperty(sizes, moves, async (sizes, moves) => {
      const file = join(scratch, "moved.dat");
      const tree = mkdtempSync(join(scratch, "moved-"));
      const name = (index: number, after = "") => join(tree, `${"bdfhjln"[index]}${after}`);
      for (const [index, size] of sizes.entries()) {
        mkdirSync(name(index));
        for (let i = 0; i < size; i++) writeFileSync(join(name(index), `f${i}`), `${i}`);
      }
      await update(file, tree);
      const before = readFileSync(file, "latin1");
      for (const [from, to] of moves) {
        if (existsSync(name(from)) && !existsSync(name(to, "x"))) renameSync(name(from), name(to, "x"));
      }
      await update(file, tree);
      const after = readFileSync(file, "latin1");
      const old = await extract(bodyOf(before), 1);
      const fresh = await extract(bodyOf(after), 2);
      checkMarks(bodyOf(after));
      if ((await extract(bodyOf(after), 1)) !== old) throw new Error("the first revision changed");
      const added = lines(after) - lines(before);
      const needed = addedByDiff(old, fresh);
      rmSync(tree, { recursive: true });
      rmSync(file);
      // A mark is no line of the tree: four for each place that changed.
      const marks = 8 * (moves.length + 1);
      if (added - marks > 1.2 * needed) throw new Error(`${added} lines, where diff adds ${needed}`);
    }),
    { numRuns: process.env.RDUMP_QUICK_TESTS ? 3 : 15, examples: [[[3, 150, 40, 0, 0, 0, 0], [[1, 3]]]] },
  );
  t.pass();
});

t.test("long histories are equal to those of SCCS", async (t) => {
  const random = fc.sample(fc.array(edits, { minLength: 40, maxLength: 40 }), { numRuns: 3, seed: 7 });
  const get = ["/usr/lib/cssc/get", "/usr/lib/x86_64-linux-gnu/cssc/get"].find((path) => {
    try {
      return readFileSync(path).length > 0;
    } catch {
      return false;
    }
  });
  if (!get) t.pass("cssc is not installed: the weave was not shown to SCCS", { skip: true });
  for (const history of random) {
    const root = emptyDirectory();
    for (let i = 0; i < 300; i++) root.files.set(`file${i}`, "0");
    const texts: string[] = [];
    let body = "";
    for (const [index, changes] of history.entries()) {
      for (const edit of changes) apply(root, edit);
      for (let i = 0; i < 20; i++) root.files.set(`file${(index * 37 + i * i) % 320}`, String(index));
      root.files.delete(`file${(index * 53) % 320}`);
      texts.push(textOfTree(root));
      body = index === 0 ? weaveOf(texts[0] as string) : await addTo(body, index, index + 1, texts[index] as string);
    }
    for (const [index, text] of texts.entries()) t.equal(await extract(body, index + 1), text, `revision ${index + 1}`);
    if (get) {
      const file = join(scratch, "s.weave");
      writeFileSync(file, sccsFile(body, texts.length), "latin1");
      for (const revision of [1, 2, 17, texts.length]) {
        const out = execFileSync(get, ["-p", "-s", "-k", `-r1.${revision}`, file], { cwd: scratch });
        t.equal(out.toString("latin1"), texts[revision - 1], `SCCS reads revision ${revision} the same`);
      }
      rmSync(file, { force: true });
    }
  }
});

const lines = (text: string): number => text.split("\n").length - 1;

function addedByDiff(old: string, fresh: string): number {
  const [left, right] = [join(scratch, "old.txt"), join(scratch, "new.txt")];
  writeFileSync(left, old, "latin1");
  writeFileSync(right, fresh, "latin1");
  const { stdout } = spawnSync("diff", ["--minimal", left, right], { encoding: "latin1" });
  return stdout.split("\n").filter((line) => line.startsWith(">")).length;
}

/** The same body behind an SCCS header: a chain of deltas 1.1, 1.2, ... */
function sccsFile(body: string, revisions: number): string {
  let header = "";
  for (let number = revisions; number > 0; number--) {
    header += `\x01s 00001/00001/00001\n\x01d D 1.${number} 26/11/22 10:00:00 t ${number} ${number - 1}\n\x01c x\n\x01e\n`;
  }
  const rest = `${header}\x01u\n\x01U\n\x01f e 0\n\x01t\n\x01T\n${body}`;
  let sum = 0;
  for (const byte of Buffer.from(rest, "latin1")) sum = (sum + byte) & 0xffff;
  return `\x01h${String(sum).padStart(5, "0")}\n${rest}`;
}

t.test("blocks that overlap are read", async (t) => {
  const body = "\x01I 1\na\n\x01D 2\nb\n\x01I 3\nx\n\x01E 2\nc\n\x01E 3\nd\n\x01E 1\n";
  t.equal(await extract(body, 1), "a\nb\nd\n");
  t.equal(await extract(body, 2), "a\nd\n");
  t.equal(await extract(body, 3), "a\nx\nc\nd\n");
});

t.test("a broken weave is refused", async (t) => {
  const bad = {
    "an end without a start": "\x01I 1\na\n\x01E 2\n\x01E 1\n",
    "a block that stays open": "\x01I 1\na\n",
    "a second block within the first": "\x01I 1\n\x01I 1\na\n\x01E 1\n\x01E 1\n",
    "text outside": "a\n\x01I 1\n\x01E 1\n",
    "an unknown mark": "\x01I 1\n\x01Q 1\na\n\x01E 1\n",
    "a number with a sign": "\x01I +1\na\n\x01E 1\n",
    "a mark within a line": "\x01I 1\na\x01E 1\n\x01E 1\n",
  };
  for (const [why, body] of Object.entries(bad)) await t.rejects(extract(body, 1), { code: "corrupt" }, why);
});

t.test("a broken tree is refused on both sides of a comparison", async (t) => {
  const good = textOfTree(emptyDirectory());
  const head = "asure-2.0\n-----\n";
  const dir = "d__root__ [kind dir ]\n";
  const bad = [
    "",
    "asure-1.0\n-----\n",
    head,
    `${head}dother [kind dir ]\n-\nu\n`,
    `${head}${dir}u\n`,
    `${head}${dir}-\n`,
    `${head}${dir}-\n-\nu\n`,
    `${head}${dir}fx [kind file ]\n-\nu\n`,
    `${head}${dir}-\nu\nu\n`,
    `${head}${dir}da [kind dir ]\n-\n`,
  ];
  for (const text of bad) {
    await t.rejects(addTo(weaveOf(good), 1, 2, text), { code: "corrupt" }, JSON.stringify(text));
    await t.rejects(addTo(weaveOf(text), 1, 2, good), { code: "corrupt" }, JSON.stringify(text));
  }
});

async function readAll(source: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _ of source) count++;
  return count;
}

const lengths = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 });

t.test("two readers of one body both get the whole body, at any speed", async (t) => {
  await fc.assert(
    fc.asyncProperty(lengths, fc.nat(80), fc.array(fc.nat(1), { maxLength: 90 }), async (sizes, mostHeld, turns) => {
      const chunks = sizes.map((size, index) => Buffer.alloc(size, index));
      let opened = 0;
      const shared = new SharedBody(() => {
        opened++;
        return pieces(...chunks);
      }, mostHeld);
      const given: Buffer[][] = [[], []];
      const take = async (which: number): Promise<boolean> => {
        const { value } = (await shared.readers[which]?.next()) ?? {};
        if (value) given[which]?.push(value);
        return value !== undefined;
      };
      // Both may ask at once, as the walk and the editor do.
      const asked = turns.map(take);
      await Promise.all(asked);
      while (await take(1));
      while (await take(0));
      await shared.close();
      for (const side of given)
        if (!Buffer.concat(side).equals(Buffer.concat(chunks))) throw new Error("bytes are missing, or in excess");
      if (opened > 2) throw new Error(`the body was read ${opened} times`);
    }),
    { numRuns: 500 },
  );
  t.pass("500 bodies");
});

t.test("a small body is read once; an unreadable body fails for both readers; a reader may stop", async (t) => {
  let [opened, closed] = [0, 0];
  async function* source(bad: boolean): AsyncGenerator<Buffer, void> {
    opened++;
    try {
      for (let i = 0; i < 10; i++) yield Buffer.from("line\n");
      if (bad) throw new Error("damaged");
    } finally {
      closed++;
    }
  }
  const whole = new SharedBody(() => source(false));
  const [first, second] = whole.readers;
  let count = 0;
  for await (const _ of first) if (++count === 3) break;
  count += await readAll(second);
  t.same([count, opened, closed], [13, 1, 1]);
  const bad = new SharedBody(() => source(true));
  for (const reader of bad.readers) await t.rejects(readAll(reader), /damaged/);
  const stopped = new SharedBody(() => source(false));
  await stopped.readers[0].next();
  await Promise.all(stopped.readers.map((reader) => reader.return()));
  await stopped.close();
  t.same([opened, closed], [3, 3]);
});

t.test("more inserted lines than fit into memory are written", async (t) => {
  const root = emptyDirectory();
  root.files.set("aa", "0");
  root.files.set("zz", "0");
  const before = textOfTree(root);
  root.files.delete("zz");
  for (let i = 0; i < 60_000; i++) root.files.set(`file-${i}`, "1");
  const after = textOfTree(root);
  const body = await addTo(weaveOf(before), 1, 2, after);
  t.equal(await extract(body, 1, 1e5), before);
  t.ok((await extract(body, 2, 1e5)) === after);
  t.match(
    body,
    "\x01D 2\nfzz [kind file uid 0 ]\n\x01E 2\n\x01I 2\nffile-0 ",
    "the dropped line comes first all the same",
  );
});
