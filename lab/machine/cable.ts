import { join } from "node:path";
import type { Machine } from "./machine.ts";

/** A cable between two machines, which can be pulled and put back. */
export interface Cable {
  setPlugged(plugged: boolean): Promise<void>;
}

const NET = "10.0.3";

/**
 * Connects two machines by a cable, each under its name: `cable({ source: machine, vault: other })` lets both reach
 * `source` and `vault`, by ssh as root without a question. After a power cut the machine
 * has the card, and no address on it.
 */
export async function cable(machines: { readonly [name: string]: Machine }): Promise<Cable> {
  const [[firstName, first] = [], [secondName, second] = []] = Object.entries(machines);
  if (first === undefined || second === undefined) throw new Error("a cable has two ends");
  const ends = [join(first.directory, "cable"), join(second.directory, "cable")] as const;
  const hosts = `${NET}.1 ${firstName}\\n${NET}.2 ${secondName}\\n`;
  const plug = async (machine: Machine, number: number, local: string, remote: string) => {
    await machine.addPort({ name: "cable", mac: `52:54:00:00:01:0${number}`, local, remote });
    await machine.sh(`for try in $(seq 200); do [ -e /sys/class/net/eth1 ] && break; sleep 0.05; done
      ip addr add ${NET}.${number}/24 dev eth1; ip link set eth1 up
      printf '${hosts}' >> /etc/hosts`);
  };
  await Promise.all([plug(first, 1, ends[0], ends[1]), plug(second, 2, ends[1], ends[0])]);
  return {
    setPlugged: async (plugged) => {
      await Promise.all([first.setPlugged("cable", plugged), second.setPlugged("cable", plugged)]);
    },
  };
}
