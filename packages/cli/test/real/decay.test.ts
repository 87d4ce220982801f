import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import t from "tap";
import { openScene, simpleConfig } from "../scene.ts";

const CAN_MOUNT = process.getuid?.() === 0 && spawnSync("losetup", ["--find"]).status === 0;
/** A ctime is clearly older than a scan after so many milliseconds. */
const CLEARLY_OLDER = 3000;
const GOOD = "These are the good bytes. ".repeat(400);

t.test(
  "three bytes that decay on the unmounted device are found, and the good copy in a mirror stays",
  { skip: !CAN_MOUNT && "no loop devices" },
  async (t) => {
    const scene = openScene(t);
    const [image, source, mirror] = [scene.path("image"), scene.path("source"), scene.path("mirror")];
    execFileSync("truncate", ["--size=8M", image]);
    execFileSync("mkfs.ext4", ["-q", image]);
    const mount = () => execFileSync("mount", ["-o", "loop", image, source]);
    const unmount = () => spawnSync("umount", [source]);
    t.teardown(unmount);
    mount();
    mkdirSync(scene.path("source", "it's"));
    writeFileSync(scene.path("source", "it's", "letter"), GOOD);
    writeFileSync(scene.path("source", "other"), "other");
    await setTimeout(CLEARLY_OLDER);
    const target = { path: mirror, compare: "checksum" };
    scene.declare({ ...simpleConfig(scene, {}, { archives: [], mirrors: [target] }), repositories: {} });
    const first = await scene.rdump("apply", "-y");
    t.equal(first.exitCode, 0, first.err + first.out);

    unmount();
    // Another test's mount namespace can hold a copy of the mount, and with it the cached content.
    const isAttached = () => execFileSync("losetup", ["--associated", image], { encoding: "utf8" }) !== "";
    for (let tries = 0; tries < 300 && isAttached(); tries++) await setTimeout(200);
    t.notOk(isAttached(), "the device is unmounted everywhere");
    const bytes = readFileSync(image);
    const at = bytes.indexOf(GOOD.slice(0, 1000));
    bytes.write("BAD", at + 10, "latin1");
    writeFileSync(image, bytes);
    mount();
    t.match(readFileSync(scene.path("source", "it's", "letter"), "utf8"), /^These are BAD/);

    scene.at("2026-11-23T12:00:00Z");
    const second = await scene.rdump("apply", "-y");
    t.equal(second.exitCode, 0, second.err);
    t.match(second.out + second.err, /source-decay-suspected/);
    t.equal(readFileSync(`${mirror}/it's/letter`, "utf8"), GOOD, "the good copy stays");
    const status = await scene.rdump("status");
    t.match(status.out, /1 file of the source decayed \(it's\/letter\)/);
    const command = /^ *rdump restore docs 'it'\\''s\/letter' --from '([^']+)' --to DIR$/m.exec(
      second.out + second.err,
    );
    t.ok(command, second.out + second.err);
    const restored = scene.path("restored");
    const back = await scene.rdump("restore", "docs", "it's/letter", "--from", command?.[1] ?? "", "--to", restored);
    t.equal(back.exitCode, 0, back.err + back.out);
    t.equal(readFileSync(`${restored}/it's/letter`, "utf8"), GOOD);

    const refused = await scene.rdump("accept", "-y", "docs", "other");
    t.match(refused, { exitCode: 1, err: /accept-nothing/ });
    t.equal((await scene.rdump("accept", "-y", "docs", "it's/letter")).exitCode, 0);
    t.notMatch((await scene.rdump("status")).out, /decayed/);
    scene.at("2026-11-24T12:00:00Z");
    const third = await scene.rdump("apply", "-y");
    t.notMatch(third.out + third.err, /decay/);
    t.match(readFileSync(`${mirror}/it's/letter`, "utf8"), /^These are BAD/, "accepted");
  },
);
