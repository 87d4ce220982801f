import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t from "tap";
import { descend, type End } from "../../src/io/descend.ts";

const root = mkdtempSync(join(tmpdir(), "rdump-descend-"));
t.teardown(() => rmSync(root, { recursive: true, force: true }));
const at = (name: string) => join(root, name);
mkdirSync(at("directory"));
writeFileSync(at("directory/file"), "content");
symlinkSync("directory", at("link"));

const O_PATH = 0o10000000;

/** The files of this process that are open by `O_PATH`: Node itself opens none. */
function openPaths(): number {
  return readdirSync("/proc/self/fd").filter((descriptor) => {
    try {
      const info = readFileSync(`/proc/self/fdinfo/${descriptor}`, "latin1");
      return (Number.parseInt(/^flags:\s*([0-7]+)/m.exec(info)?.[1] ?? "0", 8) & O_PATH) !== 0;
    } catch {
      return false; // The descriptor of this listing itself.
    }
  }).length;
}

const WALKS: readonly (readonly [path: string, end: End, real: string | RegExp])[] = [
  ["/", "directory", "/"],
  [at("directory"), "directory", at("directory")],
  [at("directory/../directory/file"), "any", at("directory/file")],
  [at("link"), "link", at("link")],
  // Every user can write to the directory for temporary files.
  [at("link/file"), "any", /is a symbolic link to directory/],
  // Links of Debian, a relative and an absolute one.
  ["/bin/sh", "any", realpathSync("/bin/sh")],
  ["/var/run", "directory", realpathSync("/var/run")],
  [at("directory/file"), "directory", /^ENOTDIR: .*directory\/file'$/],
  [at("directory/file/below"), "any", /^ENOTDIR: .*file\/below'$/],
  [at("missing/name"), "any", /^ENOENT: .*missing\/name'$/],
];

t.test("a walk ends at the object, and leaves no other file open", async (t) => {
  for (const [path, end, expected] of WALKS) {
    const found = await descend(path, end).catch((error: Error) => error);
    if (found instanceof Error) {
      t.ok(expected instanceof RegExp && expected.test(found.message), `${path} as ${end}: ${found.message}`);
      t.equal(openPaths(), 0, `${path}: everything is closed after an error`);
      continue;
    }
    t.equal(found.real, expected, `${path} as ${end}`);
    if (end !== "link") t.equal(found.facts.ino, statSync(path, { bigint: true }).ino, `${path}: its facts`);
    t.equal(openPaths(), 1, `${path}: one file is open`);
    t.equal(statSync(found.path).isDirectory(), found.facts.isDirectory(), "the path leads to it");
    found.handle.close();
    t.equal(openPaths(), 0, `${path}: it is closed`);
    found.handle.close();
    t.throws(() => found.handle.fd, /closed/, "a closed path has no descriptor");
  }
});
