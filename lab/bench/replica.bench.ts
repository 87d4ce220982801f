/**
 * A first stream of rdump against a bare `zfs send | zfs receive`, in turn, between two pools of one machine of the lab.
 *
 *     npm run bench replica [-- --mib=2048] [--rounds=5]
 */
import { BackupHost } from "../backup-host.ts";
import { buildLab } from "../build/build-lab.ts";
import { readyLab } from "../build/ready.ts";
import { Machine } from "../machine/machine.ts";
import { installRdump } from "../machine/rdump.ts";
import { openWorkplace } from "../machine/workplace.ts";

const TIMEOUT = 3000;

interface Size {
  readonly mib: number;
  readonly rounds: number;
}

/** Seconds of one round. */
interface Round {
  readonly bare: number;
  /** The stream alone, and the whole run. */
  readonly stream: number;
  readonly apply: number;
}

const size = sizeIn(process.argv.slice(2));
if (typeof size === "string") {
  console.error(size);
  process.exitCode = 2;
} else {
  for (const line of table(size, await measured(size))) console.log(line);
}

function sizeIn(words: readonly string[]): Size | string {
  let found: Size = { mib: 2048, rounds: 5 };
  for (const word of words) {
    const [, name, digits] = /^--(mib|rounds)=(\d{1,5})$/.exec(word) ?? [];
    if (name === undefined || Number(digits) === 0) return `unknown argument: ${word}. Possible: --mib=N, --rounds=N`;
    found = { ...found, [name]: Number(digits) };
  }
  return found;
}

async function measured({ mib, rounds }: Size): Promise<readonly Round[]> {
  const cannot = await readyLab(note);
  if (cannot !== null) throw new Error(cannot);
  const place = await openWorkplace(await buildLab(note));
  try {
    const machine = await Machine.start(place);
    const host = await furnished(machine, mib);
    const all: Round[] = [];
    for (let round = 0; round < rounds; round++) {
      // Each is first in every other round.
      const isBareFirst = round % 2 === 0;
      const before = isBareFirst ? await bareSeconds(machine, round) : null;
      const own = await ownSeconds(host, round);
      const bare = before ?? (await bareSeconds(machine, round));
      all.push({ bare, ...own });
      note(`round ${round + 1}: ${JSON.stringify(all.at(-1))}`);
    }
    await machine.stop();
    return all;
  } finally {
    place.remove();
  }
}

function note(line: string): void {
  console.error(line);
}

async function furnished(machine: Machine, mib: number): Promise<BackupHost> {
  const disk = `${mib + 1024}M`;
  const [tank, vault] = [await machine.addDisk("tank", disk), await machine.addDisk("vault", disk)];
  await machine.sh(
    `zpool create -O mountpoint=/tank tank ${tank}; zpool create -O mountpoint=/vault vault ${vault}
    zfs create tank/data; for i in $(seq ${mib}); do head -c 1048576 /dev/urandom > /tank/data/$i; done; zpool sync`,
    { timeout: TIMEOUT },
  );
  await installRdump(machine);
  return new BackupHost(machine);
}

/** With the flags that rdump uses. */
async function bareSeconds(machine: Machine, round: number): Promise<number> {
  const [snapshot, target] = [`tank/data@bare-${round}`, `vault/bare-${round}`];
  await machine.sh(`zfs snapshot ${snapshot}; zpool sync`);
  const seconds = await secondsOf(machine, `zfs send -L -c -e ${snapshot} | zfs receive -s -u ${target}`);
  await machine.sh(`zfs destroy -r ${target}; zfs destroy ${snapshot}; zpool sync`, { timeout: TIMEOUT });
  return seconds;
}

async function ownSeconds(host: BackupHost, round: number): Promise<Omit<Round, "bare">> {
  const { machine } = host;
  const target = `vault/own-${round}`;
  await host.declare({
    data: {
      source: { type: "zfs", dataset: "tank/data" },
      integrity: false,
      replicas: [{ dataset: target, every: "daily" }],
    },
  });
  const apply = await secondsOf(machine, "rdump apply -c /root/rdump.json5 -y --json > /root/apply.json");
  const stream = streamSeconds(await machine.sh("cat /root/apply.json"));
  await machine.sh(
    `zfs list -H -t snapshot -o name -r ${target} | xargs -n 1 zfs release rdump-base; zfs destroy -r ${target}
    zfs list -H -t bookmark,snapshot -o name -r tank/data | xargs -n 1 zfs destroy; zpool sync`,
    { timeout: TIMEOUT },
  );
  return { apply, stream };
}

async function secondsOf(machine: Machine, line: string): Promise<number> {
  const said = await machine.sh(`begin=$(date +%s%N); ${line}; echo "took $(( $(date +%s%N) - begin ))"`, {
    timeout: TIMEOUT,
  });
  const nanoseconds = /took (\d+)/.exec(said)?.[1];
  if (nanoseconds === undefined) throw new Error(`not measured: ${line}`);
  return Number(nanoseconds) / 1e9;
}

/** Of the action that sends, from the events of `rdump apply --json`. */
function streamSeconds(output: string): number {
  for (const line of output.split("\n").filter((each) => each !== "")) {
    const { type, report } = JSON.parse(line) as { type?: string; report?: { action: string; milliseconds: number } };
    if (type === "action-ends" && report?.action.startsWith("create data.replicas")) return report.milliseconds / 1000;
  }
  throw new Error(`the run sent nothing:\n${output}`);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function table({ mib, rounds }: Size, all: readonly Round[]): readonly string[] {
  const row = (name: string, secondsOfRound: (round: Round) => number) => {
    const seconds = median(all.map(secondsOfRound));
    const ratio = median(all.map((round) => round.bare / secondsOfRound(round)));
    return `| ${name} | ${seconds.toFixed(1)} s | ${(mib / seconds).toFixed(0)} MiB/s | ${ratio.toFixed(2)} |`;
  };
  return [
    `| ${mib} MiB, median of ${rounds} | time | rate | rate / bare rate |`,
    "| --- | --- | --- | --- |",
    row("`zfs send \\| zfs receive`", ({ bare }) => bare),
    row("the stream of `rdump apply`", ({ stream }) => stream),
    row("the whole `rdump apply`", ({ apply }) => apply),
  ];
}
