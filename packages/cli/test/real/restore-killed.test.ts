import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { fillWithEveryType, rsyncDifferences } from "../every-type.ts";
import { Ground, until } from "../ground.ts";

const STAGING = ".rdump-restore";

/** `RDUMP_KILLS=N` sets the number of kills of each kind of target, `RDUMP_SEED=N` selects other instants. */
const KILLS = Number(process.env.RDUMP_KILLS ?? 2);
const SEED = Number(process.env.RDUMP_SEED ?? 40_193);
const MISSING = spawnSync("restic", ["version"]).error === undefined ? false : "restic is not installed";

/** A ground with a tree with every type of file, in a repository of borg, one of restic, archives of tar and a mirror. */
async function savedGround(): Promise<Ground> {
  const ground = new Ground(t, { files: 12 });
  fillWithEveryType(ground.path("source"));
  mkdirSync(ground.path("source/tmp"));
  writeFileSync(ground.path("source/tmp/left out"), "");
  const passphrase = ground.path("passphrase");
  writeFileSync(passphrase, "correct horse\n", { mode: 0o600 });
  const repositories = {
    borg: { type: "borg", location: ground.path("repository"), encryption: "none" },
    restic: { type: "restic", location: ground.path("restic"), passphrase: { file: passphrase } },
    tar: { type: "directory", format: "tar", location: ground.path("archives") },
  };
  const archives = Object.keys(repositories).map((repository) => {
    return { repository, every: "yearly", keep: { yearly: 2 } };
  });
  ground.declare({ exclude: ["/tmp"], integrity: { xattrs: true }, hooks: undefined, archives }, { repositories });
  const saved = await ground.rdump("apply", "-y");
  t.equal(saved.code, 0, saved.said);
  return ground;
}

/** Content and all attributes but those of the root, which archives of restic do not have. */
function differencesIn(ground: Ground, to: string): readonly string[] {
  const all = rsyncDifferences(ground.path("source"), to, "--exclude=/tmp");
  return all.filter((line) => !line.endsWith(" ./"));
}

t.test(
  `killed at ${KILLS} instants (seed ${SEED}), a restore from each kind of target is completed by the same command`,
  { skip: MISSING },
  async (t) => {
    const ground = await savedGround();
    let state = SEED;
    const chance = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
    for (const from of ["borg", "restic", "tar", "mirrors"]) {
      const restore = (to: string) => ["restore", "docs", "--from", from, "--to", to];
      const began = performance.now();
      const calm = await ground.rdump(...restore(ground.path(`calm ${from}`)));
      t.match(calm, { code: 0, said: /^docs: proven/m }, `${from}\n${calm.said}`);
      let span = performance.now() - began;
      let died = 0;
      for (let kill = 0; kill < KILLS; kill++) {
        const to = ground.path(`${from} ${kill}`);
        const after = (span * (kill + chance())) / KILLS;
        const { child, ended } = ground.start(...restore(to));
        const timer = setTimeout(() => child.kill("SIGKILL"), after);
        const start = performance.now();
        const { signal } = await ended;
        clearTimeout(timer);
        const where = `${from}, killed after ${Math.round(after)} ms of ${Math.round(span)}`;
        t.ok(await until(() => ground.processes().length === 0), `${where}: no reader or mover outlives it`);
        if (signal === "SIGKILL") died++;
        // The machine is less busy than before.
        else span = (span + performance.now() - start) / 2;
        const isComplete = existsSync(to) && readdirSync(to).length > 0 && !existsSync(join(to, STAGING));
        if (isComplete) t.strictSame(differencesIn(ground, to), [], `${where}: no mixed tree looks complete`);
        else {
          const again = await ground.rdump(...restore(to));
          t.equal(again.code, 0, `${where}\n${again.said}`);
          t.strictSame(differencesIn(ground, to), [], where);
          t.notOk(existsSync(join(to, STAGING)), where);
        }
        rmSync(to, { recursive: true });
      }
      t.comment(`${from}: ${died} of ${KILLS} died, within ${Math.round(span)} ms`);
    }
    const next = await ground.rdump("apply", "-y");
    t.equal(next.code, 0, `an interrupted restore blocks no backup\n${next.said}`);
  },
);
