import { rmSync } from "node:fs";
import t from "tap";
import { openScene, simpleConfig } from "../scene.ts";

t.test("a mirror whose directory is gone for good is removed from the record", async (t) => {
  const scene = openScene(t);
  const mirror = { path: scene.path("mirror"), every: "daily" };
  const config = { ...simpleConfig(scene), repositories: {} };
  const { docs } = config.volumes;
  const declare = (mirrors: readonly object[]) =>
    scene.declare({ ...config, volumes: { docs: { ...docs, archives: [], integrity: false, mirrors } } });
  declare([mirror]);
  t.equal((await scene.rdump("apply", "-y")).exitCode, 0);
  declare([]);
  rmSync(scene.path("mirror"), { recursive: true });
  const address = `docs.mirrors[${JSON.stringify(mirror.path)}]`;
  const listed = await scene.rdump("retire", address);
  t.match(listed, {
    exitCode: 0,
    out: /recorded and not listed\. No object of this group can be deleted[\s\S]*--destroy 1/,
  });
  t.match(await scene.rdump("retire", address, "--destroy", "2", "-y"), { exitCode: 1, err: /retire-other-number/ });
  t.match((await scene.rdump("plan")).out, /recorded and not listed/);
  const removed = await scene.rdump("retire", address, "--destroy", "1", "-y");
  t.match(removed, { exitCode: 0, out: /Removed from the record\. Nothing was deleted/ });
  t.notMatch((await scene.rdump("plan")).out, /mirrors|Forgotten/);
  t.match(await scene.rdump("retire", address, "--destroy", "1", "-y"), { exitCode: 1, err: /retire-refused/ });
});

t.test("the archives of a repository that is no longer declared are removed from the record, and stay", async (t) => {
  const scene = openScene(t);
  const config = simpleConfig(scene);
  scene.declare(config);
  t.equal((await scene.rdump("apply", "-y")).exitCode, 0);
  const [name = ""] = Object.keys(config.repositories);
  const address = `docs.archives[${JSON.stringify(name)}]`;
  const { docs } = config.volumes;
  const mirrors = [{ path: scene.path("mirror"), every: "daily" }];
  const without = { docs: { ...docs, archives: [], integrity: false, mirrors } };
  scene.declare({ ...config, volumes: without });
  t.match(await scene.rdump("retire", address, "--destroy", "1", "-y"), { exitCode: 1, err: /only in the record/ });
  scene.declare({ ...config, repositories: {}, volumes: without });
  t.match(await scene.rdump("retire", address), { exitCode: 0, out: /--destroy 1/ });
  t.equal((await scene.rdump("retire", address, "--destroy", "1", "-y")).exitCode, 0);
  t.notMatch((await scene.rdump("plan")).out, /recorded and not listed/);
  scene.declare(config);
  const { out } = await scene.rdump("plan");
  t.notMatch(out, /create docs\.archives/, "the archive is there, and is recorded again");
});
