import type { Command, ReadIo } from "@rdump/core/provider";
import t from "tap";
import { accessTo } from "../../src/source/writable.ts";

const FACTS = { real: "/data", device: 1, inode: "2", mounted: null, ofRoot: true };

/** A machine with a user, for whom `test` ends with a status, or does not start. */
function machine(uid: number, exitCode: number | null, stderr = "") {
  const asked: Command[] = [];
  const io = {
    readFile: async () => Buffer.from(`Name:\tnode\nUid:\t1000\t${uid}\t1000\t1000\n`),
    query: async (command: Command) => {
      asked.push(command);
      const notStarted = exitCode === null ? "ENOENT" : null;
      return { exitCode, notStarted, stderr: Buffer.from(stderr), stdout: Buffer.alloc(0) };
    },
  } as unknown as ReadIo;
  return { io, asked };
}

const volume = (integrity: boolean) =>
  ({ name: "data", integrity: integrity ? {} : null }) as unknown as Parameters<typeof accessTo>[0];

t.test("an ordinary user who cannot write the surefile learns it from the plan", async (t) => {
  const { io, asked } = machine(1000, 1);
  const { gap, warnings } = await accessTo(volume(true), FACTS, true, io);
  t.equal(gap, null);
  t.match(warnings, [
    { code: "fs-source-not-writable", severity: "warning", address: "data", detail: /the user 1000/ },
  ]);
  t.match(
    asked,
    [{ argv: ["test", "-w", "."], cwd: "/data", root: true }],
    "with sudo, root is asked by the attendant",
  );
});

for (const [name, exitCode, stderr, integrity, reason] of [
  ["sudo refuses", 1, "sudo: a password is required\n", true, "sudo: a password is required"],
  ["sudo refuses, and there is no integrity data", 1, "sudo: a password is required", false, "a password"],
  ["sudo is missing", null, "", true, "ENOENT"],
] as const) {
  t.test(`the source of root cannot be read: ${name}`, async (t) => {
    const { io } = machine(1000, exitCode, stderr);
    const { gap, warnings } = await accessTo(volume(integrity), FACTS, true, io);
    t.match(gap, { code: "fs-source-unreachable", severity: "error", address: "data", detail: reason });
    t.strictSame(warnings, []);
  });
}

const MINE = { ...FACTS, ofRoot: false };
for (const [name, uid, exitCode, stderr, integrity, facts, isRead, asked] of [
  ["root can write", 0, 1, "", true, FACTS, true, 0],
  ["nothing is written, and no command of root is needed", 1000, 1, "", false, MINE, true, 0],
  ["nothing is written, and nothing is read", 1000, 1, "", false, FACTS, false, 0],
  ["root can read, and nothing is written", 1000, 1, "", false, FACTS, true, 1],
  ["a user who can write", 1000, 0, "", true, FACTS, true, 1],
  ["the directory of a user, and the program is missing", 1000, null, "", true, MINE, true, 1],
] as const) {
  t.test(`full access: ${name}`, async (t) => {
    const found = machine(uid, exitCode, stderr);
    t.strictSame(await accessTo(volume(integrity), facts, isRead, found.io), { gap: null, warnings: [] });
    t.equal(found.asked.length, asked);
  });
}
