import { type Diagnostic, onHost, type ReadIo, UNREACHABLE } from "@rdump/core/provider";
import { ZFS } from "../codes/index.ts";
import type { ReplicaPlace } from "../replica/place.ts";
import { type Needed, neededBy, programQuery, stagesOf } from "../replica/stages.ts";
import { hostText } from "./world.ts";

/** Finds out whether the programs of a stream are installed: one command for each program and host, and none without such stages. */
export class StagePrograms {
  readonly #io: ReadIo;
  readonly #known = new Map<string, boolean>();

  constructor(io: ReadIo) {
    this.#io = io;
  }

  /** Why the stream of a replica cannot pass. */
  async whyMissing({ group, sourceHost, host, target }: ReplicaPlace): Promise<Diagnostic | null> {
    for (const needed of neededBy(stagesOf(group.target, sourceHost), [sourceHost, host])) {
      if (await this.#isThere(needed)) continue;
      const { program, key } = needed;
      const place = needed.host === null ? "on this host" : hostText(needed.host).trim();
      const detail = `${target} declares \`${key}\`, and ${program} cannot be run ${place}. Nothing is sent. Install the package ${program} there, or remove \`${key}\`.`;
      return ZFS.error("zfs-program-missing", detail);
    }
    return null;
  }

  async #isThere({ program, host }: Needed): Promise<boolean> {
    const key = `${program} ${host ?? ""}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const { exitCode, notStarted } = await onHost(host, this.#io).query(programQuery(program));
    // An unreachable host is reported by the stream.
    const isThere = exitCode === 0 || notStarted === UNREACHABLE;
    this.#known.set(key, isThere);
    return isThere;
  }
}
