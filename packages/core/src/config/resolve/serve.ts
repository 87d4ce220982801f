import { hasNoRules } from "../../model/keep.ts";
import type { ServedPoints, ServeGrant } from "../../model/serve-grant.ts";
import type { Cursor } from "../cursor.ts";
import { quoted } from "../quoted.ts";
import { readDigest } from "../read/machine-digest.ts";
import { isName, readDataset } from "../read/name.ts";
import { readSchedule } from "../targets/reading.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** `volumes`: the declared ones, whose names are taken. */
export function readServe(cursor: Cursor, volumes: Cursor, words: Vocabulary): readonly ServeGrant[] {
  const { report } = words;
  const taken = new Set(volumes.entries().map(([name]) => name));
  const expiring: ServeGrant[] = [];
  return cursor.entries().map(([name, sender]) => {
    isName(name, "a sender", sender.keySpan, report);
    const id = sender.at("id");
    const owner = id.text() ?? "";
    if (owner !== "") isName(owner, "an owner", id.span, report);
    const below = readDataset(sender.at("below"), report);
    const [raw, destroy] = [sender.at("raw").flag() ?? false, sender.at("destroy").flag() ?? false];
    const points = readPoints(sender, destroy, words);
    if (points !== null && taken.has(name)) {
      const detail = `${quoted(name)} is the name of a volume too, and its points would have the same addresses. Rename the sender: its name is also in \`authorized_keys\`.`;
      report.add("config-serve-keep", sender.keySpan, detail);
    }
    const compression = sender.at("compression").text() === "zstd" ? { compression: "zstd" as const } : {};
    const grant = { name, owner, below, raw, destroy, ...compression };
    if (points === null) return grant;
    const other = expiring.find((each) => isShared(each, grant));
    if (other !== undefined) {
      const detail = `The replicas of ${quoted(owner)} below ${quoted(below)} also belong to ${quoted(other.name)}, so the rules of both would expire the same points. Give each sender a dataset or an \`id\` of its own.`;
      report.add("config-serve-keep", sender.at("keep").keySpan, detail);
    }
    expiring.push(grant);
    return { ...grant, points };
  });
}

/** A replica can be that of both. */
function isShared(one: ServeGrant, other: ServeGrant): boolean {
  const [a, b] = [`${one.below}/`, `${other.below}/`];
  return one.owner !== "" && one.owner === other.owner && (a.startsWith(b) || b.startsWith(a));
}

/** Null: `keep` is not declared. */
function readPoints(sender: Cursor, destroy: boolean, words: Vocabulary): ServedPoints | null {
  const { report } = words;
  const machine = sender.at("machine");
  const digest = readDigest(machine, report);
  if (!sender.at("keep").exists) {
    const [idle] = [sender.at("every"), machine].filter(({ exists }) => exists);
    if (idle !== undefined) {
      const detail = "Only the rules of `keep` use this key. Declare `keep`, or remove the key.";
      report.add("config-serve-keep", idle.keySpan, detail);
    }
    return null;
  }
  if (destroy) {
    const detail = "With `destroy`, the sender expires its points by its own rules. Remove `destroy` or `keep`.";
    report.add("config-serve-keep", sender.at("keep").keySpan, detail);
  }
  if (!machine.exists) {
    const detail = "`keep` requires `machine`: the value that `rdump status --json` prints on the sender.";
    report.add("config-serve-keep", sender.at("keep").keySpan, detail);
  }
  const schedule = readSchedule(sender, words);
  if (schedule.keep.last > 0 && hasNoRules({ ...schedule.keep, last: 0 })) {
    const detail =
      "With `last` alone, an intruder on the sender sends new snapshots until all older points have expired. Declare a rule of time too, such as `daily`.";
    report.add("config-serve-keep", sender.at("keep").keySpan, detail);
  }
  return { ...schedule, machine: digest ?? "" };
}
