import t, { type Test } from "tap";
import { openScene, type Scene, simpleConfig } from "../scene.ts";

/** Two machines with one `id`, as two copies of one image are: each has its own state directory, and they share a repository. */
class Hosts {
  readonly scene: Scene;

  constructor(t: Test) {
    this.scene = openScene(t);
  }

  async apply(machine: string, day: number, more: object = {}, ...options: readonly string[]) {
    this.scene.at(`2026-11-${day}T12:00:${machine === "one" ? "01" : "02"}Z`);
    const config = { ...simpleConfig(this.scene), machine, stateDir: this.scene.path(`state-${machine}`), ...more };
    this.scene.declare(config);
    return this.scene.rdump("apply", "-y", ...options);
  }

  /** The machine of each archive, by its comment. */
  machines(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    const format = "--format={comment}{NL}";
    for (const comment of this.scene.borg("list", format, this.scene.path("repository")).split("\n")) {
      const machine = / machine=(\S+) /.exec(comment)?.[1];
      if (machine !== undefined) counts[machine] = (counts[machine] ?? 0) + 1;
    }
    return counts;
  }
}

for (const [first, second] of [
  ["one", "two"],
  ["two", "one"],
] as const) {
  t.test(`two hosts with one id: ${first} before ${second}, and neither loses an archive`, async (t) => {
    const hosts = new Hosts(t);
    const { exitCode } = await hosts.apply(first, 22);
    t.equal(exitCode, 0);
    const other = await hosts.apply(second, 22);
    t.equal(other.exitCode, 0, other.err);
    t.notMatch(other.out, /No changes/);
    t.match(
      other.err,
      /plan-foreign[\s\S]*1 point of this group was made[\s\S]*rdump takeover 'docs\.archives\["offsite"\]'/,
    );
    t.strictSame(Object.values(hosts.machines()), [1, 1], "the second one has an archive of its own");
    for (const day of [23, 24]) {
      for (const host of [first, second]) t.equal((await hosts.apply(host, day)).exitCode, 0);
    }
    t.strictSame(Object.values(hosts.machines()), [3, 3], "keep is two days, and nothing is destroyed");

    const status = await hosts.scene.rdump("status");
    t.match(status.out, /ok +docs\.archives\["offsite"\] .*3 points.*, 3 of another machine/);
    t.match(JSON.parse((await hosts.scene.rdump("status", "--json")).out), { groups: [{ points: 3, foreign: 3 }] });
  });
}

t.test("archives of version 0.1 have no machine in their marks, and are own", async (t) => {
  const hosts = new Hosts(t);
  await hosts.apply("one", 22);
  hosts.scene.borg("recreate", "--comment", "rdump owner=joke volume=docs run=20261122T120000Z-00000000");
  t.strictSame(hosts.machines(), {});
  const again = await hosts.apply("two", 22);
  t.match(again.out, /No changes/, "today has an archive");
  t.notMatch(again.err, /plan-foreign/);
});
