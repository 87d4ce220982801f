// A prompt in a fresh machine that has the built rdump. Leave it, and the machine is gone.
import { spawnSync } from "node:child_process";
import { buildLab } from "./build/build-lab.ts";
import { readyLab } from "./build/ready.ts";
import { Machine } from "./machine/machine.ts";
import { installRdump } from "./machine/rdump.ts";
import { openWorkplace } from "./machine/workplace.ts";

const print = (line: string) => console.log(line);
const cannot = await readyLab(print);
if (cannot === null) process.exitCode = await visit();
else {
  print(`lab: it cannot be here: ${cannot}`);
  process.exitCode = 1;
}

async function visit(): Promise<number> {
  const place = await openWorkplace(await buildLab(print));
  try {
    const machine = await Machine.start(place);
    await installRdump(machine);
    const disks = [await machine.addDisk("one", "4G"), await machine.addDisk("two", "4G")];
    print(
      `lab: a fresh machine with two empty disks, ${disks.join(" and ")}; its console is ${place.directory}/console.log`,
    );
    const [command = "", ...args] = machine.promptArgv();
    const { status } = spawnSync(command, args, { stdio: "inherit" });
    await machine.stop();
    return status ?? 1;
  } finally {
    place.remove();
  }
}
