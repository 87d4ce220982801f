import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { excludeOf } from "@rdump/core/conformance";
import type { Step } from "@rdump/core/provider";
import t from "tap";
import { asRoot, codeOf, Field } from "./field.ts";

/** A field whose mirror is complete, with ten files. */
async function mirrored(t: import("tap").Test): Promise<Field> {
  const field = new Field(t);
  for (let i = 0; i < 10; i++) writeFileSync(join(field.source, `f${i}`), `${i}`);
  t.equal(codeOf(await field.apply()), null);
  return field;
}

const isRsync = (step: Step) => step.do === "run" && step.argv[0] === "rsync";

t.test("an emptied source does not change the mirror", async (t) => {
  const field = await mirrored(t);
  for (const name of readdirSync(field.source)) rmSync(join(field.source, name));
  const applied = await field.apply({ shrink: 1 });
  t.equal(codeOf(applied), "fs-source-empty");
  t.equal(readdirSync(field.mirror).length, 11);
  t.equal(field.mark().complete, true, "nothing was begun");
});

t.test("a source that lost more files than allowed does not change the mirror", async (t) => {
  const field = await mirrored(t);
  for (let i = 0; i < 6; i++) rmSync(join(field.source, `f${i}`));
  const applied = await field.apply();
  t.equal(codeOf(applied), "fs-source-shrunk");
  t.match(applied.outcome, { diagnostic: { detail: /^6 of the 10 files/ } });
  t.equal(readdirSync(field.mirror).length, 11);
  t.equal(field.mark().complete, true);
  t.equal(codeOf(await field.apply({ shrink: 0.6 })), null);
  t.equal(readdirSync(field.mirror).length, 5);
});

t.test("excluded files count as deletions when an exclude is added", async (t) => {
  const field = await mirrored(t);
  for (let i = 0; i < 3; i++) rmSync(join(field.source, `f${i}`));
  const exclude = ["/f3", "/f4", "/f5", "/f6", "/f7"].map(excludeOf);
  const applied = await field.apply({ exclude });
  t.equal(codeOf(applied), "fs-source-shrunk");
  t.match(applied.outcome, { diagnostic: { detail: /^8 of the 10 files/ } });
});

t.test("temporary files of a crash in a mirror are removed, and do not count as lost", async (t) => {
  const field = new Field(t);
  t.equal(codeOf(await field.apply()), null, "an empty source");
  for (const name of ["..rdump.json.0123456789ab.tmp", ".f0.Xy3aTo"]) writeFileSync(join(field.mirror, name), "torn");
  writeFileSync(join(field.source, "f0"), "0");
  t.equal(codeOf(await field.apply({ shrink: 0.1 })), null);
  t.same(readdirSync(field.mirror).sort(), [".rdump.json", "f0"]);
});

t.test("a source whose integrity data is missing is not copied", async (t) => {
  const field = await mirrored(t);
  t.equal(codeOf(await field.apply({ surefile: "2sure.dat.gz" })), "fs-surefile-missing");
  writeFileSync(join(field.source, "2sure.dat.gz"), "");
  t.equal(codeOf(await field.apply({ surefile: "2sure.dat.gz" })), null);
});

t.test("a directory with other files is not used", async (t) => {
  const table: readonly (readonly [string, (mirror: string) => void])[] = [
    ["fs-mirror-not-empty", (mirror) => writeFileSync(join(mirror, "photo.jpg"), "")],
    ["fs-mirror-not-empty", (mirror) => mkdirSync(join(mirror, "lost+found"))],
    ["fs-mirror-mark-unreadable", (mirror) => writeFileSync(join(mirror, ".rdump.json"), "{")],
    ["fs-mirror-mark-unreadable", (mirror) => writeFileSync(join(mirror, ".rdump.json"), Buffer.alloc(70_000, 32))],
    ["fs-mirror-mark-unreadable", (mirror) => mkdirSync(join(mirror, ".rdump.json"))],
    ["fs-mirror-mark-unreadable", (mirror) => execFileSync("mkfifo", [join(mirror, ".rdump.json")])],
    ["fs-mirror-mark-unreadable", (mirror) => symlinkSync("/etc/hostname", join(mirror, ".rdump.json"))],
    ["fs-mirror-mark-newer", (mirror) => writeFileSync(join(mirror, ".rdump.json"), '{"formatVersion":2}')],
    ["fs-mirror-absent", (mirror) => rmSync(mirror, { recursive: true })],
    [
      "fs-mirror-no-directory",
      (mirror) => {
        rmSync(mirror, { recursive: true });
        writeFileSync(mirror, "");
      },
    ],
    [
      "fs-mirror-through-link",
      (mirror) => {
        renameSync(mirror, `${mirror}-real`);
        symlinkSync(`${mirror}-real`, mirror);
      },
    ],
  ];
  for (const [code, disturb] of table) {
    const field = new Field(t);
    writeFileSync(join(field.source, "file"), "");
    disturb(field.mirror);
    const applied = await field.apply();
    t.equal(applied.gap?.code, code);
    t.equal(applied.gap?.address, field.volume().targets[0]?.address);
  }
});

