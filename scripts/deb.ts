// Builds a Debian package of the built command: npm run deb [-- --with-node] [DIRECTORY]. With `--with-node` the package
// contains the Node runtime of npm's package `node`, for releases whose own Node is too old.
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { RDUMP_VERSION } from "../packages/core/src/model/version.ts";

const NODE_VERSION = "20.20.2";
const LIBRARY = "/usr/lib/rdump";
const CLI = "packages/cli";
const words = process.argv.slice(2);
const withNode = words.includes("--with-node");
const NAME = withNode ? "rdump-with-node" : "rdump";
const DOCUMENTS = `/usr/share/doc/${NAME}`;
const destination = resolve(words.find((word) => !word.startsWith("-")) ?? "dist-deb");

/** A purge removes the state, unless rdump is installed in another way. It keeps files in /etc/rdump. */
const POSTRM = `#!/bin/sh
set -e
if [ "$1" = purge ] && ! command -v rdump >/dev/null && [ ! -e /usr/local/bin/rdump ]; then
  rm -rf --one-file-system /var/lib/rdump
fi
`;

if (!existsSync(`${CLI}/bundle/rdump.js`)) throw new Error("rdump is not built: npm run build");
const root = mkdtempSync(join(tmpdir(), "rdump-deb-"));
try {
  chmodSync(root, 0o755);
  const architecture = withNode ? execFileSync("dpkg", ["--print-architecture"], { encoding: "utf8" }).trim() : "all";
  const node = withNode ? `${LIBRARY}/node` : "/usr/bin/node";
  library(node);
  if (withNode) runtime(architecture);
  completions();
  manual();
  documents();
  control(architecture);
  put("/DEBIAN/postrm", POSTRM, 0o755);
  mkdirSync(destination, { recursive: true });
  const name = `${NAME}_${RDUMP_VERSION}_${architecture}.deb`;
  // xz takes a minute for Node itself.
  const compression = withNode ? ["-Zgzip"] : [];
  const argv = ["--root-owner-group", ...compression, "--build", root, join(destination, name)];
  execFileSync("dpkg-deb", argv, { stdio: "inherit" });
} finally {
  rmSync(root, { recursive: true });
}

function put(path: string, content: string, mode = 0o644): void {
  const place = join(root, path);
  mkdirSync(dirname(place), { recursive: true, mode: 0o755 });
  writeFileSync(place, content);
  chmodSync(place, mode);
}

/** The bundle, and the commands that start it with exactly this Node. */
function library(node: string): void {
  cpSync(`${CLI}/bundle`, join(root, LIBRARY, "bundle"), { recursive: true });
  cpSync(`${CLI}/package.json`, join(root, LIBRARY, "package.json"));
  const script = readFileSync(`${CLI}/bin/rdump.js`, "utf8").replace(/^#!.*\n/, `#!${node}\n`);
  put(`${LIBRARY}/bin/rdump.js`, script, 0o755);
  cpSync(`${CLI}/bin/package.json`, join(root, LIBRARY, "bin/package.json"));
  put("/usr/bin/rsure", `#!/bin/sh\nexec ${node} ${LIBRARY}/bundle/rsure.js "$@"\n`, 0o755);
  symlinkSync("../lib/rdump/bin/rdump.js", join(root, "/usr/bin/rdump"));
  mkdirSync(join(root, "/etc/rdump"), { recursive: true });
  chmodSync(join(root, "/etc/rdump"), 0o700);
}

function runtime(architecture: string): void {
  const machine = architecture === "amd64" ? "x64" : architecture;
  const stage = mkdtempSync(join(tmpdir(), "rdump-node-"));
  const run = (program: string, ...argv: readonly string[]) =>
    execFileSync(program, argv, { cwd: stage, encoding: "utf8" }).trim();
  try {
    const packed = run("npm", "pack", "--silent", `node-linux-${machine}@${NODE_VERSION}`);
    run("tar", "-xzf", packed);
    cpSync(join(stage, "package/bin/node"), join(root, LIBRARY, "node"));
    chmodSync(join(root, LIBRARY, "node"), 0o755);
    // The code cache of the build is only for the Node of the build.
    run(join(root, LIBRARY, "node"), resolve("scripts/bundle/cache.mjs"), join(root, LIBRARY, "bundle"));
    put(`${DOCUMENTS}/node.LICENSE`, readFileSync(join(stage, "package/LICENSE"), "utf8"));
  } finally {
    rmSync(stage, { recursive: true });
  }
}

function completions(): void {
  const scriptOf = (shell: string) =>
    execFileSync(process.execPath, [`${CLI}/bin/rdump.js`, "completion", shell], { encoding: "utf8" });
  put("/usr/share/bash-completion/completions/rdump", scriptOf("bash"));
  put("/usr/share/zsh/vendor-completions/_rdump", scriptOf("zsh"));
  put("/usr/share/fish/vendor_completions.d/rdump.fish", scriptOf("fish"));
}

function manual(): void {
  const stage = mkdtempSync(join(tmpdir(), "rdump-man-"));
  const argv = ["--import=tsx", "--conditions=rdump-source", "scripts/man.ts", stage];
  execFileSync(process.execPath, argv, { stdio: "inherit" });
  for (const page of ["rdump.1", "rsure.1", "rdump.json5.5"]) {
    const place = `/usr/share/man/man${page.slice(-1)}/${page}`;
    put(place, readFileSync(join(stage, page), "utf8"));
    execFileSync("gzip", ["-9n", join(root, place)]);
  }
  rmSync(stage, { recursive: true });
}

function documents(): void {
  put(`${DOCUMENTS}/copyright`, readFileSync("LICENSE", "utf8"));
  put(`${DOCUMENTS}/changelog`, readFileSync("CHANGELOG.md", "utf8"));
  execFileSync("gzip", ["-9n", join(root, DOCUMENTS, "changelog")]);
  put(`${DOCUMENTS}/config.schema.json`, readFileSync("schemas/config.v1.json", "utf8"));
}

function control(architecture: string): void {
  const other = withNode ? "rdump" : "rdump-with-node";
  const depends = withNode ? "libc6 (>= 2.28), libstdc++6" : "nodejs (>= 20.19)";
  const lines = [
    `Package: ${NAME}`,
    `Version: ${RDUMP_VERSION}`,
    `Architecture: ${architecture}`,
    "Maintainer: rdump maintainers <rdump@localhost>",
    "Section: admin",
    "Priority: optional",
    `Depends: ${depends}`,
    "Recommends: borgbackup, rsync, attr, zstd",
    "Suggests: lvm2, zfsutils-linux",
    `Conflicts: ${other}`,
    `Replaces: ${other}`,
    "Description: declarative backup manager",
    " rdump compares the declared backups of a system with the points that exist,",
    " shows a plan with reasons, and carries it out with borg, rsync, LVM and ZFS.",
  ];
  put("/DEBIAN/control", `${lines.join("\n")}\n`);
}
