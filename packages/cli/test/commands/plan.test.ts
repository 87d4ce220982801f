import { execFileSync } from "node:child_process";
import { lstatSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import t, { type Test } from "tap";
import { openScene, simpleConfig } from "../scene.ts";

function sceneToPlan(t: Test) {
  const scene = openScene(t);
  scene.declare(simpleConfig(scene, {}, { archives: [], mirrors: [{ path: scene.path("mirror") }] }));
  return scene;
}

t.test("a plan file replaces only a regular file", async (t) => {
  const scene = sceneToPlan(t);
  execFileSync("mkfifo", [scene.path("pipe")]);
  symlinkSync("elsewhere", scene.path("link"));
  for (const [name, kind] of [
    ["pipe", "a device, a pipe"],
    ["link", "a symbolic link"],
    ["mirror", "a directory"],
  ] as const) {
    t.match(await scene.rdump("plan", "--out", name), { exitCode: 1, out: "", err: `${name} is ${kind}` });
  }
  t.ok(lstatSync(scene.path("pipe")).isFIFO());
  t.strictSame(readdirSync(scene.root).sort(), ["home", "link", "mirror", "pipe", "rdump.json5", "source"]);
});

t.test("a plan that cannot be saved is printed, and fails", async (t) => {
  const scene = sceneToPlan(t);
  t.match(await scene.rdump("plan", "--out", "nowhere/plan"), {
    exitCode: 1,
    out: "+ create docs.mirrors",
    err: /error: Cannot write the plan file.*\n.*nowhere\/plan: its directory does not exist\.\n$/,
  });
  const { out, err } = await scene.rdump("plan", "--json", "--out", "rdump.json5/plan");
  t.ok(JSON.parse(out).actions.length > 0);
  t.match(err, "its directory does not exist");
});

t.test("a saved plan is confirmed, and no option takes the place of the plan file", async (t) => {
  const scene = sceneToPlan(t);
  const saved = await scene.rdump("-c", "rdump.json5", "plan", "--out", "P");
  t.match(saved, { exitCode: 0, out: "+ create docs.mirrors", err: "Plan written. To apply it: rdump apply P\n" });
  t.match((await scene.rdump("lint", "-c", "rdump.json5")).out, /^rdump\.json5/);
  for (const option of ["--only", "--now"]) {
    const refused = await scene.rdump("apply", option, "docs", "P", "-y");
    t.match(refused, { exitCode: 1, err: "P was taken for a plan file" }, option);
    t.match(refused.err, "[usage-plan-file]");
    t.match(refused.err, `rdump apply ${option} VOLUME ${option} VOLUME\n`);
  }
  t.match(await scene.rdump("apply", "-y", "P"), { exitCode: 0, out: /: ok,/ });
  const { runs } = JSON.parse((await scene.rdump("runs", "--json")).out);
  t.match(await scene.rdump("__complete", "--", "runs", "show", ""), { out: `${runs[0].run}\n` });
  t.match(await scene.rdump("plan", "--only", "docs", "--only", "web"), { exitCode: 1, err: /volume "web"/ });
});

t.test("a single target is planned, applied and shown by its address", async (t) => {
  const scene = openScene(t);
  for (const name of ["one", "two"]) mkdirSync(scene.path(name));
  const mirrors = ["one", "two"].map((name) => ({ path: scene.path(name), every: "daily" }));
  scene.declare(simpleConfig(scene, {}, { archives: [], mirrors }));
  const [one, two] = ["one", "two"].map((name) => `docs.mirrors[${JSON.stringify(scene.path(name))}]`) as [
    string,
    string,
  ];
  const planned = await scene.rdump("plan", "--only", one);
  t.match(planned, { exitCode: 0, out: `+ create ${one}` });
  t.notMatch(planned.out, two);
  t.equal((await scene.rdump("apply", "-y", "--only", one)).exitCode, 0);
  t.match(
    (await scene.rdump("plan", "--only", one)).out,
    `No changes. Everything that is declared for ${one} is there.`,
  );
  const addresses = JSON.parse((await scene.rdump("status", "--json", "--only", two)).out).groups.map(
    ({ address }: { readonly address: string }) => address,
  );
  t.strictSame(addresses, [two]);
  t.match((await scene.rdump("plan", "--extra", one)).out, `~ update ${one}`, "and one more point of it");
  t.match(await scene.rdump("plan", "--now", "docs"), { exitCode: 1, err: "rdump plan --extra docs" });
  t.match(await scene.rdump("plan", "--only", two.replace("two", "tow")), { exitCode: 1, err: "Did you mean" });
  const offered = async (...words: readonly string[]) => (await scene.rdump("__complete", "--", ...words)).out;
  t.match(await offered("plan", "--only", "docs."), `${one}\n${two}\n`);
  t.match(await offered("pin", ""), `${one}@docs-20261122T120000Z`, "points are offered from the record");
  t.match(await offered("-c", "rdump.json5", "free", `${one}@`), `${one}@docs-20261122T120000Z`);
});
