import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import t from "tap";
import { Ground, until } from "../ground.ts";

/** `RDUMP_SEED=N` selects other instants; `RDUMP_KILLS=N` sets the number of kills. */
const SEED = Number(process.env.RDUMP_SEED ?? 818_713);
const KILLS = Number(process.env.RDUMP_KILLS ?? 4);
/** Without a number of rounds, it ends after this time in milliseconds, because the machine may be busy. */
const LONG_ENOUGH = process.env.RDUMP_KILLS === undefined ? 120_000 : Number.POSITIVE_INFINITY;

/** Numbers from 0 to 1, the same for the same seed. */
function* chances(seed: number): Generator<number, never> {
  for (let state = seed >>> 0; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

interface Listed {
  readonly runs: readonly { readonly run: string; readonly status: string }[];
}

for (const archiver of ["borg", "restic"] as const) {
  const skip = spawnSync(archiver, ["version"]).error === undefined ? false : `${archiver} is not installed`;
  const name = `${archiver}: killed at ${KILLS} instants (seed ${SEED}), one apply completes the backup`;
  t.test(name, { skip }, async (t) => {
    const chance = chances(SEED);
    const whole = new Ground(t, { archiver });
    whole.declare();
    const began = performance.now();
    t.equal((await whole.rdump("apply", "-y")).code, 0);
    let span = performance.now() - began;
    let died = 0;
    let kill = 0;
    for (; kill < KILLS && performance.now() - began < LONG_ENOUGH; kill++) {
      const ground = new Ground(t, { archiver });
      ground.declare();
      const after = chance.next().value * span;
      const { child, ended } = ground.start("apply", "-y");
      const timer = setTimeout(() => child.kill("SIGKILL"), after);
      const start = performance.now();
      const { signal, code } = await ended;
      clearTimeout(timer);
      if (signal === "SIGKILL") died++;
      // On a loaded machine, a late kill has no effect.
      else if (code === 0) span = (span + performance.now() - start) / 2;
      const where = `killed after ${Math.round(after)} ms (seed ${SEED}, kill ${kill})`;
      t.ok(await until(() => ground.processes().length === 0), `${where}: no reader or mover outlives it`);
      const again = await ground.rdump("apply", "-y");
      t.equal(again.code, 0, `${where}\n${again.said}`);
      const next = await ground.rdump("plan");
      t.match(next, { code: 0, said: /No changes/ }, where);
      t.notMatch(next.said, /run-died/, where);
      t.strictSame(ground.faults(), [], `${where}\n${again.said}`);
      const { runs } = JSON.parse((await ground.rdump("runs", "--json")).out) as Listed;
      t.strictSame(
        runs.filter(({ status }) => status !== "ok" && status !== "recovered"),
        [],
        where,
      );
      rmSync(ground.root, { recursive: true });
    }
    t.comment(`seed ${SEED}: ${died} of ${kill} died, within ${Math.round(span)} ms`);
    t.ok(died > 0 || KILLS === 0, "some were killed");
  });
}

/** Kills a run during one of its hooks, so that it leaves a scope without a mark. */
async function dieInHook(ground: Ground, meanwhile = async () => {}): Promise<void> {
  const { child, ended } = ground.start("apply", "-y");
  await until(() => existsSync(ground.path("waiting")));
  await meanwhile();
  child.kill("SIGKILL");
  await ended;
}

t.test(
  "plan shows the leftovers of a dead run, recover removes only these, and a second recover does nothing",
  async (t) => {
    const ground = new Ground(t, { files: 3 });
    const hooks = {
      before: ["sh", "-c", `touch ${ground.path("hooked")} ${ground.path("waiting")}; exec sleep 600`],
      after: ["rm", ground.path("hooked")],
    };
    ground.declare({ hooks });
    await dieInHook(ground);
    t.ok(await until(() => ground.processes().length === 0), "the hook died with it");
    t.ok(existsSync(ground.path("hooked")));
    const journals = () =>
      readdirSync(ground.path("state", "runs")).map((name) => readFileSync(ground.path("state", "runs", name), "utf8"));
    const before = journals();

    const plan = await ground.rdump("plan", "--verbose");
    t.match(plan.said, /! recover docs\.core\/hooks\n.*may still be open.*\n {4}\$ .*rm .*hooked/);
    t.match(plan.said, /Previous run was interrupted \[run-died\]/);
    t.match(plan.said, /1 to recover/);
    t.strictSame(journals(), before, "looking changes nothing");
    t.ok(existsSync(ground.path("hooked")));

    t.match(await ground.rdump("recover"), { code: 1, said: /Approval requires a terminal or -y/ });
    const events = (await ground.rdump("recover", "-y", "--json")).out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    t.match(
      events.find(({ type }) => type === "action-ends"),
      { report: { status: "done" } },
    );
    t.notOk(existsSync(ground.path("hooked")));
    t.notOk(existsSync(ground.path("repository")), "and nothing else was done");
    const after = journals();
    t.match(await ground.rdump("recover", "-y"), { code: 0, said: /Nothing to clean up/ });
    t.strictSame(journals(), after, "twice is once");

    ground.declare();
    t.equal((await ground.rdump("apply", "-y")).code, 0);
    t.strictSame(ground.faults(), []);
    const [, , oldest] = JSON.parse((await ground.rdump("runs", "--json")).out).runs;
    t.match(oldest, { status: "recovered" });
    t.match((await ground.rdump("runs", "show", oldest.run)).said, /died, then cleaned up[\s\S]*docs hooks closed/);
  },
);

t.test("a failing hook of a dead run is reported once, and is not run again", async (t) => {
  const ground = new Ground(t, { files: 3 });
  const before = ["sh", "-c", `touch ${ground.path("waiting")}; exec sleep 600`];
  ground.declare({ hooks: { before, after: ["sh", "-c", `echo called >> ${ground.path("home/after")}; exit 3`] } });
  await dieInHook(ground);
  ground.declare({ hooks: undefined });
  const said = await ground.rdump("apply", "-y");
  t.match(said, {
    code: 1,
    said: /failed recover docs\.core\/hooks\n.*A hook failed[\s\S]*done create docs\.archives/,
  });
  t.match(await ground.rdump("apply", "-y"), { code: 0, said: /No changes/ });
  t.equal(readFileSync(ground.path("home/after"), "utf8"), "called\n");
});

t.test("the lock is shown, and removed only by the id of its run, never while the run is alive", async (t) => {
  const ground = new Ground(t, { files: 3 });
  ground.declare({
    hooks: { before: ["sh", "-c", `touch ${ground.path("waiting")}; exec sleep 600`], after: ["true"] },
  });
  const lock = async () => JSON.parse((await ground.rdump("lock", "--json")).out).lock;
  let run = "";
  await dieInHook(ground, async () => {
    ({ run } = await lock());
    t.match(await ground.rdump("lock"), { code: 0, said: /The run is in progress/ });
    t.match(await ground.rdump("unlock", run), { code: 1, said: /The holder of the lock is running/ });
    t.match(await ground.rdump("plan"), { said: /Another run is in progress/ });
    t.match(await ground.rdump("runs"), { said: / running / });
  });
  t.match(await lock(), { run, state: "dead" });
  t.match(await ground.rdump("unlock", "other"), { code: 1, said: /The named run does not hold the lock/ });
  t.match(await ground.rdump("unlock", run), { code: 0 });
  t.equal(await lock(), null);
  t.match(await ground.rdump("unlock", run), { code: 1, said: /There is no lock/ });
});
