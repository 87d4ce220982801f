import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, readdirSync, writeFileSync } from "node:fs";
import { ATTACKER } from "@rdump/core/conformance";
import t from "tap";
import { Ground } from "../ground.ts";

const isMissing = spawnSync("restic", ["version"]).error !== undefined;
const skip = isMissing ? "restic is not installed" : process.getuid?.() === 0 ? false : "needs root";
/** An ordinary user runs rdump. */
const AS_USER = ["setpriv", `--reuid=${ATTACKER}`, `--regid=${ATTACKER}`, "--clear-groups"] as const;

t.test("a file that restic cannot read makes the point incomplete, until a run reads all", { skip }, async (t) => {
  const ground = new Ground(t, { files: 3, archiver: "restic" });
  ground.declare({
    hooks: undefined,
    mirrors: [],
    archives: [{ repository: "disk", every: "hourly", keep: { last: 5 } }],
  });
  for (const name of ["", ...readdirSync(ground.root, { recursive: true, encoding: "utf8" })])
    chownSync(ground.path(name), ATTACKER, ATTACKER);
  writeFileSync(ground.path("source/closed"), "of root", { mode: 0o600 });
  chmodSync(ground.root, 0o755);
  const tags = () =>
    (JSON.parse(ground.restic("snapshots", "--json", "--no-lock")) as { tags: string[] }[]).map((each) => each.tags);
  const first = ground.within([...AS_USER], "apply", "-y");
  t.equal(first.status, 1, first.stdout + first.stderr);
  t.match(first.stdout + first.stderr, /restic-files-unreadable[\s\S]*closed: permission denied/);
  t.match(tags(), [{ 3: "incomplete" }]);
  t.match(ground.within([...AS_USER], "plan").stdout, /1 to create/, "it fills no slot");

  chmodSync(ground.path("source/closed"), 0o644);
  const second = ground.within([...AS_USER], "apply", "-y");
  t.equal(second.status, 0, second.stdout + second.stderr);
  t.same(
    tags().map((each) => each.slice(3)),
    [["incomplete"], []],
    "both are kept by the rules",
  );
});
