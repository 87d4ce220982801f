import { bareWorld, FakeHost, locate, withDirectory, withFile, without } from "@rdump/fake-host";
import t from "tap";
import { applyOn, planOn } from "./engine.ts";

const DAY = 86_400_000;
const FIRST = Date.UTC(2026, 10, 20, 3);
const DECLARED = {
  version: 1,
  id: "joke",
  timezone: "UTC",
  volumes: {
    docs: { source: { type: "plain", path: "/data/docs" }, mirrors: [{ path: "/srv/mirror", every: "daily" }] },
  },
};

t.test("a plan estimates the deletions of a mirror whose source lost files since its last copy", async (t) => {
  let now = FIRST;
  const names = ["a", "b", "c", "d", "e"];
  const files = names.reduce(
    (world, name) => withFile(world, `/data/docs/${name}`, name, FIRST),
    withDirectory(bareWorld(), "/data/docs"),
  );
  const first = new FakeHost({ world: withDirectory(files, "/srv/mirror"), now: () => now });
  t.equal((await applyOn(DECLARED, first.io(), now)).report.status, "ok");
  const foreseenOn = async (host: FakeHost) => {
    const { plan } = await planOn(DECLARED, host.io(), now);
    return plan.diagnostics.filter(({ code }) => code === "fs-mirror-deletions");
  };
  now += DAY;
  const lost = ["a", "b", "c", "d"].reduce((world, name) => without(world, `/data/docs/${name}`), first.world);
  const second = new FakeHost({ world: lost, now: () => now });
  t.strictSame(await foreseenOn(second), [], "no revision knows the loss");
  t.not((await applyOn(DECLARED, second.io(), now)).report.status, "ok", "the copy is withheld");
  t.not(locate(second.world, "/srv/mirror/a"), null);
  now += DAY;
  const found = await foreseenOn(new FakeHost({ world: second.world, now: () => now }));
  t.match(found, [
    {
      severity: "note",
      address: 'docs.mirrors["/srv/mirror"]',
      detail: /^Estimate: 4 files .* \(a, b, c, …\), .* last copy \(2026-11-20T03:00:00Z\)/,
    },
  ]);
  const restored = ["a", "b", "c", "d"].reduce(
    (world, name) => withFile(world, `/data/docs/${name}`, name, FIRST),
    second.world,
  );
  const third = new FakeHost({ world: restored, now: () => now });
  t.equal((await applyOn(DECLARED, third.io(), now)).report.status, "ok");
  now += DAY;
  t.strictSame(await foreseenOn(new FakeHost({ world: third.world, now: () => now })), []);
});
