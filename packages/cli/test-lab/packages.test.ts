import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { machinesMirrors } from "../../../lab/build/apt.ts";

/** Installs both packages in fresh roots of the releases that they are for. It needs no machine of the lab. */
const ROOT = join(import.meta.dirname, "../../..");
const canInstall = process.getuid?.() === 0 && spawnSync("mmdebstrap", ["--version"]).status === 0;
const skip = canInstall ? false : "mmdebstrap or root is missing";

const run = (program: string, argv: readonly string[]) =>
  execFileSync(program, argv, { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

/** What packages need to be installed before, so that a purge must give back the same files. */
const RELEASES = [
  { release: "trixie", flags: [], needs: "nodejs" },
  { release: "bookworm", flags: ["--with-node"], needs: "libstdc++6" },
] as const;

/** Every path of the root with its type and mode, apart from what apt and dpkg write about themselves. */
function paths(root: string): readonly string[] {
  const own = /^(var\/lib\/(dpkg|apt)|var\/cache|var\/log|tmp|proc|sys|dev|run|root)(\/|$)/;
  const listed = run("find", [root, "-xdev", "-mindepth", "1", "-printf", "%P %y %m\n"]);
  return listed
    .split("\n")
    .filter((line) => line !== "" && !own.test(line))
    .sort();
}

/** The same package with a higher version. */
function newer(file: string, stage: string): string {
  run("dpkg-deb", ["-R", file, stage]);
  const control = join(stage, "DEBIAN/control");
  writeFileSync(control, readFileSync(control, "utf8").replace(/^Version: .*$/m, "Version: 99.0.0"));
  const built = `${stage}.deb`;
  run("dpkg-deb", ["--root-owner-group", "--build", stage, built]);
  return built;
}

for (const { release, flags, needs } of RELEASES) {
  t.test(`install, upgrade and purge on ${release}`, { skip, timeout: 1_200_000 }, async (t) => {
    const place = mkdtempSync(`/var/tmp/rdump-packages-${release}-`);
    // mmdebstrap mounts /proc, /sys and parts of /dev in the root. Nothing may be removed through such a mount.
    t.teardown(() => spawnSync("rm", ["-rf", "--one-file-system", place]));
    const root = join(place, "root");
    const source = `deb ${machinesMirrors().debian} ${release} main`;
    run("unshare", [
      "--mount",
      "mmdebstrap",
      "--mode=root",
      "--variant=apt",
      `--include=${needs}`,
      release,
      root,
      source,
    ]);
    run(process.execPath, ["--import=tsx", "--conditions=rdump-source", "scripts/deb.ts", ...flags, place]);
    const [file = ""] = run("find", [place, "-maxdepth", "1", "-name", "*.deb"]).split("\n");
    const name = flags.length === 0 ? "rdump" : "rdump-with-node";
    const inside = (...argv: readonly string[]) =>
      run("chroot", [root, "/usr/bin/env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", ...argv]);
    const install = (deb: string) => {
      cpSync(deb, join(root, "tmp/rdump.deb"));
      return inside("dpkg", "--install", "/tmp/rdump.deb");
    };
    const before = paths(root);

    install(file);
    t.match(inside("rdump", "--version"), /^\d+\.\d+\.\d+\n$/);
    t.match(inside("rsure", "--version"), /\d/);
    mkdirSync(join(root, "srv/data"));
    const mirror = ["init", "/srv/data", "--yes", "--mirror", "/mnt"];
    t.match(inside("rdump", ...mirror), /written {2}\/etc\/rdump\/rdump\.json5/);
    t.equal(inside("stat", "-c", "%a", "/etc/rdump", "/etc/rdump/rdump.json5"), "700\n600\n");
    inside("rdump", "lint", "--strict");
    mkdirSync(join(root, "var/lib/rdump"), { mode: 0o700 });
    writeFileSync(join(root, "var/lib/rdump/journal"), "");

    const config = readFileSync(join(root, "etc/rdump/rdump.json5"), "utf8");
    install(newer(file, join(place, "newer")));
    t.match(inside("dpkg-query", "-W", name), /99\.0\.0/);
    t.equal(readFileSync(join(root, "etc/rdump/rdump.json5"), "utf8"), config, "an upgrade keeps the config");

    inside("dpkg", "--remove", name);
    t.ok(existsSync(join(root, "var/lib/rdump/journal")), "a removal keeps the state");
    inside("dpkg", "--purge", name);
    const made = ["etc/rdump d 700", "etc/rdump/rdump.json5 f 600", "mnt/srv-data d 700", "srv/data d 755"];
    t.strictSame(
      paths(root).filter((line) => !before.includes(line)),
      made,
    );
    t.strictSame(
      before.filter((line) => !paths(root).includes(line)),
      [],
    );
  });
}
