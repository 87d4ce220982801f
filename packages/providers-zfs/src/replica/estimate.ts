import { type Estimated, onHost, type ReadIo } from "@rdump/core/provider";
import type { SendInput } from "../actions/inputs.ts";
import { parseSizes } from "../answers/sizes.ts";
import { restQuery, sizesQuery } from "../commands.ts";
import { STREAM_SIZE } from "./commands.ts";

/**
 * About how many bytes each stream has. The snapshot to send does not exist yet, so `zfs send -n` cannot count it: a full
 * stream has what its dataset refers to, and a step what was written after its base. One command for each host of sources,
 * and one for each interrupted stream.
 */
export async function estimateSends(
  inputs: readonly SendInput[],
  which: Estimated,
  io: ReadIo,
): Promise<readonly (number | null)[]> {
  const isAsked = ({ base, token }: SendInput) => which === "all streams" || (base === null && token === null);
  const sizes = await sizesFor(
    inputs.filter((input) => isAsked(input) && input.token === null),
    io,
  );
  const found: (number | null)[] = [];
  for (const input of inputs) {
    if (!isAsked(input)) found.push(null);
    else if (input.token !== null) found.push(await restOf(input.token, onHost(input.sourceHost ?? null, io)));
    else found.push(sizes.get(`${input.sourceHost ?? ""} ${input.source} ${propertyFor(input)}`) ?? null);
  }
  return found;
}

function propertyFor({ base }: SendInput): string {
  return base === null ? "referenced" : `written${base.from}`;
}

/** By host, dataset and property. */
async function sizesFor(inputs: readonly SendInput[], io: ReadIo): Promise<ReadonlyMap<string, number>> {
  const all = new Map<string, number>();
  for (const host of new Set(inputs.map(({ sourceHost = null }) => sourceHost))) {
    const there = inputs.filter(({ sourceHost = null }) => sourceHost === host);
    const since = new Set(there.flatMap(({ base }) => base?.from ?? []));
    const query = sizesQuery([...since].sort(), [...new Set(there.map(({ source }) => source))].sort());
    const answer = parseSizes((await onHost(host, io).query(query)).stdout);
    if ("broken" in answer) continue;
    for (const [key, bytes] of answer.found) all.set(`${host ?? ""} ${key}`, bytes);
  }
  return all;
}

async function restOf(token: string, io: ReadIo): Promise<number | null> {
  const { stdout, stderr } = await io.query(restQuery(token));
  for (const line of `${stdout.toString("latin1")}\n${stderr.toString("latin1")}`.split("\n")) {
    const bytes = STREAM_SIZE.exec(line)?.[1];
    if (bytes !== undefined) return Number(bytes);
  }
  return null;
}
