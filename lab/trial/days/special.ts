import type { Operation, Path } from "./operation.ts";

const LONG = "n".repeat(255);
const DEEP = Array.from({ length: 20 }, (_, depth) => `deep-${depth}-${"x".repeat(90)}`);
/** Size of the sparse file, which has three pieces of content at most. */
const SPARSE = 2 ** 26;
/** "öffnen" in Latin-1, and bytes that no character set has. */
const FOREIGN = "odd/\xf6ffnen \xff\xfe";

const write = (path: Path, bytes: number, seed: number, time: number): Operation => ({
  kind: "write",
  path,
  content: { bytes, seed },
  time,
});
const patch = (path: Path, at: number, bytes: number, seed: number, time: number): Operation => ({
  kind: "patch",
  path,
  at,
  content: { bytes, seed },
  time,
});
const directory = (path: Path): Operation => ({ kind: "directory", path });
const rename = (from: Path, to: Path): Operation => ({ kind: "rename", from, to });
const remove = (path: Path): Operation => ({ kind: "remove", path });
const hardLink = (path: Path, to: Path): Operation => ({ kind: "hard-link", path, to });
const attribute = (path: Path, name: string, value: string | null): Operation => ({
  kind: "attribute",
  path,
  name,
  value,
});

/** A directory with two files and a directory in it. */
function branch(path: Path, seed: number, time: number): readonly Operation[] {
  return [
    directory(path),
    directory(`${path}/inner`),
    write(`${path}/one`, 3000, seed, time),
    write(`${path}/inner/two`, 5000, seed + 1, time),
  ];
}

function deepDirectories(): readonly Operation[] {
  return DEEP.map((_, depth) => directory(DEEP.slice(0, depth + 1).join("/")));
}

/** The first tree: one of each kind of entry, and what the later days change. `image`: bytes of the large file. */
export function firstTree(image: number, time: number): readonly Operation[] {
  return [
    ...["plain", "moved", "swap-a", "kinds", "odd", "rights"].flatMap((name, index) => branch(name, 10 * index, time)),
    write("image.raw", image, 1000, time),
    { kind: "truncate", path: "sparse.raw", bytes: SPARSE, time },
    patch("sparse.raw", 4096, 8192, 1001, time),
    patch("sparse.raw", SPARSE - 8192, 4096, 1002, time),
    write("links-1", 7000, 1003, time),
    hardLink("links-2", "links-1"),
    hardLink("plain/links-3", "links-1"),
    { kind: "symbolic-link", path: "pointer", to: "plain/one" },
    { kind: "symbolic-link", path: "dangling", to: "../not/here" },
    { kind: "fifo", path: "kinds/fifo" },
    { kind: "device", path: "kinds/null", type: "c", major: 1, minor: 3 },
    { kind: "device", path: "kinds/disk", type: "b", major: 259, minor: 70_000 },
    write(`odd/${LONG}`, 100, 1004, time),
    write(FOREIGN, 100, 1005, time),
    write("odd/line\nbreak", 100, 1006, time),
    write("odd/ -rf *", 0, 1007, time),
    ...deepDirectories(),
    write(`${DEEP.join("/")}/bottom`, 200, 1008, time),
    ...rights(time),
  ];
}

function rights(time: number): readonly Operation[] {
  const files = ["user", "acl", "capability", "set-id", "owner"].map((name, index) =>
    write(`rights/${name}`, 500, 1100 + index, time),
  );
  return [
    ...files,
    attribute("rights/user", "user.note", "first"),
    attribute("rights/user", "trusted.note", "of root"),
    attribute("rights/inner", "user.large", "v".repeat(1500)),
    { kind: "acl", path: "rights/acl", entries: "u:1234:r,g:2345:rw" },
    { kind: "acl", path: "rights/inner", entries: "d:u:1234:rwx" },
    { kind: "owner", path: "rights/owner", uid: 4_000_000_000, gid: 70_000 },
    { kind: "owner", path: "rights/set-id", uid: 1234, gid: 2345 },
    { kind: "mode", path: "rights/set-id", mode: 0o6755 },
    { kind: "capability", path: "rights/capability", value: "cap_net_raw=ep" },
    { kind: "time", path: "rights/one", time: 86_400 },
    { kind: "time", path: "rights/inner/two", time: 4_200_000_000 },
  ];
}

