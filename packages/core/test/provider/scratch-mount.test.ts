import t from "tap";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import type { CommandResult, FileFacts, RunIo } from "../../src/io/capability.ts";
import { commandResult } from "../../src/io/command-result.ts";
import { changer, type Step } from "../../src/model/command.ts";
import { lastOutput } from "../../src/provider/last-output.ts";
import { makeScratchMount, removeScratchMount, type ScratchMount } from "../../src/provider/scratch-mount.ts";

const SCRATCH = "/run/rdump";
const PATH = "/run/rdump/lab@home";
const OURS = "/dev/ours";
const THEIRS = "/dev/theirs";

const RESULT = commandResult();
const refused = (words: string): CommandResult => ({ ...RESULT, exitCode: 32, stderr: Buffer.from(words) });

/** A machine with these mounts at the path, the newest last; `on` is what happens instead of a command. */
class Machine {
  readonly ran: string[] = [];
  mounts: string[];
  directories: ReadonlyMap<string, Partial<FileFacts>>;
  readonly #on: (program: string, machine: Machine) => CommandResult | null;

  constructor(mounts: readonly string[], on: (program: string, machine: Machine) => CommandResult | null = () => null) {
    this.mounts = [...mounts];
    this.directories = new Map([SCRATCH, PATH].map((path) => [path, {}]));
    this.#on = on;
  }

  readonly io: RunIo = {
    lstat: async (path) => {
      const facts = this.directories.get(path);
      if (facts === undefined) return null;
      return { kind: "directory", size: 0, device: 1, inode: "1", uid: 0, mode: 0o700, mtime: 0, ...facts };
    },
    realpath: async () => null,
    names: async () => [],
    readFile: async (path) => {
      if (path !== "/proc/self/mountinfo") return null;
      const lines = this.mounts.map((from, index) => `${30 + index} 1 8:1 / ${PATH} rw - ext4 ${from} rw\n`);
      return Buffer.from(lines.join(""));
    },
    query: () => Promise.reject(new Error("nothing is queried")),
    run: async (step) => this.#run(step),
  };

  #run(step: Step): CommandResult {
    if (step.do !== "run") throw new Error("only commands run here");
    const [program] = step.argv;
    this.ran.push(program);
    const instead = this.#on(program, this);
    if (instead !== null) return instead;
    if (program === "umount") this.mounts.pop();
    if (program === "mount") this.mounts.push(OURS);
    if (program === "rmdir") this.directories = new Map([[SCRATCH, {}]]);
    return RESULT;
  }
}

const problem = (code: string, detail = ""): Diagnostic => ({ code, severity: "error", summary: "", detail });

const place: ScratchMount = {
  scratch: SCRATCH,
  path: PATH,
  mount: changer(["mount", OURS, PATH], { root: true }),
  isOwn: ({ from }) => from === OURS,
  occupied: ({ from }) => problem("occupied", from),
  busy: (words) => problem("busy", words),
  notRemoved: (words) => problem("not-removed", words),
  unsafe: (path) => problem("unsafe", path),
  notCreated: () => problem("not-created"),
  notMounted: (result) => problem("not-mounted", lastOutput(result)),
};
const remove = ({ io }: Machine) => removeScratchMount(place, io, { most: 30, between: 10 });

t.test(
  "the mounts of a run are unmounted, even several on top of each other, and the directory is removed",
  async (t) => {
    for (const [mounts, ran] of [
      [[], ["rmdir"]],
      [[OURS], ["umount", "rmdir"]],
      [
        [OURS, OURS],
        ["umount", "umount", "rmdir"],
      ],
    ] as const) {
      const machine = new Machine(mounts);
      t.equal(await remove(machine), null);
      t.strictSame(machine.ran, ran);
    }
    const gone = new Machine([]);
    gone.directories = new Map();
    t.equal(await remove(gone), null);
    t.strictSame(gone.ran, [], "nothing is left to do");
  },
);

t.test("a foreign mount is never unmounted, also not after the own mount above it was unmounted", async (t) => {
  const [theirs, both] = [new Machine([THEIRS]), new Machine([THEIRS, OURS])];
  t.match(await remove(theirs), { code: "occupied", detail: THEIRS });
  t.strictSame(theirs.ran, []);
  t.match(await remove(both), { code: "occupied", detail: THEIRS });
  t.strictSame(both.ran, ["umount"]);
});

t.test("a mount that is replaced while it is busy is examined again before the next attempt", async (t) => {
  const machine = new Machine([OURS], (program, each) => {
    if (program !== "umount") return null;
    each.mounts = [THEIRS];
    return refused("umount: target is busy.");
  });
  t.match(await remove(machine), { code: "occupied", detail: THEIRS });
  t.strictSame(machine.ran, ["umount"]);
});

t.test("a busy mount is tried again until the time is over", async (t) => {
  const busy = new Machine([OURS], (program) => (program === "umount" ? refused("umount: target is busy.") : null));
  t.match(await remove(busy), { code: "busy", detail: /target is busy/ });
  t.ok(busy.ran.length > 1);
  t.notOk(busy.ran.includes("rmdir"));
  let tries = 0;
  const freed = new Machine([OURS], (program) =>
    program === "umount" && tries++ === 0 ? refused("umount: target is busy.") : null,
  );
  t.equal(await remove(freed), null);
  t.strictSame(freed.ran, ["umount", "umount", "rmdir"]);
});

t.test("a directory that cannot be removed is reported, unless it is missing", async (t) => {
  const full = new Machine([], (program) => (program === "rmdir" ? refused("rmdir: not empty") : null));
  t.match(await remove(full), { code: "not-removed", detail: /not empty/ });
  const gone = new Machine([], (program, each) => {
    if (program !== "rmdir") return null;
    each.directories = new Map();
    return refused("rmdir: no such file");
  });
  t.equal(await remove(gone), null);
});

t.test("a failed mount reports its reason, and not the hint after it", async (t) => {
  const words = `mount: ${PATH}: wrong fs type on ${OURS}.\n       dmesg(1) may have more information after failed mount system call.\n`;
  const machine = new Machine([], (program) => (program === "mount" ? refused(words) : null));
  const problem = await makeScratchMount(place, machine.io);
  t.equal(problem?.detail, `mount: ${PATH}: wrong fs type on ${OURS} (exit status 32)`);
});

t.test("nothing is mounted on a directory that others can reach or replace, or over another mount", async (t) => {
  for (const [path, facts] of [
    [SCRATCH, { mode: 0o755 }],
    [SCRATCH, { uid: 1000 }],
    [PATH, { kind: "symlink" }],
    [PATH, { mode: 0o770 }],
  ] as const) {
    const machine = new Machine([]);
    machine.directories = new Map([...machine.directories, [path, facts]]);
    t.match(await makeScratchMount(place, machine.io), { code: "unsafe", detail: path });
    t.strictSame(machine.ran, ["install"]);
  }
  const taken = new Machine([THEIRS]);
  t.match(await makeScratchMount(place, taken.io), { code: "occupied" });
  t.strictSame(taken.ran, ["install"]);
  const free = new Machine([]);
  t.equal(await makeScratchMount(place, free.io), null);
  t.strictSame(free.mounts, [OURS]);
});
