// Records what the real tools print in the lab, for the fixtures of tests that run without it: all of
// fixtures/captured/, or the parts whose name holds a word that is given.
import { join } from "node:path";
import { buildLab } from "./build/build-lab.ts";
import { readyLab } from "./build/ready.ts";
import { wantedZfs } from "./build/zfs-series.ts";
import { captureBorg } from "./capture/borg.ts";
import { captureLvm } from "./capture/lvm.ts";
import { captureMounts } from "./capture/mounts.ts";
import { openRecorder, type Record } from "./capture/recorder.ts";
import { captureZfs } from "./capture/zfs.ts";
import { Machine } from "./machine/machine.ts";
import { openWorkplace } from "./machine/workplace.ts";

type Scene = (machine: Machine, record: Record) => Promise<void>;

const CAPTURED = join(import.meta.dirname, "../fixtures/captured");
const SCENES: { readonly [directory: string]: Scene } = {
  lvm: captureLvm,
  mounts: captureMounts,
  [`zfs/${wantedZfs()}`]: captureZfs,
  "borg/1.2": (machine, record) => captureBorg(machine, "borg", record),
  "borg/1.4": (machine, record) => captureBorg(machine, "borg-1.4", record),
};

const print = (line: string) => console.log(line);
const cannot = await readyLab(print);
if (cannot !== null) throw new Error(cannot);
const lab = await buildLab(print);
const words = process.argv.slice(2);
const wanted = Object.entries(SCENES).filter(([directory]) => words.every((word) => directory.includes(word)));
for (const [directory, scene] of wanted) {
  const began = performance.now();
  await play(directory, scene);
  print(`lab: fixtures/captured/${directory} is recorded (${((performance.now() - began) / 1000).toFixed(0)} s)`);
}

/** Each in a fresh machine. */
async function play(directory: string, scene: Scene): Promise<void> {
  const place = await openWorkplace(lab);
  try {
    const machine = await Machine.start(place);
    const { record, close } = openRecorder(machine, join(CAPTURED, directory));
    await scene(machine, record);
    close();
    await machine.stop();
  } finally {
    place.remove();
  }
}
