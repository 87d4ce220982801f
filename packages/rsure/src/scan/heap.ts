import { setFlagsFromString } from "node:v8";

let small = false;

/**
 * Keeps all heaps of this process from growing with the garbage that passes through them: what is alive in a scan is a few
 * batches, however large the tree. This is a decision on the whole process, so only the command as a process takes it.
 */
export function keepHeapsSmall(): void {
  small = true;
  setFlagsFromString("--semi-space-growth-factor=1");
}

/** Whether that was decided. A thread has to decide it again, because Node resets the flag when it starts one. */
export const heapsAreSmall = (): boolean => small;
