import t from "tap";
import { plan } from "../../src/plan/planner.ts";
import type { Proposal } from "../../src/provider/roles.ts";
import { configOf, daily, providers, requestAt, volumeOf } from "./world.ts";

const INTEGRITY = { surefile: "2sure.dat.gz", hash: "sha1", xattrs: true, every: null, largest: null };
const verify = [{ every: { kind: "calendar", unit: "monthly" } as const, from: "offsite", scratch: null }];
const config = { ...configOf({}), volumes: [volumeOf("docs", {}, { integrity: INTEGRITY as never, verify })] };

function proposal(kind: string): Proposal {
  return { kind, verb: "check", once: null, reason: null, input: null, makes: null, destroys: [], readsTree: false };
}

/** The reasons of the actions of the plan. */
function reasons(reader: object): readonly (string | null)[] {
  const reading = { kind: "extracted", extract: () => proposal("extract"), extractRoot: null, extractSample: null };
  const stubs = {
    reader: () => ({ read: () => reading, ...reader }),
    placer: { marks: [], proving: () => ({ scope: { kind: "proving", input: null }, place: "/p", directory: "/p/t" }) },
    integrity: { ...providers.integrity, check: () => proposal("check") },
  };
  const points = { docs: daily("docs", 2, "2026-11-25") };
  const request = requestAt("2026-11-25T12:00:00Z", config, { points });
  return plan({ ...request, providers: { ...providers, ...stubs } } as never).actions.map(({ reason }) => reason);
}

t.test("a declared proof of a repository on another host is due, as of a local one", (t) => {
  const isDue = (reader: object) => reasons(reader).some((reason) => /due: no proof for/.test(reason ?? ""));
  t.equal(isDue({ isRemote: () => false }), true);
  t.equal(isDue({ isRemote: () => true }), true);
  t.equal(isDue({ isRemote: () => true, isReadable: () => false }), false, "only that host can read the points");
  t.end();
});
