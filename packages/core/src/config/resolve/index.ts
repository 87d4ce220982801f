import type { Address } from "../../model/address.ts";
import { presentAdopted } from "../../model/adopted.ts";
import type { Config } from "../../model/config.ts";
import { presentPins } from "../../model/pin.ts";
import { presentGroup } from "../../model/present-history.ts";
import type { Volume } from "../../model/volume.ts";
import { Cursor } from "../cursor.ts";
import type { Machine } from "../machine.ts";
import type { PlacedVolume } from "../placed.ts";
import { readAdopted } from "../read/adopted.ts";
import { isName } from "../read/name.ts";
import { readOptionalPath } from "../read/path.ts";
import { readPins } from "../read/pins.ts";
import { readTimezone } from "../read/timezone.ts";
import type { Report } from "../report.ts";
import { readRepositories } from "../repositories/index.ts";
import type { TreeNode } from "../tree.ts";
import { readPolicies } from "./keep.ts";
import { readFormerIds, readMoved, readTakenOver } from "./ownership.ts";
import { readServe } from "./serve.ts";
import { declared } from "./vocabulary.ts";
import { readVolume } from "./volume.ts";
import { readId, readLimits, readMachine, readNotify, readScratch, readSsh, readStateDir } from "./whole.ts";

export interface Resolved {
  /** Valid only without reported errors: placeholders replace unreadable values. */
  readonly config: Config;
  readonly volumes: readonly PlacedVolume[];
}

/** The config of a text, with defaults and policies, sorted; and all errors in its values and references. */
export function resolve(tree: TreeNode, machine: Machine, report: Report): Resolved {
  const root = new Cursor(tree, tree.span, { start: tree.span.start, end: tree.span.start });
  const policies = readPolicies(root.at("policies"), report);
  const ssh = readSsh(root.at("ssh"), report);
  const repositories = readRepositories(root.at("repositories"), { ssh, report });
  const words = {
    policies: declared(policies),
    repositories: declared(repositories),
    sshHosts: declared(ssh),
    report,
  };
  const volumes = root
    .at("volumes")
    .entries()
    .map(([name, cursor]) => {
      isName(name, "a volume", cursor.keySpan, report);
      return readVolume(name, cursor, words);
    });
  const adopted = readAdopted(root.at("adopted"), report);
  const pinned = readPins(root.at("pinned"), report);
  const moved = readMoved(root.at("moved"), { volumes: root.at("volumes"), repositories }, report);
  const presentOf = (address: Address) => presentGroup(address, moved);
  const config: Config = {
    id: readId(root.at("id"), machine, report),
    machine: readMachine(root.at("machine"), machine, report),
    formerIds: readFormerIds(root.at("formerIds"), report),
    moved,
    takenOver: readTakenOver(root.at("takenOver"), report).map((each) =>
      each.address === null ? each : { ...each, address: presentOf(each.address) },
    ),
    timezone: readTimezone(root.at("timezone"), machine, report),
    stateDir: readStateDir(root.at("stateDir"), machine, report),
    privilege: root.at("privilege").text() === "sudo" ? "sudo" : "none",
    limits: readLimits(root.at("limits"), report),
    notify: readNotify(root.at("notify"), report),
    metrics: readOptionalPath(root.at("metrics"), report),
    scratch: readScratch(root.at("scratch"), report),
    ssh: Object.fromEntries(ssh),
    ...(root.at("serve").exists ? { serve: readServe(root.at("serve"), root.at("volumes"), words) } : {}),
    repositories: Object.fromEntries(repositories),
    ...(adopted === null ? {} : { adopted: presentAdopted(adopted, presentOf) }),
    ...(pinned === null ? {} : { pinned: presentPins(pinned, presentOf) }),
    volumes: volumes.map((placed) => placed.volume).filter((volume): volume is Volume => volume !== null),
  };
  return { config, volumes };
}
