import type { Command, ReadIo } from "@rdump/core/provider";
import t from "tap";
import { withoutSurefile } from "../../src/source/writable.ts";

const FACTS = { real: "/data", device: 1, inode: "2", mounted: null, ofRoot: true };

/** A machine with a user, for whom `test` ends with a status. */
function machine(uid: number, exitCode: number | null, stderr = "") {
  const asked: Command[] = [];
  const io = {
    readFile: async () => Buffer.from(`Name:\tnode\nUid:\t1000\t${uid}\t1000\t1000\n`),
    query: async (command: Command) => {
      asked.push(command);
      return { exitCode, stderr: Buffer.from(stderr), stdout: Buffer.alloc(0) };
    },
  } as unknown as ReadIo;
  return { io, asked };
}

const volume = (integrity: boolean) =>
  ({ name: "data", integrity: integrity ? {} : null }) as unknown as Parameters<typeof withoutSurefile>[0];

t.test("an ordinary user who cannot write the surefile learns it from the plan", async (t) => {
  const { io, asked } = machine(1000, 1);
  t.match(await withoutSurefile(volume(true), FACTS, io), [
    { code: "fs-source-not-writable", severity: "warning", address: "data", detail: /the user 1000/ },
  ]);
  t.match(asked, [{ argv: ["test", "-w", "/data"], root: true }], "with sudo, root is asked");
});

for (const [name, uid, exitCode, stderr, integrity, asked] of [
  ["root can write", 0, 1, "", true, 0],
  ["without integrity data, nothing is written", 1000, 1, "", false, 0],
  ["a user who can write", 1000, 0, "", true, 1],
  ["sudo refuses, which has its own message", 1000, 1, "sudo: a password is required", true, 1],
  ["the program is missing", 1000, null, "", true, 1],
] as const) {
  t.test(`no warning: ${name}`, async (t) => {
    const found = machine(uid, exitCode, stderr);
    t.strictSame(await withoutSurefile(volume(integrity), FACTS, found.io), []);
    t.equal(found.asked.length, asked);
  });
}
