import t from "tap";
import { assess } from "../../../src/plan/assess.ts";
import { Draft } from "../../../src/plan/flows/draft.ts";
import { Openings } from "../../../src/plan/flows/openings.ts";
import { addProof } from "../../../src/plan/flows/proof-flow.ts";
import type { CheckRequest } from "../../../src/provider/integrity-role.ts";
import type { Proposal } from "../../../src/provider/roles.ts";
import { configOf, daily, providers, requestAt, volumeOf } from "../world.ts";

const INTEGRITY = { surefile: "2sure.dat.gz", hash: "sha1", xattrs: true, every: null, largest: null };
const config = { ...configOf({}), volumes: [volumeOf("docs", {}, { integrity: INTEGRITY as never })] };
const points = daily("docs", 2, "2026-11-25");

function proposal(kind: string): Proposal {
  return { kind, verb: "check", once: null, reason: null, input: null, makes: null, destroys: [], readsTree: false };
}

/** The file that says what the proofs of a sample have covered, where the repository has this identity. */
function coverageOf(id: string | null): string | undefined {
  const { desired, observed } = requestAt("2026-11-25T12:00:00Z", config, { points: { docs: points } });
  const repositories = new Map([
    ["offsite", { repository: "offsite", state: "present" as const, id, appendOnly: null }],
  ]);
  let coverage: string | undefined;
  const reading = { kind: "extracted", extract: () => proposal("extract"), extractRoot: null, extractSample: null };
  const stubs = {
    reader: () => ({ isRemote: () => false, read: () => reading }),
    placer: { marks: [], proving: () => ({ scope: { kind: "proving", input: null }, place: "/p", directory: "/p/t" }) },
    integrity: {
      check: ({ proof }: CheckRequest) => {
        coverage = proof?.sample?.files.coverage;
        return proposal("check");
      },
      sample: () => proposal("choose"),
    },
  };
  const request = { desired, observed: { ...observed, repositories }, providers: { ...providers, ...stubs } };
  const [assessment] = assess(desired, request.observed, providers);
  const point = assessment?.newest;
  if (assessment === undefined || point == null) throw new Error("no point");
  const openings = new Openings(providers);
  const sample = { kind: "part", part: 0.02 } as const;
  const wish = { assessment, point, reason: "requested", scratch: null, asRoot: true, sample, command: null };
  addProof(wish, request as never, new Draft(openings), openings);
  return coverage;
}

t.test("another repository under the same name begins with no file proven", (t) => {
  const one = coverageOf("1111");
  t.match(one, /^\/var\/lib\/rdump\/proofs\/[0-9a-f]{32}\.coverage$/);
  t.equal(coverageOf("1111"), one);
  t.not(coverageOf("2222"), one);
  t.not(coverageOf(null), one);
  t.end();
});
