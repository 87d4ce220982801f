import t, { type Test } from "tap";
import { openScene, type Scene, simpleConfig } from "../scene.ts";

/** Two machines with one `id`, as two copies of one image are: each has its own state directory, and they share a repository. */
class Hosts {
  readonly scene: Scene;

  constructor(t: Test) {
    this.scene = openScene(t);
  }

  async apply(machine: string, day: number, more: object = {}) {
    this.declare(machine, day, more);
    return this.scene.rdump("apply", "-y");
  }

  declare(machine: string, day: number, more: object = {}): void {
    // Both in the same second, as timers do it.
    this.scene.at(`2026-11-${day}T12:00:00Z`);
    const config = {
      ...simpleConfig(this.scene, { daily: 1 }),
      machine,
      stateDir: this.scene.path(`state-${machine}`),
      ...more,
    };
    this.scene.declare(config);
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

t.test("two hosts with one id lose no archive, in either order", async (t) => {
  const hosts = new Hosts(t);
  t.equal((await hosts.apply("one", 22)).exitCode, 0);
  const other = await hosts.apply("two", 22);
  t.equal(other.exitCode, 0, other.err);
  t.notMatch(other.out, /No changes/);
  t.match(
    other.err,
    /plan-foreign[\s\S]*1 point of this group was made[\s\S]*rdump takeover 'docs\.archives\["offsite"\]'/,
  );
  t.strictSame(Object.values(hosts.machines()), [1, 1], "the second one has an archive of its own");
  t.equal((await hosts.apply("two", 23)).exitCode, 0);
  t.equal((await hosts.apply("one", 23)).exitCode, 0);
  t.strictSame(Object.values(hosts.machines()), [2, 2], "keep is one day, and nothing is destroyed");
  const { out } = await hosts.scene.rdump("status", "--json");
  t.match(JSON.parse(out), { groups: [{ state: "ok", points: 2, foreign: 2 }] });

  const shown = await hosts.scene.rdump("takeover", 'docs.archives["offsite"]');
  t.match(
    shown.out,
    /machine [0-9a-f]{16}: 2 points, newest of 2026-11-23T12:00:00Z[\s\S]*takenOver: \[\n {6}\{ address: /,
  );
  t.match(await hosts.scene.rdump("takeover", 'docs.archives["offsite"]', "--write"), { exitCode: 0 });
  const taken = await hosts.scene.rdump("plan");
  t.notMatch(taken.err, /plan-foreign/);
  t.match(
    taken.out,
    /destroy docs\.archives[\s\S]*requires --allow-destroy[\s\S]*3 deletions require/,
    "of four, one is kept",
  );
  t.match(await hosts.scene.rdump("takeover", 'docs.archives["offsite"]'), { exitCode: 1, err: /takeover-nothing/ });
});

t.test("archives of version 0.1 have no machine in their marks, and belong to this machine", async (t) => {
  const hosts = new Hosts(t);
  await hosts.apply("one", 22);
  hosts.scene.borg("recreate", "--comment", "rdump owner=joke volume=docs run=20261122T120000Z-00000000");
  t.strictSame(hosts.machines(), {});
  hosts.declare("two", 22);
  const again = await hosts.scene.rdump("plan");
  t.match(again.out, /No changes/, "today has an archive");
  t.notMatch(again.err, /plan-foreign/);
});

t.test("after a change of id and volume name, the archives belong to the volume if that is declared", async (t) => {
  const hosts = new Hosts(t);
  t.equal((await hosts.apply("one", 22)).exitCode, 0);
  const { volumes, ...config } = simpleConfig(hosts.scene, { daily: 1 });
  const renamed = { ...config, id: "new", machine: "one", volumes: { papers: volumes.docs } };
  hosts.scene.declare(renamed);
  t.match(
    (await hosts.scene.rdump("plan")).out,
    /create papers\.archives/,
    "without the lines they belong to another owner",
  );
  hosts.scene.declare({ ...renamed, formerIds: ["joke"], moved: [{ from: "docs", to: "papers" }] });
  const { out } = await hosts.scene.rdump("plan");
  t.match(out, /No changes/);
  t.notMatch(out, /Forgotten/);
  hosts.scene.at("2026-11-23T12:00:00Z");
  t.match(await hosts.scene.rdump("apply", "-y"), { exitCode: 0, out: /- docs-20261122T120000Z-[0-9a-f]{4} / });
  t.strictSame(hosts.scene.archives(), ["papers-20261123T120000Z"], "the old one expired by the rules");
});

t.test("a group that is no longer declared is deleted by its exact number, and a declared one is not", async (t) => {
  const hosts = new Hosts(t);
  const { scene } = hosts;
  t.equal((await hosts.apply("one", 22)).exitCode, 0);
  const address = 'docs.archives["offsite"]';
  t.match(await scene.rdump("retire", address), { exitCode: 1, err: /retire-refused[\s\S]*declares this group/ });
  const { volumes, ...config } = simpleConfig(scene);
  scene.declare({ ...config, machine: "one", stateDir: scene.path("state-one"), volumes: { papers: volumes.docs } });
  const listed = await scene.rdump("retire", address);
  t.match(listed, {
    exitCode: 0,
    out: /- docs-20261122T120000Z-[0-9a-f]{4} [\s\S]*Nothing was deleted[\s\S]*--destroy 1/,
  });
  t.match(await scene.rdump("retire", address, "--destroy", "2", "-y"), { exitCode: 1, err: /retire-other-number/ });
  t.equal(scene.archives().length, 1);
  t.match(await scene.rdump("retire", address, "--destroy", "1", "-y"), { exitCode: 0 });
  t.strictSame(scene.archives(), []);
});
