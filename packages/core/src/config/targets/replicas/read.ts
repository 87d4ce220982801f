import type { ReplicasTarget } from "../../../model/target.ts";
import type { Cursor } from "../../cursor.ts";
import type { Placed } from "../../placed.ts";
import { quoted } from "../../quoted.ts";
import { readDataset } from "../../read/name.ts";
import type { Vocabulary } from "../../resolve/vocabulary.ts";
import { type Naming, readSchedule } from "../reading.ts";

/** Its key is the dataset, with `HOST:` before it when it is elsewhere: one name on two hosts is two replicas. */
export function readReplica(naming: Naming, cursor: Cursor, words: Vocabulary): Placed<ReplicasTarget> {
  const dataset = readDataset(cursor.at("dataset"), words.report);
  const host = readHostName(cursor.at("host"), words);
  const key = host === null ? dataset : `${host}:${dataset}`;
  const target: ReplicasTarget = {
    kind: "replicas",
    targetType: "replicas/zfs",
    address: naming("replicas", key),
    ...readSchedule(cursor, words),
    dataset,
    host,
  };
  return { target, key, cursor };
}

function readHostName(cursor: Cursor, { sshHosts, report }: Vocabulary): string | null {
  const host = cursor.text();
  if (host !== null && !sshHosts.byName.has(host)) {
    const detail = `The host ${quoted(host)} is not declared.${sshHosts.names.suggestion(host)} Declare it in \`ssh\`. The value \`{}\` is enough if the configuration of ssh has the user, the port and the key.`;
    report.add("config-unknown-ssh-host", cursor.span, detail);
  }
  return host;
}
