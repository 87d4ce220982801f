import { execFileSync, spawnSync } from "node:child_process";
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import t from "tap";

const RSURE = join(import.meta.dirname, "../../bin/rsure.js");
const isThere = (program: string) => spawnSync(program, ["-V"]).error === undefined;
const asRoot = process.getuid?.() === 0;
const skip = asRoot && isThere("mkfs.xfs") && isThere("xfs_io") ? false : "needs root and the programs of XFS";

t.test("a surefile is updated after its directory has got another quota project", { skip }, async (t) => {
  const root = mkdtempSync(join(tmpdir(), "rsure-project-"));
  t.teardown(() => {
    spawnSync("umount", [join(root, "disk")]);
    rmSync(root, { recursive: true, force: true });
  });
  const at = (...names: string[]) => join(root, "disk", ...names);
  mkdirSync(at());
  execFileSync("truncate", ["--size=320M", join(root, "image")]);
  execFileSync("mkfs.xfs", ["-q", join(root, "image")]);
  execFileSync("mount", ["-o", "loop", join(root, "image"), at()]);
  mkdirSync(at("home"));
  const update = (file: string) => {
    writeFileSync(at("home", file), file);
    execFileSync(process.execPath, [RSURE, "-f", at("home/2sure.dat.gz"), "-d", at("home"), "update"], {
      stdio: "pipe",
    });
    return gunzipSync(readFileSync(at("home/2sure.dat.gz"))).toString("latin1");
  };
  update("one");
  const first = readFileSync(at("home/2sure.dat.gz"));
  execFileSync("xfs_io", ["-c", "chproj 42", "-c", "chattr +P", at("home")]);
  t.match(update("two"), /two/);
  const backup = readdirSync(at("home")).find((name) => name.startsWith("2sure.bak"));
  t.strictSame(gunzipSync(readFileSync(at("home", backup ?? ""))), gunzipSync(first), "the backup is the one before");
  t.equal(lstatSync(at("home", backup ?? "")).mode & 0o777, 0o600);
  t.match(update("three"), /three/);
});
