import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import t from "tap";

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
