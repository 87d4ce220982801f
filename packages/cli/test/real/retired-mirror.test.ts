import { existsSync, readdirSync, writeFileSync } from "node:fs";
import t from "tap";
import { openScene, simpleConfig } from "../scene.ts";

t.test("a mirror that left the config is listed, and deleted by its number", async (t) => {
  const scene = openScene(t);
  const mirror = { path: scene.path("mirror"), every: "daily" };
  const config = { ...simpleConfig(scene), repositories: {} };
  const { docs } = config.volumes;
  const declare = (mirrors: readonly object[]) =>
    scene.declare({ ...config, volumes: { docs: { ...docs, archives: [], integrity: false, mirrors } } });
  declare([mirror]);
  t.equal((await scene.rdump("apply", "-y")).exitCode, 0);
  const address = `docs.mirrors[${JSON.stringify(mirror.path)}]`;
  t.match(await scene.rdump("retire", address), { exitCode: 1, err: /retire-refused[\s\S]*declares this group/ });

  const inside = { type: "directory", format: "tar", location: scene.path("mirror/repository") };
  scene.declare({
    ...config,
    repositories: { inside },
    volumes: { docs: { ...docs, archives: [{ repository: "inside" }] } },
  });
  t.match(await scene.rdump("retire", address, "--destroy", "1", "-y"), {
    exitCode: 1,
    err: /and the repository "inside" are one directory, or one contains the other/,
  });
  declare([]);
  t.match((await scene.rdump("plan")).out, /mirrors.*1 point, newest of/);
  const listed = await scene.rdump("retire", address);
  t.match(listed, { exitCode: 0, out: /- docs-20261122T120000Z[\s\S]*Nothing was deleted[\s\S]*--destroy 1/ });
  t.ok(existsSync(scene.path("mirror/greeting.txt")));
  t.match(await scene.rdump("retire", address, "--destroy", "2", "-y"), { exitCode: 1, err: /retire-other-number/ });
  const deleted = await scene.rdump("retire", address, "--destroy", "1", "-y");
  t.match(deleted, { exitCode: 0, out: /done destroy docs\.mirrors/ });
  t.same(readdirSync(scene.path("mirror")), []);
  t.ok(existsSync(scene.path("source/greeting.txt")));
  const { out, err } = await scene.rdump("status");
  t.notMatch(`${out}${err}`, /forgotten|drift/, "the record knows it");

  writeFileSync(scene.path("mirror/other"), "of a user");
  t.match(await scene.rdump("retire", address, "--destroy", "1", "-y"), {
    exitCode: 1,
    err: /retire-refused[\s\S]*has no mark of rdump[\s\S]*Nothing was deleted/,
  });
  t.same(readdirSync(scene.path("mirror")), ["other"]);
});
