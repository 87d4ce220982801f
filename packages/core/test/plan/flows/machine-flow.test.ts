import t from "tap";
import type { Volume } from "../../../src/model/volume.ts";
import type { PlanRequest } from "../../../src/plan/context.ts";
import { machineRecordOf } from "../../../src/plan/flows/machine-flow.ts";
import { volumeOf } from "../world.ts";

const integrity: NonNullable<Volume["integrity"]> = {
  surefile: "2sure.dat.gz",
  hash: "sha1",
  xattrs: false,
  largest: null,
  snapshot: false,
  every: null,
  declared: true,
};

const FILE = "2sure.dat.gz.rsure-machine";

function recordOf(rest: Partial<Volume>, root: string | null, changes: object = {}): string | null {
  const request = {
    observed: { sources: new Map([["a", { root }]]) },
    providers: { machine: {}, integrity: { machineRecord: () => FILE } },
    declared: () => "{}",
    ...changes,
  };
  return machineRecordOf(volumeOf("a", {}, { integrity, ...rest }), request as unknown as PlanRequest);
}

t.test("the volume at / has the machine record by default, and any volume by declaration", (t) => {
  t.equal(recordOf({}, "/"), FILE);
  t.equal(recordOf({}, "/home"), null);
  t.equal(recordOf({}, null), null);
  t.equal(recordOf({ machineRecord: true }, "/home"), FILE);
  t.equal(recordOf({ machineRecord: false }, "/"), null);
  t.end();
});

t.test("without integrity data, a provider or a config text there is no record", (t) => {
  t.equal(recordOf({ integrity: null }, "/"), null);
  t.equal(recordOf({}, "/", { providers: { machine: null, integrity: {} } }), null);
  t.equal(recordOf({}, "/", { declared: undefined }), null);
  t.end();
});
