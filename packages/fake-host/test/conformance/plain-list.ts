import type { Declared } from "../engine.ts";
import type { Operation } from "./operation.ts";

/** A plain volume with an archive and a mirror: what borg, rsync and rsure are asked for, and what others leave there. */
export function archiveList(root: string): readonly Operation[] {
  const home = `${root}/home`;
  const mirror = `${root}/mirror`;
  const repository = `${root}/borg`;
  const write = writerIn(home);
  const declared = (volume: Declared = {}): Declared => ({
    version: 1,
    id: "joke",
    timezone: "UTC",
    stateDir: stateIn(root),
    repositories: { disk: { type: "borg", location: repository, encryption: "none" } },
    volumes: {
      home: {
        source: { type: "plain", path: home },
        archives: [{ repository: "disk", every: "daily", keep: { daily: 2 } }],
        mirrors: [{ path: mirror, every: "daily" }],
        ...volume,
      },
    },
  });
  const apply = (day: number, volume?: Declared): Operation => ({
    do: "apply",
    declared: declared(volume),
    at: at(day),
  });
  const archive = (name: string, day: number, comment: string): Operation => ({
    do: "archive",
    repository,
    name,
    time: at(day).slice(0, 19),
    comment,
    from: home,
  });
  return [
    { do: "directory", path: `${stateIn(root)}/runs` },
    { do: "directory", path: home },
    { do: "look", declared: declared(), at: at(1) },
    { do: "directory", path: mirror },
    write("a", "one", 1000),
    write("b.tmp", "two", 1000),
    { do: "directory", path: `${home}/sub/deep` },
    write("sub/c", "three", 2000),
    { do: "link", path: `${home}/link`, target: "sub/c" },
    apply(1),
    apply(1),
    write("a", "once", 1000),
    apply(2, { exclude: ["*.tmp", "sub/deep"] }),
    // Others' things, and what a run left that died.
    { do: "write", path: `${mirror}/stranger`, text: "?", mtime: 1 },
    archive("by-hand", 1, ""),
    archive("home-20261101T000000Z", 1, "rdump owner=other volume=home run=r"),
    archive("home-20261102T000000Z.unchecked", 2, "rdump owner=joke volume=home run=r"),
    archive("gone-20261102T000000Z", 2, "rdump owner=joke volume=gone run=r"),
    { do: "look", declared: declared(), at: at(2) },
    apply(3),
    { do: "remove", path: home },
    apply(4),
    { do: "remove", path: `${repository}/config` },
    { do: "look", declared: declared(), at: at(4) },
  ];
}

/** Mirrors alone: what rsync copies, counts and deletes. */
export function mirrorList(root: string): readonly Operation[] {
  const home = `${root}/home`;
  const mirror = `${root}/mirror`;
  const write = writerIn(home);
  const declared = (volume: Declared = {}): Declared => ({
    version: 1,
    id: "joke",
    timezone: "UTC",
    stateDir: stateIn(root),
    limits: { shrink: "60%" },
    volumes: {
      home: {
        source: { type: "plain", path: home },
        integrity: false,
        mirrors: [{ path: mirror, every: "hourly" }],
        ...volume,
      },
    },
  });
  let hour = 0;
  const apply = (volume?: Declared): Operation => ({ do: "apply", declared: declared(volume), at: at(2, hour++) });
  const remove = (path: string): Operation => ({ do: "remove", path: `${home}/${path}` });
  return [
    { do: "directory", path: `${stateIn(root)}/runs` },
    { do: "directory", path: home },
    { do: "directory", path: mirror },
    apply(),
    write("a", "one", 1000),
    write("b.tmp", "two", 1000),
    { do: "directory", path: `${home}/sub/deep` },
    write("sub/c", "three", 2000),
    write("sub/deep/d", "four", 2000),
    { do: "link", path: `${home}/link`, target: "sub/c" },
    apply(),
    // The simulated files have no ctime, so a change of the same size and time is left to the tests on real files.
    write("a", "once", 1000),
    write("sub/c", "changed and longer", 3000),
    { do: "chmod", path: `${home}/sub/deep/d`, mode: 0o600 },
    apply(),
    apply({ mirrors: [{ path: mirror, every: "hourly", compare: "checksum" }] }),
    remove("sub/deep"),
    write("new", "new", 4000),
    apply(),
    // A file becomes a directory, and a link a file.
    remove("a"),
    { do: "directory", path: `${home}/a` },
    write("a/inside", "x", 5000),
    remove("link"),
    write("link", "no link", 5000),
    apply(),
    remove("a"),
    write("a", "a file again", 6000),
    apply({ exclude: ["*.tmp", "sub/c"] }),
    { do: "write", path: `${mirror}/stranger`, text: "?", mtime: 1 },
    { do: "directory", path: `${mirror}/strange/deep` },
    { do: "directory", path: `${mirror}/lost+found` },
    apply({ exclude: ["n?w", "[x-z]*"] }),
    // Too much is gone at once; then all of it.
    remove("sub"),
    remove("a"),
    remove("new"),
    apply(),
    remove("link"),
    remove("b.tmp"),
    apply(),
    { do: "remove", path: home },
    apply(),
    { do: "remove", path: `${mirror}/.rdump.json` },
    { do: "look", declared: declared(), at: at(3) },
    { do: "remove", path: mirror },
    { do: "look", declared: declared(), at: at(3) },
  ];
}

function writerIn(home: string) {
  return (path: string, text: string, mtime: number): Operation => ({
    do: "write",
    path: `${home}/${path}`,
    text,
    mtime,
  });
}

function at(day: number, hour = 3): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `2026-11-${two(day)}T${two(hour)}:00:00Z`;
}

/** Its journals are elsewhere; files of a run are written here by the tools' own means, on both hosts. */
function stateIn(root: string): string {
  return `${root}/state`;
}
