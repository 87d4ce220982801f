import { targetDatasets } from "../../../facts/datasets.ts";
import type { Breach, Rule } from "../../../rule.ts";
import type { Subject } from "../../../subject.ts";

export const replicaCompressionLocal: Rule = {
  code: "replica-compression-local",
  severity: "warning",
  summary: "Stream that stays on this host is not compressed",
  judges: "written",
  cause: "The replica has `compression`, and its source and its dataset are on the same host.",
  effect: "The key has no effect. A compression of this stream would cost time and save nothing.",
  remedy: "Remove `compression`. To store less, set the property `compression` of the dataset above the replica.",
  check: breaches,
};

function* breaches(subject: Subject): Generator<Breach> {
  for (const { target, fromHost, cursor } of targetDatasets(subject)) {
    if (target.kind !== "replicas" || target.compression === undefined || target.host !== fromHost) continue;
    const detail =
      "The source and this replica are on one host, so the stream is not compressed. Remove `compression`, or name the `host` of the replica.";
    yield { span: cursor.at("compression").keySpan, detail };
  }
}
