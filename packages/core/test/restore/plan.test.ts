import t from "tap";
import { errorDiagnostics } from "../../src/apply/error-diagnostics.ts";
import { register } from "../../src/diagnostics/register.ts";
import { NO_HISTORY } from "../../src/model/history.ts";
import { assess } from "../../src/plan/assess.ts";
import type { FinishedNote, PlaceRequest, RestorePlace } from "../../src/provider/restoring.ts";
import { choosePoint } from "../../src/restore/choose.ts";
import { checkRestore, type RestoreRequest, restorePlanOf } from "../../src/restore/plan.ts";
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
  const choice = choosePoint(assess(desired, observed, providers), wish, {
    desired,
    history: NO_HISTORY,
    providers: composed,
  });
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

/** What the finish actions of a restore of these destinations write, and on what they depend. */
function finishesOf(places: readonly (readonly [to: string, place: RestorePlace])[]) {
  const known = { once: null, reason: null, input: null, makes: null, destroys: [], readsTree: false };
  const proposal = (kind: string) => ({ ...known, kind, verb: "update" });
  const finishes: { readonly to: string; readonly note: FinishedNote | undefined }[] = [];
  const placer = {
    marks: [],
    tree: () => "/tree",
    stage: () => proposal("stage"),
    place: () => proposal("place"),
    finish({ to }: PlaceRequest, _: string, note?: FinishedNote) {
      finishes.push({ to, note });
      return proposal("finish");
    },
  };
  const restores = places.map(([to, place]): RestoreRequest => {
    const one = restoreInto(place, true);
    const reading = { kind: "extracted", extract: () => proposal("extract"), extractRoot: null, extractSample: null };
    const composed = {
      ...one.request.providers,
      placer,
      reader: () => ({ isRemote: () => false, read: () => reading }),
    };
    return { ...one, request: { ...one.request, providers: composed as never }, wish: { ...one.wish, to } };
  });
  const [first] = restores;
  if (first === undefined) throw new Error("nothing is restored");
  const { actions } = restorePlanOf({ ...first.request, history: NO_HISTORY } as never, restores, []);
  return { finishes, ends: actions.filter(({ kind }) => kind === "finish").map(({ id, after }) => ({ id, after })) };
}

t.test("before the first closed directory is removed, the last closed directory lists the finished volumes", (t) => {
  const at = (directory: string) => ({ ...FREE, staging: `${directory}/.rdump-restore` });
  const { finishes, ends } = finishesOf([
    ["/to", at("/to")],
    ["/to/a", at("/to/a")],
    ["/to/b", at("/to/b")],
  ]);
  t.match(finishes, [
    { to: "/to/b", note: { staging: "/to/.rdump-restore", finished: [{ to: "/to/a" }, { to: "/to/b" }] } },
    { to: "/to/a", note: undefined },
    { to: "/to", note: undefined },
  ]);
  t.strictSame(ends[1]?.after.includes(ends[0]?.id ?? ""), true, "one after the other");
  t.equal(finishesOf([["/to", FREE]]).finishes[0]?.note, undefined, "of one volume");
  t.end();
});
