import { readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { createFile } from "../../src/io/atomic-file.ts";

t.test("a new file is created also without hard links, and replaces nothing", async (t) => {
  const directory = t.testdir({ other: "kept" });
  symlinkSync("elsewhere", join(directory, "dangling"));
  for (const code of ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"]) {
    const noLinks = () => Promise.reject(Object.assign(new Error(code), { code }));
    const path = join(directory, code);
    t.equal(await createFile(path, "content", noLinks), true, code);
    t.equal(readFileSync(path, "utf8"), "content");
    t.equal(statSync(path).mode & 0o777, 0o600);
    writeFileSync(path, "changed");
    t.equal(await createFile(path, "content", noLinks), false);
    t.equal(readFileSync(path, "utf8"), "changed");
    t.equal(await createFile(join(directory, "dangling"), "content", noLinks), false);
  }
  const full = () => Promise.reject(Object.assign(new Error("full"), { code: "ENOSPC" }));
  await t.rejects(createFile(join(directory, "new"), "content", full), { code: "ENOSPC" });
  t.same(readdirSync(directory).sort(), ["ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EPERM", "dangling", "other"]);
});
