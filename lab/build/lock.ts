import { join } from "node:path";
import { execa } from "execa";
import { dyingWithUs } from "../machine/dying-with-us.ts";
import { cacheDirectory } from "./cache.ts";

/** One build at a time: waits for another, and says so. The lock goes with this process, however that ends. */
export async function locked<T>(say: (text: string) => void, work: () => Promise<T>): Promise<T> {
  const held = ["flock", join(cacheDirectory(), "lock"), "sh", "-c", "echo held; exec cat"];
  const [command = "", ...args] = dyingWithUs(held);
  const child = execa(command, args, { stdin: "pipe", buffer: false, reject: false });
  const notice = setTimeout(() => say("waiting for another build"), 500);
  await Promise.race([
    new Promise((resolve) => child.stdout.once("data", resolve)),
    child.then(() => {
      throw new Error("the lock of the lab's cache could not be taken");
    }),
  ]);
  clearTimeout(notice);
  try {
    return await work();
  } finally {
    child.stdin.end();
    await child;
  }
}