t.test("the mirror of another owner or volume is not changed", async (t) => {
  const field = await mirrored(t);
  t.equal((await field.apply({ owner: "lint" })).gap?.code, "fs-mirror-other-owner");
  t.equal((await field.apply({ volume: "boot" })).gap?.code, "fs-mirror-other-volume");
  t.same((await field.discover({ owner: "lint" })).groups[0]?.points, [], "a stranger's point is never listed");
});

t.test("changes between plan and apply are detected", async (t) => {
  const taken = await mirrored(t);
  const mark = join(taken.mirror, ".rdump.json");
  const planned = () => writeFileSync(mark, readFileSync(mark, "utf8").replace("joke", "lint"));
  t.equal(codeOf(await taken.apply({}, { planned })), "fs-mirror-other-owner");

  const swapped = await mirrored(t);
  const swap = () => {
    renameSync(swapped.mirror, `${swapped.mirror}-old`);
    mkdirSync(swapped.mirror);
  };
  t.equal(codeOf(await swapped.apply({}, { planned: swap })), "fs-mirror-changed");
  t.same(readdirSync(swapped.mirror), []);

  const linked = await mirrored(t);
  const link = () => {
    renameSync(linked.mirror, `${linked.mirror}-old`);
    symlinkSync(`${linked.mirror}-old`, linked.mirror);
  };
  t.equal(codeOf(await linked.apply({}, { planned: link })), "fs-mirror-through-link");

  const moved = await mirrored(t);
  const move = () => {
    renameSync(moved.source, `${moved.source}-old`);
    mkdirSync(moved.source);
  };
  t.equal(codeOf(await moved.apply({}, { planned: move })), "fs-source-changed");
  t.equal(readdirSync(moved.mirror).length, 11);
});

t.test("a source that was replaced during the copy makes the mirror incomplete", async (t) => {
  const field = await mirrored(t);
  const beforeStep = (step: Step) => {
    if (!isRsync(step) || existsSync(`${field.source}-old`)) return;
    renameSync(field.source, `${field.source}-old`);
    execFileSync("cp", ["-a", `${field.source}-old`, field.source]);
  };
  t.equal(codeOf(await field.apply({}, { beforeStep })), "fs-source-changed");
  t.equal(field.mark().complete, false);
});

t.test("overlapping mirror and source are refused", async (t) => {
  for (const [source, mirror] of [
    ["a", "a"],
    ["a", "a/b"],
    ["a/b", "a"],
  ] as const) {
    const field = new Field(t, { source, mirror });
    t.equal((await field.apply()).gap?.code, source === "a/b" ? "fs-mirror-not-empty" : "fs-mirror-overlaps-source");
  }
  const inside = new Field(t, { source: "x", mirror: "y", closed: true });
  writeFileSync(join(inside.source, "file"), "");
  await inside.apply();
  renameSync(inside.source, join(inside.mirror, "x"));
  symlinkSync(join(inside.mirror, "x"), inside.source);
  t.equal((await inside.apply()).gap?.code, "fs-mirror-overlaps-source", "through a link too");
});

t.test("a plan estimates what changed excludes delete in a mirror", async (t) => {
  const field = new Field(t);
  for (let index = 0; index < 100; index++) writeFileSync(join(field.source, `f${index}`), "");
  writeFileSync(join(field.source, "a"), "");
  const none = [excludeOf("*.tmp")];
  t.equal(codeOf(await field.apply({ exclude: none })), null);
  const notes = async (exclude: readonly string[]) =>
    (await field.discover({ exclude: exclude.map(excludeOf) })).groups[0]?.diagnostics.filter(
      ({ code }) => code === "fs-mirror-newly-excluded",
    );
  t.strictSame(await notes(["*.tmp"]), [], "the excludes of the last copy");
  t.strictSame(await notes(["*.tmp", "nothing"]), [], "an exclude that matches nothing there");
  t.strictSame(await notes([]), [], "a removed exclude");
  const estimate =
    "Estimate: they match 100 of its 101 files and directories (f0, f1, f10, …), and the next copy deletes";
  t.match(await notes(["f*"]), [{ severity: "warning", detail: estimate }]);
  t.equal(codeOf(await field.apply({ exclude: [excludeOf("f*")] })), "fs-source-shrunk", "withheld");
  t.match(await notes(["f*"]), [{ detail: estimate }], "and estimated again");
  t.equal(codeOf(await field.apply({ exclude: [excludeOf("f*")], shrink: 1 })), null);
  t.strictSame(await notes(["f*"]), []);
});

