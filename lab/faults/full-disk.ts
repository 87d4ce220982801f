import type { Machine } from "../machine/machine.ts";

/** Fills the file system of a directory to its last block; gives what makes the room free again. */
export async function fill(machine: Machine, directory: string): Promise<() => Promise<void>> {
  const file = `${directory}/full-by-the-lab`;
  const script = `room=$(df --output=avail -B1 "$1" | tail -1)
    fallocate -l "$room" "$2" 2>/dev/null
    dd if=/dev/zero bs=64K oflag=append conv=notrunc of="$2" 2>/dev/null
    dd if=/dev/zero bs=512 oflag=append conv=notrunc of="$2" 2>/dev/null
    sync -f "$1"`;
  await machine.run(["bash", "-c", script, "bash", directory, file], { timeout: 300 });
  return async () => {
    await machine.run(["rm", "-f", file]);
  };
}
