import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Outcome, Point } from "@rdump/core/provider";
import t, { type Test } from "tap";
import { bench, FILL, listing, sh, whyNoImage } from "./whole-bench.ts";

const skip = whyNoImage("dump", "restore", "mkfs.ext4");
const EXT4 = {
  format: "dump",
  make: "truncate --size=8M image && mkfs.ext4 -q -F image",
  levels: { full: { kind: "calendar", unit: "monthly" }, incremental: { kind: "calendar", unit: "daily" } },
} as const;

/** A difference has what changed since a second before the run of its base, in whole seconds. */
const CLEARLY_OLDER = 2100;

interface Day {
  readonly point: Point;
  readonly outcome: Outcome | undefined;
  readonly tree: readonly string[];
}

async function daysOf(t: Test, scripts: readonly string[]) {
  const on = bench(t, EXT4, FILL);
  const days: Day[] = [];
  for (const script of scripts) {
    sh(script, on.path);
    await setTimeout(CLEARLY_OLDER);
    const { point, outcome } = await on.archive(days.at(-1)?.point ?? null);
    if (point === undefined) throw new Error(JSON.stringify(outcome));
    days.push({ point, outcome, tree: listing(on.path) });
  }
  return { ...on, days };
}

const DAYS = [
  "mkdir -p x/deep d u ; echo 1 > d/h ; ln d/h d/i ; ln -s /etc x/l ; echo q > x/deep/q ; echo same > u/same ; echo v > v ; chattr +d u/same",
  // Same size and time; a link is broken; a file becomes a directory; a name goes to another file.
  "touch -r d/h t ; cp d/i d/j ; mv d/j d/i ; echo 4 > d/h ; touch -r t d/h ; rm t v ; mkdir v ; echo in > v/in ; mv a/b/file a/g ; rm -r hard ; chmod 700 u ; echo more >> u/same",
  // A directory becomes a link to a directory, and another one a file; inodes are used again; a new link.
  "rm -r x v ; ln -s d x ; echo file > v ; mkdir -p n/m ; echo n > n/m/n ; ln d/h n/h ; rm fifo ; mkdir fifo ; mkdir \"$(printf '\\377')\" ; echo b > \"$(printf '\\377/\\376')\"",
  // And back. An empty directory is renamed.
  "rm x v ; mkdir -p x/deep v ; echo q2 > x/deep/q ; ln x/deep/q v/q ; rmdir fifo ; mv n/m/n n/n ; mv n/m n/k ; rm \"$(printf '\\377/\\376')\"",
] as const;

t.test("each day of a chain of dump is restored as it was", { skip }, async (t) => {
  const { days, restore, place, observe } = await daysOf(t, DAYS);
  t.same(
    days.map(({ point }) => point.base),
    [undefined, ...days.slice(0, -1).map(({ point }) => point.id)],
  );
  for (const [index, { point, outcome, tree }] of days.entries()) {
    t.match(outcome, { warnings: [] }, `day ${index}`);
    const restored = await restore(point);
    t.match(restored.outcome, { status: "done", warnings: [] }, `day ${index}`);
    t.same(listing(restored.to), tree, `day ${index}`);
  }
  const part = await restore(days.at(-1)?.point as Point, ["u/same", "x/deep"]);
  t.match(part.outcome, { status: "done", warnings: [] });
  t.same(sh("find . -type f", part.to).split("\n").sort(), ["./u/same", "./x/deep/q"]);
  t.equal(readFileSync(join(part.to, "u/same"), "utf8"), "same\nmore\n");
  t.match((await restore(days[2]?.point as Point, ["x/deep/q"])).outcome, {
    diagnostic: { code: "directory-path-missing" },
  });
  t.equal(readdirSync(place).filter((name) => name.endsWith(".names")).length, 1, "only the newest names are needed");
  t.same((await observe()).diagnostics, []);
});

t.test("changes whose restore would not be exact become a full archive", { skip }, async (t) => {
  const { days, restore } = await daysOf(t, ["mkdir s ; echo in > s/in", "mv s e", "echo later > late"]);
  const [, renamed, later] = days;
  t.match(renamed?.outcome, {
    status: "done",
    warnings: [{ code: "directory-state-unusable", detail: /\.\/e\/in has a new path/ }],
  });
  t.equal(renamed?.point.base, undefined);
  t.equal(later?.point.base, renamed?.point.id, "the chain goes on");
  for (const { point, tree } of days) t.same(listing((await restore(point)).to), tree);
});

t.test("a file that restore would protect against the next archive ends the chain", { skip }, async (t) => {
  const on = bench(t, EXT4, "touch i ; chattr +i i");
  t.teardown(() => sh("chattr -i i", on.path));
  const first = await on.archive();
  t.match(first.outcome, { warnings: [{ code: "directory-state-unusable", detail: /immutable/ }] });
  const second = await on.archive(first.point);
  t.match(second, { outcome: { status: "done" }, point: { base: undefined } });
  t.match((await on.archive()).outcome, { status: "done" });
});

t.test("without the names of its base an archive is full", { skip }, async (t) => {
  const on = bench(t, EXT4, "touch a");
  const { point } = await on.archive();
  sh("rm *.names", on.place);
  const next = await on.archive(point);
  t.match(next.outcome, { status: "done", warnings: [{ code: "directory-state-unusable" }] });
  t.equal(next.point?.base, undefined);
});
