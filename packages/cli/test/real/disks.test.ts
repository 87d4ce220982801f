import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import t, { type Test } from "tap";
import { openScene, simpleConfig } from "../scene.ts";

t.test("two disks that alternate at one path: each has its own archives, and a third is refused", async (t) => {
  const scene = openScene(t);
  const at = scene.path("repository");
  const place = (disk: string) => scene.path(`disk-${disk}`);
  const borg = (...argv: string[]) => execFileSync("borg", argv, { env: scene.borgEnv, encoding: "utf8" });
  const ids = Object.fromEntries(
    ["a", "b", "c"].map((disk) => {
      borg("init", "--encryption=none", at);
      const { id } = JSON.parse(borg("info", "--json", at)).repository;
      renameSync(at, place(disk));
      return [disk, id as string];
    }),
  );
  const config = simpleConfig(scene, { daily: 2 });
  const disks = [ids.a, ids.b];
  const repository = { ...config.repositories.offsite, disks };
  scene.declare({ ...config, repositories: { offsite: repository } });
  const night = async (day: number, disk: string) => {
    renameSync(place(disk), at);
    scene.at(`2026-11-${day}T12:00:00Z`);
    const ended = await scene.rdump("apply", "-y");
    const archives = scene.archives().map((name) => name.slice(5, 13));
    const plan = await scene.rdump("plan");
    renameSync(at, place(disk));
    return { ...ended, archives, plan };
  };
  const seen: Record<string, string[]> = { a: [], b: [] };
  for (const [day, disk] of [
    [11, "a"],
    [12, "b"],
    [13, "b"],
    [14, "a"],
    [15, "b"],
    [15, "a"],
  ] as const) {
    const { exitCode, err, archives, plan } = await night(day, disk);
    t.equal(exitCode, 0, err);
    t.notMatch(err, /warning|error/, `no drift, no gap: ${day} ${disk}`);
    t.match(plan, { exitCode: 0, err: "", out: "No changes." });
    seen[disk]?.push(`202611${day}`);
    t.strictSame(archives, seen[disk]?.slice(-2), "two days with a point, of this disk");
  }
  const other = await night(16, "c");
  t.match(other, { exitCode: 1, archives: [], err: "plan-other-disk" });
  t.match(other.err, `    "${ids.c}",`);
});

/** Mounts an image, as a disk with this UUID. */
async function withMounted<T>(image: string, uuid: string, mount: string, work: () => Promise<T>): Promise<T> {
  execFileSync("mount", ["-o", "loop", image, mount]);
  const device = execFileSync("findmnt", ["-n", "-o", "SOURCE", mount], { encoding: "utf8" }).trim();
  const link = `/dev/disk/by-uuid/${uuid}`;
  // udev does this; containers have none.
  const isMine = !existsSync(link);
  if (isMine) {
    mkdirSync("/dev/disk/by-uuid", { recursive: true });
    symlinkSync(device, link);
  }
  try {
    return await work();
  } finally {
    if (isMine) rmSync(link);
    execFileSync("umount", [mount]);
  }
}

const CAN_MOUNT = process.getuid?.() === 0 && spawnSync("losetup", ["--find"]).status === 0;

t.test(
  "file systems that alternate at the mount point of a mirror",
  { skip: !CAN_MOUNT && "no loop devices" },
  async (t) => {
    const scene = openScene(t);
    const mount = scene.path("mirror");
    const uuids = ["1", "2", "3"].map((digit) => {
      const uuid = `${digit.repeat(8)}-1111-4111-8111-${process.pid.toString(16).padStart(12, "0")}`;
      execFileSync("truncate", ["--size=16M", scene.path(digit)]);
      execFileSync("mkfs.ext4", ["-q", "-U", uuid, scene.path(digit)]);
      return uuid;
    });
    const [first = "", second = "", third = ""] = uuids;
    const config = simpleConfig(scene, {}, { archives: [], mirrors: [{ path: mount, mount, disks: [second, first] }] });
    scene.declare({ ...config, repositories: {} });
    const night = (day: number, index: number) =>
      withMounted(scene.path(String(index + 1)), uuids[index] ?? "", mount, async () => {
        execFileSync("chmod", ["0700", mount]);
        scene.at(`2026-11-${day}T12:00:00Z`);
        return { ...(await scene.rdump("apply", "-y")), has: existsSync(scene.path("mirror", "greeting.txt")) };
      });
    for (const [day, index] of [
      [11, 0],
      [11, 1],
      [12, 1],
      [13, 0],
    ] as const) {
      const { err, ...rest } = await night(day, index);
      t.match(rest, { exitCode: 0, has: true });
      t.notMatch(err, /warning|error/);
    }
    const other = await night(14, 2);
    t.match(other, { exitCode: 1, has: false, err: "fs-mirror-other-disk" });
    t.match(other.err, third);
  },
);

t.test(
  "another file system below the source is reported until it is declared or excluded",
  { skip: !CAN_MOUNT && "no loop devices" },
  async (t) => {
    const scene = openScene(t);
    execFileSync("truncate", ["--size=16M", scene.path("disk")]);
    execFileSync("mkfs.ext4", ["-q", scene.path("disk")]);
    const point = scene.path("source", "data [1]");
    mkdirSync(point);
    execFileSync("mount", ["-o", "loop", scene.path("disk"), point]);
    t.teardown(() => spawnSync("umount", [point]));
    scene.declare(simpleConfig(scene));
    const { err } = await scene.rdump("plan");
    t.match(err, "docs: warning: File systems below the source are not backed up [source-uncovered]");
    t.match(err, `      ${point} (ext4, less than 1.0 MiB used)`);
    const [, exclude = ""] = /exclude: \["(.*)"\],/.exec(err) ?? [];
    scene.declare(simpleConfig(scene, {}, { exclude: [JSON.parse(`"${exclude}"`)] }));
    t.notMatch((await scene.rdump("plan")).err, "source-uncovered", "with the line that the plan printed");
    execFileSync("umount", [point]);
  },
);

