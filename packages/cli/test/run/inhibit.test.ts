import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import t from "tap";
import { inhibitingSleep } from "../../src/run/inhibit.ts";

t.test("sleep and shutdown are inhibited during the work, and not after it", async (t) => {
  const place = t.testdir({});
  const started = join(place, "started");
  const program = join(place, "systemd-inhibit");
  const context = { env: { PATH: `${place}${delimiter}${process.env.PATH}` } };
  const script = (end: string) => {
    writeFileSync(program, `#!/bin/sh\necho "$$ $*" > '${started}.new'\nmv '${started}.new' '${started}'\n${end}\n`);
    chmodSync(program, 0o755);
  };
  const isAlive = (pid: number) => readFileSync(`/proc/${pid}/stat`, "utf8").split(" ")[2] !== "Z";

  script('while case "$1" in --*) true;; *) false;; esac; do shift; done\nexec "$@"');
  let pid = 0;
  const result = await inhibitingSleep(
    context,
    async () => {
      while (!existsSync(started)) await setTimeout(10);
      const [own = "", ...argv] = readFileSync(started, "utf8").trim().split(" ");
      pid = Number(own);
      t.match(argv.join(" "), /^--what=sleep:shutdown --who=rdump --why=.* --mode=block tail --pid=\d+ /);
      t.ok(argv.includes(`--pid=${process.pid}`));
      t.ok(isAlive(pid));
      return "done";
    },
    place,
  );
  t.equal(result, "done");
  t.notOk(existsSync(`/proc/${pid}`) && isAlive(pid), "the lock is released");

  await t.rejects(
    inhibitingSleep(context, () => Promise.reject(new Error("failed")), place),
    { message: "failed" },
  );
  script("exit 1");
  t.equal(await inhibitingSleep(context, async () => "done", place), "done", "without permission");
  t.equal(
    await inhibitingSleep({ env: { PATH: "/nowhere" } }, async () => "done", place),
    "done",
    "without the command",
  );
});
