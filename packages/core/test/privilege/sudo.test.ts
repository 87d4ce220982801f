import t from "tap";
import type { ReadIo } from "../../src/io/capability.ts";
import { commandResult } from "../../src/io/command-result.ts";
import { type Command, changer, mover, query } from "../../src/model/command.ts";
import { elevatedProviders } from "../../src/privilege/providers.ts";
import { sudoRefusal } from "../../src/privilege/refusal.ts";
import { elevated, type Sudo } from "../../src/privilege/sudo.ts";
import type { DiscoveryRequest } from "../../src/provider/observation.ts";
import { compose } from "../../src/provider/providers.ts";
import { paperProvider } from "../plan/world.ts";

const sudo: Sudo = { attendant: ["/usr/bin/node", "/opt/attendant.js"], uid: 1000, gid: 1001 };
const root = true;

t.test("a command without privilege is unchanged", (t) => {
  for (const step of [
    query(["findmnt"]),
    mover(["borg", "list"], { env: { A: "b" }, descriptors: { 3: "/pass" } }),
    { do: "write", path: "/m", content: "", mode: 0o644 } as const,
    { do: "write", path: "/m", content: "", mode: 0o644, root: false } as const,
  ]) {
    t.equal(elevated(step, sudo), step);
  }
  t.end();
});

t.test("a simple query and a changer are prefixed with sudo, and keep their kind", (t) => {
  t.match(elevated(query(["lvs", "-a"], { root }), sudo), {
    argv: ["sudo", "-n", "--", "lvs", "-a"],
    nature: "query",
    attended: false,
  });
  t.match(elevated(changer(["lvcreate"], { root }), sudo), {
    argv: ["sudo", "-n", "--", "lvcreate"],
    nature: "changer",
  });
  t.throws(() => elevated(changer(["zfs"], { root, env: { A: "b" } }), sudo), /takes no/);
  t.end();
});

t.test("an attendant ends movers and commands in a directory, and keeps their mount busy", (t) => {
  const counting = elevated(query(["rsync", "-n"], { root, cwd: "/run/rdump/a@b", mounted: true }), sudo);
  t.match(counting, {
    argv: ["sudo", "-n", "--", ...sudo.attendant, "run", "--mounted=/run/rdump/a@b", "--", "rsync", "-n"],
    attended: true,
    cwd: null,
    mounted: false,
    nature: "query",
  });
  const copying = elevated(mover(["rsync"], { root, cwd: "/home/jane", directories: { 3: "/mnt/m" } }), sudo);
  t.match(copying, {
    argv: ["sudo", "-n", "--", ...sudo.attendant, "run", "--cwd=/home/jane", "--directory=3=/mnt/m", "--", "rsync"],
    directories: {},
  });
  const moving = elevated(mover(["zfs", "send"], { root, env: { B: "2", A: "1 =" } }), sudo);
  t.match(moving, {
    argv: ["sudo", "-n", "--", ...sudo.attendant, "run", "--set=A=1 =", "--set=B=2", "--", "zfs", "send"],
    env: {},
  });
  t.end();
});

t.test("a reader runs as the user, with only the capability to read", (t) => {
  const step = elevated(mover(["borg", "create"], { root: "read", descriptors: { 3: "/pass" } }), sudo);
  t.match(step, { attended: true, descriptors: { 3: "/pass" } });
  t.strictSame("argv" in step && step.argv.slice(5), [
    "run",
    "--callers-environment",
    "--",
    "setpriv",
    "--reuid=1000",
    "--regid=1001",
    "--init-groups",
    "--inh-caps=-all,+dac_read_search",
    "--ambient-caps=-all,+dac_read_search",
    "--",
    "borg",
    "create",
  ]);
  t.end();
});

t.test("the attendant writes a file that only root can write", (t) => {
  const step = elevated({ do: "write", path: "/m/.rdump.json", content: "{}\n", mode: 0o644, root: true }, sudo);
  t.match(step, {
    do: "run",
    nature: "changer",
    argv: ["sudo", "-n", "--", ...sudo.attendant, "write", "/m/.rdump.json", "644", "{}\n"],
  });
  t.end();
});

t.test("a write by the attendant regards the same as a write by rdump itself", (t) => {
  const write = { do: "write", path: "/m/.rdump.json", mode: 0o644, root: true } as const;
  const held = { "/m": { device: 65_024, inode: "9007199254740993" }, "/other": { device: 1, inode: "2" } };
  const content = Buffer.from('{"volume":"Büro"}\n').toString("latin1");
  t.match(elevated({ ...write, content, found: "the mark", expected: held, temporary: ".m" }, sudo), {
    argv: [
      ...["sudo", "-n", "--", ...sudo.attendant, "write", "--expected=65024:9007199254740993"],
      ...["/m/.rdump.json", "644", '{"volume":"Büro"}\n', ".m"],
    ],
  });
  t.throws(() => elevated({ ...write, content: "", modified: "2026-11-22T20:06:40Z" }, sudo), /no time/);
  t.end();
});

t.test("refusals of sudo are distinguished from messages of the command", (t) => {
  const said = (stderr: string, more = {}) =>
    sudoRefusal("lvs", commandResult({ exitCode: 1, stderr: Buffer.from(stderr), ...more }))?.detail;
  t.match(
    said("sudo: a password is required\n"),
    /refused to run lvs: sudo: a password is required.*Allow this user to run lvs, .*NOPASSWD/,
  );
  t.match(said("Sorry, user jane is not allowed to execute '/usr/sbin/lvs \u001b[2J' as root on lab.\n"), /jane/);
  t.notMatch(said("Sorry, user jane is not allowed to execute '/usr/sbin/lvs \u001b[2J' as root on lab.\n"), "\u001b");
  t.match(said("jane is not in the sudoers file.\n"), /not in the sudoers/);
  t.match(said("", { exitCode: null, notStarted: "ENOENT" }), /sudo is not installed/);
  t.equal(said("", { exitCode: 126, notStarted: "ENOENT" }), undefined, "the attendant did not find the program");
  t.equal(said("  Volume group not found\n"), undefined);
  t.equal(said("sudo: a password is required\n", { exitCode: 0 }), undefined);
  t.end();
});

t.test("obstacles of a command of a dead run are queried with the same privilege", async (t) => {
  const asked: (readonly string[])[] = [];
  const io = { query: async ({ argv }: Command) => asked.push(argv) } as unknown as ReadIo;
  const [provider] = elevatedProviders(
    compose([
      {
        ...paperProvider,
        blockers: async (_request, given) => {
          await given.query(query(["lvs"], { root }));
          return [];
        },
      },
    ]),
    sudo,
  ).all;
  t.strictSame(await provider?.blockers?.({} as DiscoveryRequest, io), []);
  t.strictSame(asked, [["sudo", "-n", "--", "lvs"]]);
});
