import t from "tap";
import type { ActionReport } from "../../src/model/report.ts";
import { restoreAddress } from "../../src/restore/plan.ts";
import { restoredLines, restoredVolumes } from "../../src/restore/restored.ts";
import type { VolumeChoice } from "../../src/restore/volume-choice.ts";

type Statuses = readonly ActionReport["status"][];

const choice = {
  choice: {
    assessment: { desired: { group: { volume: { name: "root" } } } },
    point: { name: "root-1", time: 0 },
    reason: "the newest complete point, local",
  },
  to: "/mnt/target",
} as unknown as VolumeChoice;

/** The state of a volume whose steps ended so: stage, extract, check, place, root, finish. */
function stateOf(statuses: Statuses) {
  const address = restoreAddress("root", "/mnt/target");
  const verbs = ["prepare", "restore", "check", "update", "update", "update"];
  const actions = statuses.map((status, at) => ({
    ...{ action: `${verbs[at]} ${address}`, address, status, diagnostic: null, warnings: [] },
  }));
  return restoredVolumes({ choices: [choice], finished: [], refused: [] }, { actions } as never)[0]?.state;
}

t.test("each volume is named: those that an earlier run finished, and those with an error", (t) => {
  const order = {
    owner: "joke",
    volume: "home",
    address: "a",
    point: { id: "1", name: "home-1", time: "T" },
    paths: [],
  };
  const problem = { code: "restore-no-point", severity: "error", summary: "No such point", detail: "d" } as const;
  const failed = { code: "borg-restore-full", severity: "error", summary: "Disk is full", detail: "d" } as const;
  const address = restoreAddress("root", "/mnt/target");
  const actions = [{ action: `restore ${address}`, address, status: "failed", diagnostic: failed, warnings: [] }];
  const volumes = restoredVolumes(
    {
      choices: [choice],
      finished: [
        { volume: "home", to: "/mnt/target/home", order, compared: "proven" },
        { volume: "mail", to: "/mnt/target/mail", order, compared: "differs" },
      ],
      refused: [
        { volume: "pool", to: null, problems: [problem] },
        { volume: "boot", to: "/mnt/target/boot", problems: [problem] },
      ],
    },
    { actions } as never,
  );
  t.strictSame(
    volumes.map(({ volume, state, problem }) => [volume, state, problem?.code]),
    [
      ["root", "not restored", "borg-restore-full"],
      ["boot", "not restored", "restore-no-point"],
      ["home", "resumed", undefined],
      ["mail", "differs", undefined],
      ["pool", "not restored", "restore-no-point"],
    ],
  );
  t.strictSame(restoredLines(volumes), [
    "root: not restored, root-1 in /mnt/target (Disk is full [borg-restore-full])",
    "boot: not restored, /mnt/target/boot (No such point [restore-no-point])",
    "home: resumed, home-1 in /mnt/target/home",
    "mail: differs, home-1 in /mnt/target/mail",
    "pool: not restored (No such point [restore-no-point])",
  ]);
  t.end();
});

t.test("a volume that is not proven has the reason", (t) => {
  const address = restoreAddress("root", "/mnt/target");
  const warning = {
    code: "rsure-not-carried",
    severity: "warning",
    summary: "Owners were not restored",
    detail: "d",
  } as const;
  const steps = ["prepare", "restore", "check", "update", "update", "update"];
  const actions = steps.map((verb) => ({
    ...{ action: `${verb} ${address}`, address, status: "done", diagnostic: null },
    warnings: verb === "check" ? [warning] : [],
  }));
  const volumes = restoredVolumes({ choices: [choice], finished: [], refused: [] }, { actions } as never);
  t.strictSame(restoredLines(volumes), [
    "root: not proven, root-1 in /mnt/target (Owners were not restored [rsure-not-carried])",
  ]);
  t.end();
});

t.test("a volume is restored when its files are in their place", (t) => {
  const done = ["done", "done", "done", "done", "done"] as const;
  t.equal(stateOf([...done, "done"]), "proven");
  t.equal(stateOf([...done, "skipped"]), "proven", "its closed directory stays for another volume");
  t.equal(stateOf([...done, "failed"]), "not restored", "its files are perhaps not on the disk");
  t.equal(stateOf(["done", "done", "failed", "done", "done", "skipped"]), "not proven");
  t.equal(stateOf(["done", "done", "done", "failed", "skipped", "skipped"]), "not restored");
  t.equal(stateOf(["done", "done", "done", "done", "failed", "skipped"]), "not restored");
  t.end();
});

t.test("an interrupted restore that goes on has the result of the earlier run", (t) => {
  const moves = ["done", "done", "done"] as const;
  const stateOf = (compared: VolumeChoice["compared"], reason = "requested") => {
    const address = restoreAddress("root", "/mnt/target");
    const actions = moves.map((status) => ({
      action: `update ${address}`,
      address,
      status,
      diagnostic: null,
      warnings: [],
    }));
    const chosen = { ...choice, choice: { ...choice.choice, reason }, ...(compared === undefined ? {} : { compared }) };
    return restoredVolumes({ choices: [chosen], finished: [], refused: [] }, { actions } as never)[0]?.state;
  };
  t.equal(stateOf("proven"), "resumed");
  t.equal(stateOf("differs"), "differs");
  t.equal(stateOf("not proven"), "not proven");
  t.equal(stateOf(undefined), "not proven", "a point that was named, without integrity data");
  t.end();
});
