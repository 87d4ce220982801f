import type { ReadIo } from "@rdump/core/provider";

const MOST = 4096;
/** More devices than any stack has below a file system. */
const DEEPEST = 8;

/** Whether a device of dm-crypt, `MAJOR:MINOR`, is above another device, according to the kernel. */
export async function isCryptAbove(device: string, below: string, io: ReadIo): Promise<boolean> {
  const uuid = await io.readFile(`/sys/dev/block/${device}/dm/uuid`, MOST);
  return uuid?.toString("latin1").startsWith("CRYPT-") === true && isAbove(device, below, io, DEEPEST);
}

async function isAbove(device: string, below: string, io: ReadIo, depth: number): Promise<boolean> {
  const lower = depth === 0 ? [] : ((await io.names(`/sys/dev/block/${device}/slaves`, MOST)) ?? []);
  for (const name of lower) {
    const text = await io.readFile(`/sys/class/block/${name}/dev`, MOST);
    const number = text?.toString("latin1").trim();
    if (number === below || (number !== undefined && (await isAbove(number, below, io, depth - 1)))) return true;
  }
  return false;
}