t.test("excludes that a mirror does not support are reported", async (t) => {
  const field = new Field(t);
  writeFileSync(join(field.source, "file"), "");
  t.equal((await field.apply({ excludeCaches: true })).gap?.code, "fs-exclude-caches");
});

t.test("a missing source is a gap", async (t) => {
  const field = new Field(t, { closed: true });
  rmSync(field.source, { recursive: true });
  t.equal((await field.discover()).sources[0]?.gap?.code, "fs-source-absent");
  writeFileSync(field.source, "");
  t.equal((await field.discover()).sources[0]?.gap?.code, "fs-source-no-directory");
  rmSync(field.source);
  symlinkSync("loop", join(field.root, "loop"));
  symlinkSync("loop", field.source);
  t.equal((await field.discover()).sources[0]?.gap?.code, "fs-source-unreachable");
  rmSync(field.source);
  mkdirSync(`${field.source}-real`);
  symlinkSync(`${field.source}-real`, field.source);
  t.match((await field.discover()).sources[0], {
    gap: null,
    facts: { real: `${field.source}-real`, mounted: null },
    diagnostics: [{ code: "fs-source-through-link", severity: "note" }],
  });
  t.equal((await field.discover({ mustBeMounted: true })).sources[0]?.gap?.code, "fs-source-not-mounted");
});

t.test("a source that is reached through a link that others can replace is a gap", async (t) => {
  const field = new Field(t);
  renameSync(field.source, `${field.source}-real`);
  symlinkSync(`${field.source}-real`, field.source);
  const [source] = (await field.discover()).sources;
  t.match(source, { gap: { code: "fs-source-link-refused", severity: "error" }, root: null });
  t.match(source?.gap?.detail, `${field.source} is a symbolic link to ${field.source}-real. Every user can write to`);
  rmSync(field.source);
  renameSync(`${field.source}-real`, field.source);
  t.match((await field.discover()).sources[0], { gap: null, diagnostics: [] }, "a directory is never refused");
});

t.test("a mirror that others can enter is a note, with the chmod", async (t) => {
  const field = new Field(t, { mirror: "disk/mirror" });
  const notes = async () =>
    (await field.discover()).groups[0]?.diagnostics.filter(({ code }) => code === "fs-mirror-open");
  t.strictSame(await notes(), [], "the directory above is closed");
  chmodSync(field.root, 0o755);
  t.match(await notes(), [{ severity: "note", detail: `chmod 0700 ${join(field.root, "disk")}.` }]);
  chmodSync(join(field.root, "disk"), 0o700);
  t.strictSame(await notes(), [], "the chmod is enough");
  chmodSync(join(field.root, "disk"), 0o711);
  t.match(await notes(), [{ code: "fs-mirror-open" }], "no user can list it, and every user can enter it");
});

t.test("a planted mark of another user is refused, with any type, and never blocks", async (t) => {
  const plants: readonly ((mark: string) => void)[] = [
    (mark) => execFileSync("mkfifo", [mark]),
    (mark) => execFileSync("mknod", [mark, "c", "1", "5"]),
    (mark) => execFileSync("truncate", ["--size=40G", mark]),
    (mark) =>
      execFileSync("python3", ["-c", "import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])", mark]),
    (mark) => symlinkSync("/dev/zero", mark),
    (mark) => writeFileSync(mark, readFileSync(`${mark}-own`)),
  ];
  for (const plant of asRoot ? plants : []) {
    const field = await mirrored(t);
    const mark = join(field.mirror, ".rdump.json");
    renameSync(mark, `${mark}-own`);
    plant(mark);
    execFileSync("chown", ["--no-dereference", "65534:65534", mark]);
    const before = process.memoryUsage().rss;
    t.match((await field.apply()).gap, { code: "fs-mirror-mark-unreadable", detail: /it (is|belongs)/ });
    t.ok(process.memoryUsage().rss - before < 2 ** 28, "the memory is not filled");
  }
});
