import { type Command, changer } from "@rdump/core/provider";
import { FakeHost, type World } from "@rdump/fake-host";
import t from "tap";
import { type Machine, openLab } from "../../../lab/testing.ts";
import { fakeSite } from "../test/conformance/fake-site.ts";

const lab = await openLab(t);

/** How long after its start LVM's command is killed, in milliseconds: from before it has done anything to after all. */
const INSTANTS = [20, 60, 100, 150, 200, 250, 300, 350, 400, 500, 600, 700, 800, 900, 1000, 1200, 1500];

const CREATE = [
  "lvcreate",
  "--snapshot",
  "--name",
  "snap",
  "--size",
  "8388608b",
  "--addtag",
  "mine",
  "vg/root",
] as const;
const REMOVE = ["lvremove", "--yes", "vg/snap"] as const;

/** What can be told of `snap` and of its origin, in one line: what a killed command leaves is compared by it. */
function stateOf(world: World): string {
  const snapshot = world.volumes.find(({ name }) => name === "snap");
  const origin = world.volumes.find(({ name }) => name === "root");
  const of = snapshot === undefined ? "no snapshot" : `${snapshot.origin ?? "no origin"} ${snapshot.tags.join(",")}`;
  return `${of}, ${origin?.suspended === true ? "suspended" : "not suspended"}`;
}

async function realState(machine: Machine): Promise<string> {
  const { stdout } = await machine.run([
    "lvs",
    "--noheadings",
    "--separator",
    "|",
    "-o",
    "lv_name,origin,lv_tags",
    "vg",
  ]);
  const rows = stdout.split("\n").map((row) => row.trim().split("|"));
  const snapshot = rows.find(([name]) => name === "snap");
  const suspended = (
    await machine.run(["dmsetup", "info", "-c", "--noheadings", "-o", "suspended", "vg-root"])
  ).stdout.trim();
  const of =
    snapshot === undefined ? "no snapshot" : `${snapshot[1] === "" ? "no origin" : snapshot[1]} ${snapshot[2]}`;
  return `${of}, ${suspended === "Suspended" ? "suspended" : "not suspended"}`;
}

/** Every state that the command can be in, by what the fake declares: before, its halves, after. */
async function declaredStates(before: World, command: Command): Promise<readonly string[]> {
  const host = new FakeHost({ world: before, now: () => 0 });
  const halves = host.halvesOf(command).map(({ world }) => world);
  await host.io().run(command);
  return [before, ...halves, host.world].map(stateOf);
}

await lab.test("what a killed lvcreate or lvremove leaves is what the fake host declares", async (t, machine) => {
  const disk = await machine.addDisk("pv", "1G");
  await machine.sh(`pvcreate -q ${disk}; vgcreate -q vg ${disk}; lvcreate -q -y -L 100M -n root vg
    mkfs.ext4 -q /dev/vg/root; mkdir -p /vol/root; mount /dev/vg/root /vol/root`);
  const fake = fakeSite("/srv", () => 0);
  await fake.alter({ do: "volume", name: "root", megabytes: 100, type: "ext4", thin: false, mount: "/vol/root" });
  const bare = fake.host.world;
  await fake.io.run(changer([...CREATE]));
  const whole = fake.host.world;
  for (const [argv, before] of [
    [CREATE, bare],
    [REMOVE, whole],
  ] as const) {
    const declared = await declaredStates(before, changer([...argv]));
    const seen = new Map<string, number>();
    for (const instant of INSTANTS) {
      if (argv === REMOVE) await machine.run([...CREATE]);
      await machine.run([
        "bash",
        "-c",
        `"$@" & child=$!; sleep ${instant / 1000}; kill -KILL $child; wait $child; true`,
        "bash",
        ...argv,
      ]);
      const state = await realState(machine);
      seen.set(state, (seen.get(state) ?? 0) + 1);
      t.ok(
        declared.includes(state),
        `${argv[0]}, killed after ${instant} ms: ${state} is one of: ${declared.join("; ")}`,
      );
      await machine.sh("dmsetup resume vg-root; udevadm settle; lvremove -q -y vg/snap 2>/dev/null || true");
    }
    t.comment(`${argv[0]}: ${JSON.stringify([...seen])}`);
  }
});
