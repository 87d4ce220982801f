import t from "tap";
import { errorDiagnostics } from "../../src/apply/error-diagnostics.ts";
import { register } from "../../src/diagnostics/register.ts";
import { assess } from "../../src/plan/assess.ts";
import type { RestorePlace } from "../../src/provider/restoring.ts";
import { choosePoint } from "../../src/restore/choose.ts";
import { checkRestore, type RestoreRequest } from "../../src/restore/plan.ts";
import { configOf, daily, providers, requestAt } from "../plan/world.ts";

const TEST = register({ elsewhere: { summary: "s", cause: "c", effect: "e", remedy: "r" } });
const FREE: RestorePlace = {
  ...{ exists: true, staging: "/to/.rdump-restore", exposed: false, staged: null, taken: [], problem: null },
};

/** A restore of the newest point. `isHere`: it can be read on this host. */
function restoreInto(place: RestorePlace, isHere: boolean): RestoreRequest {
  const points = daily("docs", 2, "2026-11-25");
  const { desired, observed } = requestAt("2026-11-25T12:00:00Z", configOf({ docs: {} }), { points: { docs: points } });
  const reading = { kind: "extracted", extract: () => null, extractRoot: null, extractSample: null };
  const read = () => {
    if (isHere) return reading;
    throw TEST.failure("elsewhere", "The point is on another host.");
  };
  const composed = { ...providers, reader: () => ({ isRemote: () => !isHere, read }) } as never;
  const at = { time: null };
  const wish = { ...{ volume: "docs", at, from: null, paths: [], overwrite: [] }, to: "/to", asRoot: true };
  const choice = choosePoint(assess(desired, observed, providers), wish, composed);
  return { request: { desired, observed, providers: composed } as never, wish, choice, place };
}

/** The code of a refusal; null: nothing is refused. */
function refusal(act: () => void): string | null {
  try {
    act();
    return null;
  } catch (error) {
    return errorDiagnostics(error)[0]?.code ?? null;
  }
}

t.test("a restore that is not possible is refused before it is a part of a plan of all volumes", (t) => {
  t.doesNotThrow(() => checkRestore(restoreInto(FREE, true)));
  t.equal(
    refusal(() => checkRestore(restoreInto(FREE, false))),
    "elsewhere",
  );
  const point = { id: "1", name: "other-1", time: "2026-11-22T20:06:40Z" };
  const order = { owner: "joke", volume: "other", address: "a", point, paths: [] };
  const staged = { order, run: "R", placing: true };
  t.equal(
    refusal(() => checkRestore(restoreInto({ ...FREE, staged }, true))),
    "restore-other-order",
  );
  t.end();
});
