import { createHash } from "node:crypto";
import { join } from "node:path";
import { type Config, type Notify, OCCASIONS } from "../../model/config.ts";
import type { SshHost } from "../../model/ssh-host.ts";
import type { Cursor } from "../cursor.ts";
import type { Machine } from "../machine.ts";
import { readAddressPlace } from "../read/address.ts";
import { readArgv } from "../read/argv.ts";
import { readDuration } from "../read/duration.ts";
import { isHost, readMail, readUser } from "../read/host.ts";
import { isName, readScratchDataset } from "../read/name.ts";
import { readOptionalPath, readPath } from "../read/path.ts";
import { readPercent } from "../read/percent.ts";
import { readFileSize } from "../read/size.ts";
import type { Report } from "../report.ts";

/** The owner: what is declared, else the host's name. */
export function readId(cursor: Cursor, machine: Machine, report: Report): string {
  const id = cursor.text();
  if (id !== null) {
    isName(id, "an owner", cursor.span, report);
    return id;
  }
  if (!cursor.exists && !/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(machine.hostname)) {
    const detail =
      "Without an `id`, the owner of the points is the host name, and the name of this host cannot be part of the name of a point. Declare `id`, and do not change it later: points with another id belong to another owner.";
    report.add("config-no-id", null, detail);
  }
  return machine.hostname;
}

/**
 * A digest, so that a mark in a shared repository does not contain the id of the machine, which systemd calls
 * confidential: of the declared name, else of the id.
 */
export function readMachine(cursor: Cursor, { machineId }: Machine, report: Report): string | null {
  const name = cursor.text();
  if (name === null) return machineId === null ? null : machineDigest("id", machineId);
  isName(name, "a machine", cursor.span, report);
  return machineDigest("name", name);
}

/** The first 16 hex digits of SHA-256. */
function machineDigest(kind: "id" | "name", text: string): string {
  return createHash("sha256").update(`rdump machine ${kind}\0${text}`).digest("hex").slice(0, 16);
}

/** The default is the same on every machine for root, and follows the XDG base directories for other users. */
export function readStateDir(cursor: Cursor, machine: Machine, report: Report): string {
  if (cursor.exists) return readPath(cursor, report);
  if (machine.isRoot) return "/var/lib/rdump";
  const { HOME, XDG_STATE_HOME } = machine.env;
  if (XDG_STATE_HOME?.startsWith("/")) return join(XDG_STATE_HOME, "rdump");
  if (HOME?.startsWith("/")) return join(HOME, ".local/state/rdump");
  const detail =
    "The user is not root, so the state directory is `$XDG_STATE_HOME/rdump` or below `$HOME`, and neither variable is set. Declare `stateDir`.";
  report.add("config-no-state-dir", null, detail);
  return "";
}

const TEN_MINUTES = 600_000;

export function readLimits(cursor: Cursor, report: Report): Config["limits"] {
  const time = cursor.at("time");
  const stall = cursor.at("stall");
  const heldSpace = readFileSize(cursor.at("heldSpace"), report);
  return {
    time: time.exists ? readDuration(time, report) : null,
    stall: stall.exists ? readDuration(stall, report) : TEN_MINUTES,
    ...(heldSpace === null ? {} : { heldSpace }),
    destroy: readPercent(cursor.at("destroy"), 0.5, report),
    shrink: readPercent(cursor.at("shrink"), 0.5, report),
  };
}

export function readNotify(cursor: Cursor, report: Report): Notify | null {
  if (!cursor.exists) return null;
  const on = cursor.at("on");
  const named = on.exists ? on.items().map((item) => item.text()) : ["failure", "overdue", "recovery"];
  return {
    on: OCCASIONS.filter((occasion) => named.includes(occasion)),
    mail: readMail(cursor.at("mail"), report),
    command: readArgv(cursor.at("command"), report),
    webhook: readAddressPlace(cursor.at("webhook"), report),
    ntfy: readAddressPlace(cursor.at("ntfy"), report),
    healthchecks: readAddressPlace(cursor.at("healthchecks"), report),
  };
}

export function readScratch(cursor: Cursor, report: Report): Config["scratch"] {
  const mount = cursor.at("mount");
  return {
    mount: mount.exists ? readPath(mount, report) : "/run/rdump",
    dataset: readScratchDataset(cursor.at("dataset"), "rdump-scan", report),
  };
}

export function readSsh(cursor: Cursor, report: Report): ReadonlyMap<string, SshHost> {
  const hosts = new Map<string, SshHost>();
  for (const [name, host] of cursor.entries()) {
    isHost(name, host.keySpan, report);
    hosts.set(name, {
      user: readUser(host.at("user"), report),
      port: host.at("port").number(),
      identityFile: readOptionalPath(host.at("identityFile"), report),
    });
  }
  return hosts;
}
