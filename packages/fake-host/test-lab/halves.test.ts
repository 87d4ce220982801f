import { type Command, changer } from "@rdump/core/provider";
import { FakeHost, type World } from "@rdump/fake-host";
import t from "tap";
import { type Machine, openLab } from "../../../lab/testing.ts";
import { fakeSite } from "../test/conformance/fake-site.ts";
import { labVolumes } from "./lab-site.ts";

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
const CREATE_THIN = [
  "lvcreate",
  "--snapshot",
  "--name",
  "snap",
  "--setactivationskip",
  "n",
  "--addtag",
  "mine",
  "vg/root",
] as const;
const REMOVE = ["lvremove", "--yes", "vg/snap"] as const;

/** The state of `snap` and its origin in one line, to compare what killed commands leave. */
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

const TRIED = [
  { thin: false, argv: CREATE, first: null },
  { thin: false, argv: REMOVE, first: CREATE },
  { thin: true, argv: CREATE_THIN, first: null },
] as const;

const volumeOf = (thin: boolean) =>
  ({ do: "volume", name: "root", megabytes: 100, type: "ext4", thin, mount: "/vol/root" }) as const;

for (const { thin, argv, first } of TRIED) {
  await lab.test(`what a killed ${argv.join(" ")} leaves is what the fake host declares`, async (t, machine) => {
    const [fake, real] = [fakeSite("/srv", () => 0), await labVolumes(machine)];
    for (const site of [fake, real]) await site.alter(volumeOf(thin));
    if (first !== null) await fake.io.run(changer([...first]));
    const declared = await declaredStates(fake.host.world, changer([...argv]));
    const seen = new Map<string, number>();
    for (const instant of INSTANTS) {
      if (first !== null) await machine.run([...first]);
      const kill = `"$@" & child=$!; sleep ${instant / 1000}; kill -KILL $child; wait $child; true`;
      await machine.run(["bash", "-c", kill, "bash", ...argv]);
      const state = await realState(machine);
      seen.set(state, (seen.get(state) ?? 0) + 1);
      t.ok(declared.includes(state), `killed after ${instant} ms: "${state}" is one of: ${declared.join("; ")}`);
      await machine.sh(`dmsetup clear vg-root; dmsetup resume vg-root; udevadm settle; lvremove -q -y vg/snap 2>/dev/null || true
        for each in vg-snap vg-snap-cow; do dmsetup remove $each 2>/dev/null || true; done; lvchange --refresh vg/root`);
    }
    t.comment(JSON.stringify([...seen]));
    await machine.sh("umount /vol/root; lvremove -q -y vg/root");
  });
}
