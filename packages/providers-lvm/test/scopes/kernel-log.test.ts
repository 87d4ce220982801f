import { commandResult, type ReadIo } from "@rdump/core/provider";
import t from "tap";
import { kernelLines } from "../../src/scopes/kernel-log.ts";

const LOG = [
  "XFS (dm-5): Mounting V5 Filesystem",
  "XFS (dm-55): another device",
  "EXT4-fs (dm-5): external journal device major/minor numbers have changed",
  "evil \u001b[2J dm-5",
].join("\n");

const hostWith = (result: Parameters<typeof commandResult>[0]) =>
  ({ query: async () => commandResult(result) }) as unknown as ReadIo;

t.test("the kernel's own lines about a device are shown, and nothing without them", async (t) => {
  const lines = await kernelLines("253:5", hostWith({ stdout: Buffer.from(LOG) }));
  t.equal(lines.length, 3);
  t.match(lines[1], "external journal device");
  t.notMatch(lines.join("\n"), "\u001b");
  t.strictSame(await kernelLines("253:6", hostWith({ stdout: Buffer.from(LOG) })), []);
  t.strictSame(await kernelLines(null, hostWith({})), []);
  t.strictSame(await kernelLines("253:5", hostWith({ exitCode: 1 })), [], "no permission");
  t.strictSame(await kernelLines("253:5", hostWith({ exitCode: null, notStarted: "ENOENT" })), [], "no dmesg");
  const many = Array.from({ length: 50 }, (_, index) => `dm-5 ${index} ${"x".repeat(5000)}`).join("\n");
  const bounded = await kernelLines("253:5", hostWith({ stdout: Buffer.from(many) }));
  t.equal(bounded.length, 5);
  t.ok((bounded[0]?.length ?? 0) < 1100);
});
