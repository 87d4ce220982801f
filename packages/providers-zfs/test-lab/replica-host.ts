import type { Machine } from "../../../lab/testing.ts";
import { Host } from "./host.ts";

type Victim = "rdump" | "zfs receive" | "zfs send" | "ssh";

/** `ssh`: the shared connection to the other host. */
const PATTERNS = { "zfs receive": "^zfs receive ", "zfs send": "^zfs send ", ssh: "^ssh: .*[[]mux[]]|^ssh -M " };

/** A host with replicas of `tank` on `vault`. */
export class ReplicaHost extends Host {
  static override async furnish(machine: Machine): Promise<ReplicaHost> {
    await Host.furnish(machine);
    return new ReplicaHost(machine);
  }

  /** `NAME GUID` of the snapshots that are points, oldest first. */
  async points(dataset: string): Promise<readonly string[]> {
    const said = await this.machine.sh(
      `zfs list -Hp -t snapshot -s createtxg -o name,guid ${dataset} 2>/dev/null | grep -E '@rdump-[0-9]{8}T[0-9]{6}Z\t' || true`,
    );
    return said
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => line.slice(line.indexOf("@") + 1).replace("\t", " "));
  }

  /** Another state of a dataset: files are written, deleted and renamed. */
  async work(dataset: string, round: number): Promise<void> {
    await this.machine.sh(`cd /${dataset}; mkdir -p d${round}; head -c 200000 /dev/urandom > d${round}/new
      rm -f etc/file-${round}; mv etc/file-${round + 10} d${round}/moved; echo ${round} >> etc/file-20; mkfifo d${round}/fifo`);
  }

  /** What differs between a snapshot of a replica and the integrity data of its run; empty when nothing does. */
  async proveReplica(replica: string, source: string, point: string): Promise<string> {
    await this.machine.sh(`mkdir -p /mnt/replica; mount -t zfs -o ro ${replica}@${point} /mnt/replica`);
    const surefile = `/${source}/.zfs/snapshot/${point}-rsure/2sure.dat.gz`;
    const check = ["rsure", "-d", "/mnt/replica", "-f", surefile, "check"];
    const { stdout, stderr } = await this.machine.run(check, { mayFail: true, timeout: 300 });
    await this.machine.sh("umount /mnt/replica");
    // The surefile of the run before is in the snapshot, and in no surefile.
    return stdout.replace(/^Check .*\n/, "").replaceAll(/^\+ file .*\/2sure\.(dat|bak)\.gz"\n/gm, "") + stderr;
  }

  /** Starts an apply, and ends the named process when a receive has stored something. Gives the output of the apply. */
  async applyKilling(target: string, victim: Victim): Promise<string> {
    const kill = victim === "rdump" ? "kill -9 $pid" : `pkill -9 -f '${PATTERNS[victim]}'`;
    // The sender waits in the middle of its stream, which can otherwise be sent before the kill.
    return this.machine.sh(
      `rdump apply -c /root/rdump.json5 -y > /root/killed.log 2>&1 < /dev/null & pid=$!
      for i in $(seq 600); do pgrep -f '^zfs receive -s -u' > /dev/null && break; sleep 0.05; done
      sleep 0.3; pkill -STOP -f '${PATTERNS["zfs send"]}' || true
      for i in $(seq 200); do zfs get -Hp -o value receive_resume_token ${target} 2>/dev/null | grep -q ^1- && break; sleep 0.1; done
      ${kill} || true; pkill -CONT -f '${PATTERNS["zfs send"]}' || true; wait $pid || true
      for i in $(seq 600); do pgrep -f '^zfs receive' > /dev/null || break; sleep 0.1; done; cat /root/killed.log`,
      { timeout: 300 },
    );
  }
}
