import { execFileSync, spawnSync } from "node:child_process";
import { chownSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { Ground } from "../ground.ts";

const USER = 65_534;
const AS_USER = ["setpriv", `--reuid=${USER}`, `--regid=${USER}`, "--clear-groups", "--"] as const;
/** `cap_net_raw+ep`, as `setcap` stores it. */
const CAPABILITY = "0x0100000200200000000000000000000000000000";

const isRoot = process.getuid?.() === 0 && spawnSync(AS_USER[0], [...AS_USER.slice(1), "true"]).status === 0;

t.test(
  "a user restores what root has saved, and what only root can restore is named",
  { skip: isRoot ? false : "only root can save devices and work as another user" },
  async (t) => {
    const ground = new Ground(t, { files: 3, fileBytes: 1000 });
    const at = (name: string) => ground.path("source", name);
    execFileSync("mknod", [at("null"), "c", "1", "3"]);
    writeFileSync(at("program"), "#!/bin/true\n", { mode: 0o755 });
    execFileSync("setfattr", ["-n", "security.capability", "-v", CAPABILITY, at("program")]);
    writeFileSync(at("of root"), "x");
    chownSync(at("file 1"), 1234, 1234);
    const repositories = {
      borg: { type: "borg", location: ground.path("repository"), encryption: "none" },
      tar: { type: "directory", format: "tar", location: ground.path("archives") },
    };
    const archives = Object.keys(repositories).map((repository) => {
      return { repository, every: "yearly", keep: { yearly: 2 } };
    });
    ground.declare({ integrity: { xattrs: true }, hooks: undefined, archives }, { repositories });
    t.match(await ground.rdump("apply", "-y"), { code: 0 });
    execFileSync("chown", ["-R", `${USER}:${USER}`, ground.root]);
    for (const from of ["borg", "tar", "mirrors"]) {
      const to = ground.path(`back from ${from}`);
      const { status, stdout, stderr } = ground.within(AS_USER, "restore", "docs", "--from", from, "--to", to);
      const said = `${from}: ${stdout}${stderr}`;
      t.match(stderr, /\[restore-not-root\]/, said);
      t.match(stdout, /^docs: differs, /m, said);
      t.match(stdout, /\[rsure-differs\]: 1 difference:\n +program: .*xattrs/, said);
      t.match(stdout, /\[rsure-not-carried\][\s\S]*null: missing \(chr\)/, said);
      t.equal(status, 2, said);
      t.equal(readFileSync(join(to, "program"), "utf8"), "#!/bin/true\n");
      t.notOk(existsSync(join(to, "null")));
      t.ok(readdirSync(to).includes("of root"));
    }
  },
);
