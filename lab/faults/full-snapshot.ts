import type { Machine } from "../machine/machine.ts";

/**
 * Writes to the origin of a classic snapshot, such as of `vg/snap`, until the snapshot has overflowed. `directory` is
 * on the origin, and needs twice the room of the snapshot.
 */
export async function overflow(machine: Machine, snapshot: string, directory: string): Promise<void> {
  const script = `file="$2/overflow-by-the-lab"
    for try in $(seq 60); do
      dd if=/dev/urandom of="$file" bs=1M count=4 oflag=append conv=notrunc,fsync status=none
      state=$(lvs --noheadings -o lv_snapshot_invalid "$1")
      if [ -n "\${state// }" ]; then rm -f "$file"; exit 0; fi
    done
    lvs -a -o +lv_snapshot_invalid; exit 1`;
  await machine.run(["bash", "-c", script, "bash", snapshot, directory], { timeout: 300 });
}
