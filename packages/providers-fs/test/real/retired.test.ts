import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { discoveryRequest } from "@rdump/core/conformance";
import { type Address, addressOf, canonicalJson, runAt } from "@rdump/core/provider";
import t, { type Test } from "tap";
import { fsProvider } from "../../src/index.ts";
import { RETIRE_ACTION } from "../../src/mirror/input.ts";
import { codeOf, Field, needsRoot } from "./field.ts";

const RUN = runAt("retiring", Date.UTC(2026, 11, 1));

/** What a discovery finds for an address that is not declared. `declared`: whether the volume still has the mirror. */
async function askedFor(field: Field, retiring: Address, owner = "joke", declared = false) {
  const volume = field.volume();
  const groups = volume.targets.map((target) => ({ address: target.address, volume, target, repository: null }));
  const request = discoveryRequest({ owner, sources: [volume], groups: declared ? groups : [] });
  return (await fsProvider().discover({ ...request, retiring }, field.io)).forgotten;
}

async function withMirror(t: Test) {
  const field = new Field(t);
  mkdirSync(join(field.source, "deep/deeper"), { recursive: true });
  for (const name of ["file", "deep/deeper/file", "-name"]) writeFileSync(join(field.source, name), name);
  t.equal(codeOf(await field.apply()), null);
  return { field, address: addressOf("home", "mirrors", field.mirror) };
}

t.test("a mirror that is no longer declared is found by its mark, and its files are deleted", async (t) => {
  const { field, address } = await withMirror(t);
  mkdirSync(join(field.mirror, "lost+found"));
  writeFileSync(join(field.mirror, "deep/strange"), "of a user");
  const [group] = await askedFor(field, address);
  t.match(group, { address, points: [{ state: "complete" }] });
  const [point] = group?.points ?? [];
  const points = [{ id: point?.id ?? "", name: point?.name ?? "", time: "" }];
  const [proposal, ...others] = group?.destroy?.(points) ?? [];
  t.match([proposal, others], [{ verb: "destroy", destroys: points }, []]);
  const handler = fsProvider().actions.find(({ kind }) => kind === RETIRE_ACTION);
  const input = JSON.parse(canonicalJson(proposal?.input ?? null));
  t.same(await handler?.probe(input, RUN, field.io), { state: "absent" });
  const context = {
    ...{ input, run: RUN, io: field.io, progress: () => {} },
    verifyTree: () => Promise.resolve(null),
    counted: () => Promise.resolve(null),
  };
  t.match(await handler?.run(context), { status: "done" });
  t.same(readdirSync(field.mirror), ["lost+found"]);
  t.ok(existsSync(join(field.source, "deep/deeper/file")), "the source has its files");
  t.same(await handler?.probe(input, RUN, field.io), { state: "done" });
  t.match(await handler?.run(context), { status: "failed", diagnostic: { code: "fs-mirror-changed" } });
});

t.test("an interrupted deletion is found again", async (t) => {
  const { field, address } = await withMirror(t);
  const [group] = await askedFor(field, address);
  const [point] = group?.points ?? [];
  const [proposal] = group?.destroy?.([{ id: point?.id ?? "", name: "", time: "" }]) ?? [];
  const handler = fsProvider().actions.find(({ kind }) => kind === RETIRE_ACTION);
  const input = JSON.parse(canonicalJson(proposal?.input ?? null));
  const io: typeof field.io = {
    ...field.io,
    run: (step, listener) =>
      step.do === "run" && step.argv[0] === "rm"
        ? field.io.run({ ...step, argv: ["false"] }, listener)
        : field.io.run(step, listener),
  };
  const context = {
    ...{ input, run: RUN, io, progress: () => {} },
    verifyTree: () => Promise.resolve(null),
    counted: () => Promise.resolve(null),
  };
  t.match(await handler?.run(context), { status: "failed", diagnostic: { code: "fs-mirror-not-deleted" } });
  t.same(readdirSync(field.mirror), [".rdump.json"]);
  t.same(await handler?.probe(input, RUN, field.io), { state: "partial" });
  t.match(await askedFor(field, address), [{ points: [{ state: "incomplete" }] }]);
});

t.test("nothing else is retired", async (t) => {
  const { field, address } = await withMirror(t);
  const refusedFor = async (...asked: Parameters<typeof askedFor>) => (await askedFor(...asked))[0];
  t.match(await refusedFor(field, address, "other"), { points: [], refused: /another owner/ });
  t.match(await refusedFor(field, addressOf("photos", "mirrors", field.mirror)), { refused: /another volume/ });
  t.match(await refusedFor(field, address, "joke", true), { points: [], refused: /and the mirror home.mirrors/ });
  t.match(await refusedFor(field, addressOf("home", "mirrors", field.source)), { refused: /has no mark of rdump/ });
  t.match(await refusedFor(field, addressOf("home", "mirrors", `${field.root}/none`)), { refused: /does not exist/ });
  for (const strange of [addressOf("home", "mirrors", "tank/home"), `home.archives["${field.mirror}"]`, "home", ""])
    t.same(await askedFor(field, strange), [], strange);
  writeFileSync(join(field.mirror, ".rdump.json"), "{}");
  t.match(await refusedFor(field, address), { points: [], refused: /does not name an owner/ });
});

t.test("a mirror that contains a declared repository or the state is not retired", async (t) => {
  const { field, address } = await withMirror(t);
  const inner = join(field.mirror, "deep/repository");
  mkdirSync(inner);
  const request = discoveryRequest({ owner: "joke", sources: [field.volume()], groups: [] });
  const askedWith = async (path: string) => {
    const kept = [{ name: "the repository offsite", path }];
    return (await fsProvider().discover({ ...request, retiring: address, kept }, field.io)).forgotten;
  };
  for (const path of [inner, field.mirror, join(field.mirror, "not/there/now")]) {
    t.match(await askedWith(path), [{ points: [], refused: /and the repository offsite are one directory/ }], path);
  }
  symlinkSync(field.mirror, join(field.root, "link"));
  t.match(await askedWith(join(field.root, "link/deep/repository")), [{ points: [] }], "through a link");
  t.match(await askedWith(`${field.mirror}-beside`), [{ points: [{ state: "complete" }] }]);
});

t.test("a bind mount below the mirror is not entered", { skip: needsRoot }, async (t) => {
  const { field, address } = await withMirror(t);
  const elsewhere = join(field.root, "elsewhere");
  mkdirSync(elsewhere);
  writeFileSync(join(elsewhere, "precious"), "");
  const [group] = await askedFor(field, address);
  const inner = join(field.mirror, "deep");
  if (spawnSync("mount", ["--bind", elsewhere, inner]).status !== 0) return t.comment("mounting does not work here");
  t.teardown(() => spawnSync("umount", ["--lazy", inner]));
  t.match(await askedFor(field, address), [{ points: [], refused: /mounted below the mirror, at .*deep\. Unmount/ }]);
  const handler = fsProvider().actions.find(({ kind }) => kind === RETIRE_ACTION);
  const [proposal] = group?.destroy?.([]) ?? [];
  const context = {
    ...{ input: JSON.parse(canonicalJson(proposal?.input ?? null)), run: RUN, io: field.io, progress: () => {} },
    verifyTree: () => Promise.resolve(null),
    counted: () => Promise.resolve(null),
  };
  t.match(await handler?.run(context), { status: "failed", diagnostic: { code: "fs-mirror-not-deleted" } });
  t.same(readdirSync(elsewhere), ["precious"]);
  t.ok(existsSync(join(field.mirror, "file")));
});
