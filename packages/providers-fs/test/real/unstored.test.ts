import { execFileSync } from "node:child_process";
import { linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t, { type Test } from "tap";
import { codeOf, Field, type Hooks, needsRoot } from "./field.ts";

const LACKS = { symlinks: false, specials: false, devices: false };

/** A complete mirror that is known to store neither links nor FIFOs, in which entries of the source changed their kind. */
async function changedKinds(t: Test) {
  const field = new Field(t);
  const at = (name: string) => join(field.source, name);
  mkdirSync(at("directory"));
  for (const name of ["file", "pipe", "directory/below", "stays", "stays too"]) writeFileSync(at(name), name);
  t.equal(codeOf(await field.apply()), null);
  const mark = field.mark();
  const stores = { ...(mark.stores as object), ...LACKS };
  writeFileSync(join(field.mirror, ".rdump.json"), JSON.stringify({ ...mark, stores }));
  for (const name of ["file", "pipe", "directory"]) rmSync(at(name), { recursive: true });
  symlinkSync("stays", at("file"));
  symlinkSync("/", at("directory"));
  execFileSync("mkfifo", [at("pipe")]);
  return field;
}

const listed = (field: Field) => readdirSync(field.mirror).sort();

t.test(
  "a file that became a link is deleted from a mirror without links, and named",
  { skip: needsRoot },
  async (t) => {
    const field = await changedKinds(t);
    const { outcome } = await field.apply({ shrink: 0.9 });
    const detail = /^3 entries of .* became .*: (?=.*\bfile\b)(?=.*\bdirectory\b).*\bpipe\b.* deleted\.$/;
    t.match(outcome, { status: "done", warnings: [{ code: "fs-mirror-former-deleted", detail }] });
    t.same(listed(field), [".rdump.json", "stays", "stays too"]);
    const quiet = await field.apply();
    t.match(quiet.outcome, { status: "done", warnings: [], moved: { stored: 0 } });
    t.same(listed(field), [".rdump.json", "stays", "stays too"]);
    writeFileSync(join(field.source, "file.new"), "again");
    rmSync(join(field.source, "file"));
    execFileSync("mv", [join(field.source, "file.new"), join(field.source, "file")]);
    t.equal(codeOf(await field.apply()), null);
    t.equal(readFileSync(join(field.mirror, "file"), "utf8"), "again");
  },
);

t.test("these deletions count for limits.shrink", { skip: needsRoot }, async (t) => {
  const field = await changedKinds(t);
  const refused = await field.apply({ shrink: 0.5 });
  t.equal(codeOf(refused), "fs-source-shrunk");
  t.match(refused.outcome, { diagnostic: { detail: /4 of the 6 files and directories/ } });
  t.same(listed(field), [".rdump.json", "directory", "file", "pipe", "stays", "stays too"]);
  t.equal(field.mark().complete, true);
});

t.test("names that the mirror does not store hold back nothing else", { skip: needsRoot }, async (t) => {
  const field = new Field(t);
  const at = (name: string) => join(field.source, name);
  mkdirSync(at("odd:"));
  const odd = [at("a?"), at("dot."), at("odd:/below"), Buffer.from(`${field.source}/lat\xe9`, "latin1")];
  for (const name of [...odd, at("plain"), at("private")]) writeFileSync(name, "aaaa");
  linkSync(at("private"), at("public"));
  t.equal(codeOf(await field.apply()), null);
  const mark = field.mark();
  writeFileSync(
    join(field.mirror, ".rdump.json"),
    JSON.stringify({ ...mark, stores: { ...(mark.stores as object), anyName: false } }),
  );
  writeFileSync(at("plain"), "changed");
  rmSync(at("public"));
  writeFileSync(at("public"), "aaaa");
  const applied = await field.apply({ shrink: 0.9 });
  t.equal(codeOf(applied), "fs-names-not-stored");
  t.match(applied.outcome, {
    diagnostic: { detail: /not copied: (?=.*a\?)(?=.*dot\.)(?=.*odd:(;|\.)).*\. The mirror is/ },
  });
  t.same(listed(field), [".rdump.json", "plain", "private", "public"]);
  t.equal(readFileSync(join(field.mirror, "plain"), "utf8"), "changed");
  t.equal(lstatSync(join(field.mirror, "private")).nlink, 1, "it is compared and mended, as any other mirror");
});

t.test("errors of the mirror in the count of deletions do not end the run", async (t) => {
  const field = new Field(t);
  writeFileSync(join(field.source, "a"), "aaaa");
  t.equal(codeOf(await field.apply()), null);
  writeFileSync(join(field.source, "b"), "bbbb");
  const saying = (said: string): Hooks => {
    const query: typeof field.io.query = async (command, options) => {
      const result = await field.io.query(command, options);
      return command.argv.includes("--size-only") ? { ...result, exitCode: 23, stderr: Buffer.from(said) } : result;
    };
    return { io: { ...field.io, query } };
  };
  const receiver = 'rsync: [generator] recv_generator: failed to stat "/m/lat\\#351": Invalid character (84)\n';
  const sender = 'rsync: [sender] opendir "/s/closed" failed: Permission denied (13)\n';
  const last = "rsync error: some files/attrs were not transferred (code 23) at main.c(1338) [sender=3.5.0]\n";
  for (const said of [`${receiver}${sender}${last}`, last, `rsync: opendir "/s/closed" failed\n${last}`]) {
    t.equal(codeOf(await field.apply({}, saying(said))), "fs-not-all-copied", said);
    t.same(listed(field), [".rdump.json", "a"], "nothing was copied");
  }
  t.equal(codeOf(await field.apply({}, saying(`${receiver}${last}`))), null);
  t.same(listed(field), [".rdump.json", "a", "b"]);
});