/** The special changes of days 1 to 7. `image`: bytes of the large file. */
export function specialChanges(image: number, time: (day: number) => number): readonly (readonly Operation[])[] {
  const half = Math.floor(image / 2);
  return [
    // Files grow, shrink and appear.
    [
      patch("image.raw", half, 65_536, 2000, time(1)),
      patch("plain/one", 3000, 1000, 2001, time(1)),
      { kind: "truncate", path: "plain/inner/two", bytes: 10, time: time(1) },
    ],
    // Directories change their names: one moves with its content, two swap, a new one gets a name that was used.
    [
      rename("moved", "plain/moved"),
      ...branch("moved", 300, time(2)),
      rename("swap-a", "swap-c"),
      rename("plain", "swap-a"),
      rename("swap-c", "plain"),
      rename("pointer", "pointer-2"),
      patch("swap-a/moved/one", 10, 100, 2002, time(2)),
    ],
    // Only attributes change. The churn rewrites files whose size and mtime stay.
    [
      { kind: "mode", path: "rights/one", mode: 0o600 },
      { kind: "owner", path: "rights/inner", uid: 77, gid: 78 },
      attribute("rights/user", "user.note", "second"),
      attribute("rights/user", "trusted.note", null),
      { kind: "acl", path: "rights/acl", entries: null },
      { kind: "acl", path: "rights/one", entries: "u:99:rwx" },
      { kind: "capability", path: "rights/capability", value: "cap_net_bind_service=ep" },
    ],
    // A directory becomes a file, a file a directory, a fifo a file.
    [
      remove("moved"),
      write("moved", 900, 2003, time(4)),
      remove("links-2"),
      ...branch("links-2", 400, time(4)),
      remove("kinds/fifo"),
      write("kinds/fifo", 10, 2004, time(4)),
      patch("image.raw", 4096, 65_536, 2005, time(4)),
      remove("swap-a/moved"),
      { kind: "symbolic-link", path: "swap-a/moved", to: "inner" },
    ],
    // And back. Hard links appear and break.
    [
      remove("moved"),
      ...branch("moved", 500, time(5)),
      remove("links-2"),
      write("links-2", 7000, 1003, time(5)),
      hardLink("links-6", "links-1"),
      remove("swap-a/links-3"),
      write("swap-a/links-3", 7000, 1003, time(0)),
      hardLink("links-4", "kinds/one"),
      hardLink("links-5", "kinds/one"),
      remove("kinds/fifo"),
      { kind: "fifo", path: "kinds/fifo" },
      remove("swap-a/moved"),
      directory("swap-a/moved"),
    ],
    // Sparse files, names, devices, attributes that go away.
    [
      patch("sparse.raw", SPARSE / 2, 8192, 2006, time(6)),
      { kind: "truncate", path: "sparse-2.raw", bytes: SPARSE / 2, time: time(6) },
      rename(FOREIGN, "odd/\xe4nder \xff"),
      rename(`odd/${LONG}`, `odd/${LONG.slice(1)}\xe9`),
      remove("kinds/null"),
      { kind: "device", path: "kinds/null", type: "c", major: 1, minor: 5 },
      rename(DEEP[0] ?? "", "shallow"),
      { kind: "capability", path: "rights/capability", value: null },
      attribute("rights/inner", "user.large", null),
    ],
    // An old file arrives, a tree disappears, a hard link moves, another replaces a directory; directories swap again.
    [
      remove("kinds/inner"),
      hardLink("kinds/inner", "links-1"),
      write("arrived", 400, 2007, 1_000_000_000),
      remove("odd"),
      rename("links-4", "swap-a/links-4"),
      patch("links-1", 0, 100, 2008, time(7)),
      rename("swap-a", "plain-2"),
      rename("plain", "swap-a"),
      patch("image.raw", image - 65_536, 65_536, 2009, time(7)),
    ],
  ];
}
