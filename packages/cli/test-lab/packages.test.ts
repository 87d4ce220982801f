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
const BESIDE = "borgbackup,rsync,attr,zstd";

const FILES = [
  "/usr/share/man/man1/rdump.1.gz",
  "/usr/share/man/man1/rsure.1.gz",
  "/usr/share/man/man5/rdump.json5.5.gz",
  "/usr/share/bash-completion/completions/rdump",
];

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
  t.test(`install, upgrade and purge on ${release}`, { skip, timeout: 3_600_000 }, async (t) => {
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
      `--include=${needs},${BESIDE}`,
      release,
      root,
      source,
    ]);
    run(process.execPath, ["--import=tsx", "--conditions=rdump-source", "scripts/deb.ts", ...flags, place]);
    const [file = ""] = run("find", [place, "-maxdepth", "1", "-name", "*.deb"]).split("\n");
    const name = flags.length === 0 ? "rdump" : "rdump-with-node";
    // /proc is mounted for the command alone.
    const room = ["--fork", "--pid", "--kill-child", "--mount-proc", `--root=${root}`, "/usr/bin/env", "-i"];
    const inside = (...argv: readonly string[]) =>
      run("unshare", [...room, "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", ...argv]);
    const install = (deb: string) => {
      cpSync(deb, join(root, "tmp/rdump.deb"));
      return inside("dpkg", "--install", "/tmp/rdump.deb");
    };
    const before = paths(root);

    install(file);
    t.match(inside("rdump", "--version"), /^\d+\.\d+\.\d+\n$/);
    t.match(inside("rsure", "--version"), /\d/);
    for (const path of FILES) t.ok(existsSync(join(root, path)), path);
    mkdirSync(join(root, "srv/data"));
    writeFileSync(join(root, "srv/data/letter"), "Dear");
    const into = ["--repository", "/mnt/borg", "--passphrase-file", "/etc/rdump/passphrase"];
    t.match(inside("rdump", "init", "/srv/data", "--yes", ...into), /written {2}\/etc\/rdump\/rdump\.json5/);
    t.equal(inside("stat", "-c", "%a", "/etc/rdump", "/etc/rdump/rdump.json5"), "700\n600\n");
    inside("rdump", "lint", "--strict");
    t.match(inside("rdump", "plan"), /create srv-data\.archives\["backup"\]/);
    t.match(inside("rdump", "apply", "-y"), /: ok, 3 done\./);
    t.match(inside("rdump", "verify", "srv-data"), /: ok, 2 done\./);

    const config = readFileSync(join(root, "etc/rdump/rdump.json5"), "utf8");
    install(newer(file, join(place, "newer")));
    t.match(inside("dpkg-query", "-W", name), /99\.0\.0/);
    t.equal(readFileSync(join(root, "etc/rdump/rdump.json5"), "utf8"), config, "an upgrade keeps the config");

    inside("dpkg", "--remove", name);
    t.ok(existsSync(join(root, "var/lib/rdump/points.jsonl")), "a removal keeps the state");
    inside("dpkg", "--purge", name);
    const made = ["etc/rdump d 700", "etc/rdump/passphrase f 600", "etc/rdump/rdump.json5 f 600", "mnt/borg d 700"];
    const data = ["srv/data d 755", "srv/data/2sure.dat.gz f 600", "srv/data/letter f 644"];
    const after = paths(root);
    const differ = (some: readonly string[], others: readonly string[]) => {
      const known = new Set(others);
      return some.filter((line) => !known.has(line) && !line.startsWith("mnt/borg/"));
    };
    t.strictSame(differ(after, before), [...made, ...data]);
    t.strictSame(differ(before, after), []);
  });
}
