import t from "tap";
import type { ReadIo } from "../../src/io/capability.ts";
import { otherFileSystems } from "../../src/provider/left-out.ts";

const MOUNTS = [
  "27 1 8:1 / / rw - ext4 /dev/sda1 rw",
  "40 27 0:50 / /tank/a rw - zfs tank/a rw",
  "41 40 0:51 / /tank/a/fuse rw - fuse evil rw",
].join("\n");

const IO = {
  realpath: async (path: string) => (path === "/gone" ? null : path),
  readFile: async () => Buffer.from(`${MOUNTS}\n`),
} as unknown as ReadIo;

t.test("the snapshots of a dataset are not its files, as file systems below it", async (t) => {
  t.same(await otherFileSystems(IO, "/tank/a"), ["fuse", ".zfs"]);
  t.same(await otherFileSystems(IO, "/tank"), ["a/fuse"]);
  t.same(await otherFileSystems(IO, "/gone"), []);
});