t.test("an optional disk is backed up when it is there", { skip: !CAN_MOUNT && "no loop devices" }, async (t) => {
  const scene = openScene(t);
  const mount = scene.path("mirror");
  execFileSync("truncate", ["--size=16M", scene.path("disk")]);
  execFileSync("mkfs.ext4", ["-q", scene.path("disk")]);
  const at = { path: `${mount}/docs`, mount, presence: "optional", grace: "3d" };
  scene.declare({ ...simpleConfig(scene, {}, { archives: [], mirrors: [at] }), repositories: {} });
  t.match(await scene.rdump("apply", "-y"), { exitCode: 1, err: "No complete copy of this mirror is recorded." });
  execFileSync("mount", ["-o", "loop", scene.path("disk"), mount]);
  t.teardown(() => spawnSync("umount", [mount]));
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0, out: "2 done" });
  execFileSync("umount", [mount]);

  scene.at("2026-11-24T12:00:00Z");
  const absent = "due since 2026-11-23T00:00:00Z, and its grace ends at 2026-11-26T00:00:00Z.";
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0, err: absent });
  t.match(await scene.rdump("status"), { exitCode: 0, out: /^absent .* 11-22 /m });
  t.equal(existsSync(`${mount}/docs`), false, "nothing is written below the mount point");
  scene.at("2026-11-26T00:00:00Z");
  t.match(await scene.rdump("apply", "-y"), { exitCode: 1, err: "plan-disk-overdue" });
  t.match(await scene.rdump("status"), { exitCode: 2, out: "absent" });
  execFileSync("mount", ["-o", "loop", scene.path("disk"), mount]);
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0, out: "2 done" });
  t.match(await scene.rdump("status"), { exitCode: 0, out: "ok" });
});

/** Two disks of one size with a file each, of which one is mounted as the source of a volume. */
function twoSources(t: Test, keep: object) {
  const scene = openScene(t);
  const mount = scene.path("source");
  const [right, other] = ["5", "6"].map((digit) => {
    const uuid = `${digit.repeat(8)}-1111-4111-8111-${process.pid.toString(16).padStart(12, "0")}`;
    execFileSync("truncate", ["--size=16M", scene.path(digit)]);
    execFileSync("mkfs.ext4", ["-q", "-U", uuid, scene.path(digit)]);
    return { uuid, image: scene.path(digit) };
  });
  const config = simpleConfig(scene, keep, { source: { type: "plain", mount }, integrity: false });
  scene.declare({ ...config, limits: { destroy: "100%" } });
  const night = (day: number, disk: typeof right, argv: readonly string[] = [], hour = 12) =>
    withMounted(disk?.image ?? "", disk?.uuid ?? "", mount, async () => {
      writeFileSync(`${mount}/greeting.txt`, `hello from ${disk?.uuid}\n`);
      scene.at(`2026-11-${day}T${hour}:00:00Z`);
      if (argv.length > 0) await scene.rdump(...argv);
      const ended = await scene.rdump("apply", "-y");
      const archives = scene.archives().map((name) => Number(name.slice(11, 13)));
      return { ...ended, archives, status: await scene.rdump("status") };
    });
  return { right, other, night };
}

t.test(
  "another disk with as many files in place of the source deletes no archive until it is accepted",
  { skip: !CAN_MOUNT && "no loop devices" },
  async (t) => {
    const { right, other, night } = twoSources(t, { last: 1 });
    t.match(await night(11, right), { exitCode: 0, archives: [11], status: { exitCode: 0 } });
    const swapped = await night(12, other);
    t.match(swapped, { exitCode: 1, archives: [11, 12], status: { exitCode: 2, out: /^drift {2}docs\n/m } });
    t.match(swapped.err, `rdump accept docs`);
    const back = await night(13, right);
    t.match(back, { exitCode: 0, archives: [13], status: { exitCode: 0 } }, "the right disk ends it");
    t.match(await night(14, other, ["accept", "docs", "-y"]), { exitCode: 0, archives: [14], status: { exitCode: 0 } });
  },
);

t.test(
  "archives of a wrong disk make no archive of the right one expire, and an accepted disk is the right one",
  { skip: !CAN_MOUNT && "no loop devices" },
  async (t) => {
    const { right, other, night } = twoSources(t, { last: 2 });
    for (const day of [11, 12]) await night(day, right);
    for (const day of [13, 14]) t.match(await night(day, other), { exitCode: 1, out: "withheld" });
    const sameDay = await night(14, right, [], 13);
    t.match(sameDay, { exitCode: 0, err: "plan-doubtful" }, "the day has no archive of the right disk yet");
    t.strictSame(sameDay.archives, [12, 14, 14], "and 14 of the wrong disk goes with the next one");
    t.strictSame((await night(15, right)).archives, [14, 15]);

    await night(16, other);
    const accepted = await night(17, other, ["accept", "docs", "-y"]);
    t.match(accepted, { exitCode: 0, status: { exitCode: 0 } });
    t.strictSame(accepted.archives, [16, 17], "those of the new disk count, also from before it was accepted");
    const former = await night(18, right);
    t.match(former, { exitCode: 1, status: { exitCode: 2 } }, "the former disk is the wrong one now");
    t.strictSame((await night(19, other)).archives, [17, 18, 19]);
    t.strictSame((await night(20, other)).archives, [19, 20]);
  },
);
