import t from "tap";
import { errorDiagnostics } from "../../src/apply/error-diagnostics.ts";
import { register } from "../../src/diagnostics/register.ts";
import { NO_HISTORY } from "../../src/model/history.ts";
import { isoOf } from "../../src/model/instant.ts";
import { assess } from "../../src/plan/assess.ts";
import type { PlaceRequest, RestoreEnd, RestorePlace } from "../../src/provider/restoring.ts";
import { choosePoint } from "../../src/restore/choose.ts";
import { checkRestore, type RestoreRequest } from "../../src/restore/plan.ts";
import { restorePlanOf } from "../../src/restore/sequence.ts";
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

/** A destination, and the number of its mount. */
type Where = readonly [to: string, place: RestorePlace, mount?: number];

/** The finish actions of a restore of these destinations, and the order of all actions. */
function plannedOf(places: readonly Where[], keeps = false) {
  const known = { once: null, reason: null, input: null, makes: null, destroys: [], readsTree: false };
  const proposal = (kind: string, verb = "update") => ({ ...known, kind, verb });
  const finishes: ({ readonly to: string } & RestoreEnd)[] = [];
  const placer = {
    marks: [],
    tree: () => "/tree",
    stage: () => proposal("stage"),
    place: () => proposal("place"),
    placeRoot: () => proposal("roots"),
    finish({ to }: PlaceRequest, _: string, end: RestoreEnd) {
      finishes.push({ to, ...end });
      return proposal("finish");
    },
  };
  const restores = places.map(([to, place, mount = 1]): RestoreRequest => {
    const one = restoreInto(place, true);
    const extractRoot = () => proposal("roots");
    const reading = { kind: "extracted", extract: () => proposal("extract"), extractRoot, extractSample: null };
    const composed = {
      ...one.request.providers,
      placer,
      reader: () => ({ isRemote: () => false, read: () => reading }),
    };
    return { ...one, request: { ...one.request, providers: composed as never }, wish: { ...one.wish, to }, mount };
  });
  const [first] = restores;
  if (first === undefined) throw new Error("nothing is restored");
  const others = { problems: [], keeps };
  const { actions } = restorePlanOf({ ...first.request, history: NO_HISTORY } as never, restores, others);
  const named = new Map(actions.map(({ id, kind, address }) => [id, `${kind} ${/"(.*)"/.exec(address)?.[1]}`]));
  const afterOf = (name: string) =>
    actions.filter(({ id }) => named.get(id) === name).flatMap(({ after }) => after.map((id) => named.get(id)));
  return { finishes, sequence: [...named.values()], afterOf };
}

const at = (directory: string) => ({ ...FREE, staging: `${directory}/.rdump-restore` });

t.test("before the first closed directory is removed, the last closed directory lists the finished volumes", (t) => {
  const places: readonly Where[] = [
    ["/to", at("/to")],
    ["/to/a", at("/to/a")],
    ["/to/b", at("/to/b")],
  ];
  const { finishes, afterOf } = plannedOf(places);
  t.strictSame(
    finishes.map(({ to, note, keep }) => [to, note?.staging, note?.finished.map((each) => each.to), keep]),
    [
      ["/to/b", "/to/.rdump-restore", ["/to/a", "/to/b"], undefined],
      ["/to/a", undefined, undefined, undefined],
      ["/to", undefined, undefined, undefined],
    ],
  );
  t.strictSame(afterOf("finish /to/a"), ["finish /to/b"], "one after the other");
  t.strictSame(afterOf("finish /to/b"), ["roots /to", "roots /to/a", "roots /to/b"], "when all are in their place");
  t.equal(plannedOf([["/to", FREE]]).finishes[0]?.note, undefined, "of one volume");
  t.strictSame(
    plannedOf(places, true).finishes.map(({ keep }) => keep),
    [undefined, undefined, true],
    "the last one stays for a repeated restore",
  );
  t.end();
});

t.test("the note names the run that compared each volume, if it was another run", (t) => {
  const order = { owner: "joke", volume: "docs", address: "", point: { id: "", name: "", time: "" }, paths: [] };
  const finished = [
    { to: "/to/c", order },
    { to: "/to/d", order, run: "Q" },
  ];
  const { choice, request } = restoreInto(FREE, true);
  const { id, name, time } = choice.point;
  const own = {
    ...{ owner: request.desired.config.id, volume: "docs", address: choice.assessment.desired.group.address },
    ...{ point: { id, name, time: isoOf(time) }, paths: [] },
  };
  const begun = { ...at("/to/b"), staged: { order: own, run: "R", placing: true, finished } };
  const [first] = plannedOf([
    ["/to", at("/to")],
    ["/to/b", begun],
  ]).finishes;
  t.strictSame(
    first?.note?.finished.map(({ to, run }) => [to, run]),
    [
      ["/to/c", "R"],
      ["/to/d", "Q"],
      ["/to/b", "R"],
    ],
  );
  t.end();
});

t.test("volumes on a mounted file system are in their place before a volume around them", (t) => {
  const { sequence, afterOf, finishes } = plannedOf([
    ["/to", at("/to"), 1],
    ["/to/home", at("/to"), 1],
    ["/to/home/disk", at("/to/home/disk"), 2],
    ["/to/home/disk/deep", at("/to/home/disk/deep"), 3],
    ["/to/home/disk/in", at("/to/home/disk"), 2],
  ]);
  const moves = sequence.filter((each) => /^(place|roots|finish)/.test(each));
  t.strictSame(moves, [
    ...["place /to/home/disk/deep", "roots /to/home/disk/deep", "finish /to/home/disk/deep"],
    ...["place /to/home/disk", "place /to/home/disk/in", "roots /to/home/disk/in", "finish /to/home/disk/in"],
    ...["roots /to/home/disk", "finish /to/home/disk"],
    ...["place /to", "place /to/home", "roots /to/home", "roots /to", "finish /to/home", "finish /to"],
  ]);
  t.strictSame(
    sequence.slice(0, 2),
    ["stage /to", "extract /to"],
    "the closed directory of the outermost one gets notes",
  );
  t.strictSame(afterOf("place /to"), ["extract /to"], "it does not depend on them");
  t.strictSame(afterOf("stage /to/home/disk"), [], "nor they on it");
  t.strictSame(afterOf("finish /to/home/disk"), ["roots /to/home/disk", "extract /to"], "only their end");
  t.match(finishes[0], {
    to: "/to/home/disk/deep",
    note: { staging: "/to/.rdump-restore", order: { volume: "docs" } },
  });
  t.end();
});
