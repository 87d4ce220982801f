import {
  chmodSync,
  cpSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { fileURLToPath } from "node:url";

const REPOSITORY = fileURLToPath(new URL("..", import.meta.url));
const TAKEN = ["README.md", "LICENSE", "docs", "packages/core/src", "packages/cli/src"];

/** Real files: this project's own documentation and sources, and names and modes that tools stumble over. */
export function makeSample(root: string): void {
  for (const name of TAKEN) {
    cpSync(`${REPOSITORY}/${name}`, `${root}/project/${name}`, { recursive: true, preserveTimestamps: true });
  }
  mkdirSync(`${root}/awkward`);
  const at = (name: string | Buffer) => Buffer.concat([Buffer.from(`${root}/awkward/`), Buffer.from(name)]);
  writeFileSync(at("-rf"), "a leading dash\n");
  writeFileSync(at(" two  spaces "), "spaces\n");
  writeFileSync(at("new\nline"), "a newline\n");
  writeFileSync(at("bell\u0007 and \u001b[31mred"), "control characters\n");
  writeFileSync(at("'quotes\" and $(words)"), "a shell's words\n");
  writeFileSync(at("Größe 大小"), "more than ASCII\n");
  writeFileSync(at(Buffer.from([0x66, 0xfc, 0x72])), "no UTF-8\n");
  writeFileSync(at("empty"), "");
  writeFileSync(at("secret"), "for its owner alone\n", { mode: 0o600 });
  writeFileSync(at("script"), "#!/bin/sh\necho hello\n");
  chmodSync(at("script"), 0o755);
  linkSync(at("script"), at("hard link"));
  symlinkSync("script", at("link"));
  symlinkSync("nowhere/at all", at("dangling link"));
  mkdirSync(at("empty directory"), { mode: 0o711 });
  utimesSync(at("empty"), 0, 1_000_000_000.25);
}

/** A day's work: a file written, one changed, one renamed, one removed, a mode and a link changed. */
export function changeSample(root: string): void {
  const readme = `${root}/project/README.md`;
  writeFileSync(readme, `${readFileSync(readme)}\nA line of the second day.\n`);
  writeFileSync(`${root}/awkward/new on the second day`, "new\n");
  renameSync(`${root}/project/LICENSE`, `${root}/project/LICENCE`);
  rmSync(`${root}/awkward/-rf`);
  chmodSync(`${root}/awkward/script`, 0o700);
  rmSync(`${root}/awkward/link`);
  symlinkSync("secret", `${root}/awkward/link`);
}

/** What a failing disk does: a byte of one file is another, and neither size nor times tell. Gives the file's name. */
export function damageOneFile(root: string): string {
  const path = `${root}/project/README.md`;
  const { atime, mtime } = statSync(path);
  const content = readFileSync(path);
  content.writeUInt8((content[0] ?? 0) ^ 1, 0);
  writeFileSync(path, content);
  utimesSync(path, atime, mtime);
  return "project/README.md";
}
