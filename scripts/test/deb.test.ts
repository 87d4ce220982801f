import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { RDUMP_VERSION } from "../../packages/core/src/model/version.ts";

const ROOT = join(import.meta.dirname, "../..");
const hasAll = existsSync("/usr/bin/dpkg-deb") && existsSync(join(ROOT, "packages/cli/bundle/rdump.js"));
const skip = hasAll ? false : "dpkg-deb or the built command is missing";

t.test(
  "the Debian package has the command, its pages and an empty private directory",
  { skip, timeout: 600_000 },
  async (t) => {
    const place = t.testdir({});
    const run = (program: string, ...argv: readonly string[]) =>
      execFileSync(program, argv, { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    run(process.execPath, "--import=tsx", "--conditions=rdump-source", "scripts/deb.ts", place);
    const [name = ""] = readdirSync(place);
    t.match(name, /^rdump_[\d.]+_all\.deb$/);
    const content = run("dpkg-deb", "--contents", join(place, name));
    t.match(content, /^drwx------ root\/root .* \.\/etc\/rdump\/$/m);
    t.notMatch(content, /\.\/etc\/rdump\/./, "no config: the administrator makes it");
    for (const path of ["usr/bin/rsure", "usr/share/bash-completion/completions/rdump"]) {
      t.ok(content.includes(` ./${path}\n`), path);
    }
    t.match(run("dpkg-deb", "--field", join(place, name), "Depends"), /nodejs \(>= 20\.19\)/);
    run("dpkg-deb", "--extract", join(place, name), join(place, "root"));
    const rdump = join(place, "root/usr/lib/rdump/bin/rdump.js");
    t.match(run(process.execPath, rdump, "--version"), /^\d+\.\d+\.\d+\n$/);
    for (const page of ["man1/rdump.1.gz", "man1/rsure.1.gz", "man5/rdump.json5.5.gz"]) {
      const text = run("gzip", "-dc", join(place, "root/usr/share/man", page));
      t.ok(text.startsWith(".TH R"), page);
      if (page.includes("rdump.1")) t.match(text, /Exit status: 0 written/);
      if (!existsSync("/usr/bin/mandoc")) continue;
      t.equal(spawnSync("mandoc", ["-Tlint"], { input: text, encoding: "utf8" }).stdout, "", page);
    }
  },
);

/** It downloads and compresses Node: more than `npm test` may cost. */
const isWanted = process.env.RDUMP_PACKAGES !== undefined;
const canPack = isWanted && hasAll && ["amd64", "arm64"].includes(dpkg("--print-architecture"));

function dpkg(...argv: readonly string[]): string {
  return spawnSync("dpkg", argv, { encoding: "utf8" }).stdout?.trim() ?? "";
}

t.test(
  "the package with Node runs without another Node, and has its license",
  {
    skip: canPack ? false : "RDUMP_PACKAGES is not set, or dpkg-deb, the built command or a runtime is missing",
    timeout: 600_000,
  },
  async (t) => {
    const place = t.testdir({});
    const { status, stderr } = spawnSync(
      process.execPath,
      ["--import=tsx", "--conditions=rdump-source", "scripts/deb.ts", "--with-node", place],
      { cwd: ROOT, encoding: "utf8", env: { ...process.env, npm_config_fetch_retries: "0" } },
    );
    if (/npm (error|ERR!).*(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENOTCACHED)/.test(stderr)) {
      t.skip("the registry of npm is unreachable", () => {});
      return;
    }
    t.equal(status, 0, stderr);
    const file = join(place, `rdump-with-node_${RDUMP_VERSION}_${dpkg("--print-architecture")}.deb`);
    const field = (name: string) => execFileSync("dpkg-deb", ["--field", file, name], { encoding: "utf8" }).trim();
    t.equal(field("Architecture"), dpkg("--print-architecture"));
    t.notMatch(field("Depends"), /nodejs/);
    t.equal(field("Conflicts"), "rdump");
    execFileSync("dpkg-deb", ["--extract", file, join(place, "root")]);
    const node = join(place, "root/usr/lib/rdump/node");
    const script = join(place, "root/usr/lib/rdump/bin/rdump.js");
    t.match(readFileSync(script, "utf8"), /^#!\/usr\/lib\/rdump\/node\n/);
    t.match(execFileSync(node, [script, "--version"], { encoding: "utf8", env: {} }), /^\d+\.\d+\.\d+\n$/);
    t.match(
      readFileSync(join(place, "root/usr/share/doc/rdump-with-node/node.LICENSE"), "utf8"),
      /Node\.js is licensed/,
    );
  },
);
