import t from "tap";
import { type History, type HistoryEntry, NO_HISTORY } from "../../src/model/history.ts";
import { presentGroup, presentHistory } from "../../src/model/present-history.ts";
import type { SourceFinding } from "../../src/model/shrinkage.ts";
import { configOf } from "../plan/world.ts";

const entry = (owner: string, subject: string): HistoryEntry => ({
  ...{ kind: "check", subject, subjectId: "id", owner, run: "r", time: "2026-11-22T03:00:00Z" },
  ...{ status: "failed", problem: null, freed: null },
});
const finding = (owner: string, volume: string, by: string): SourceFinding => ({
  ...{ kind: "shrunk", owner, volume, by, run: "r", time: "2026-11-22T03:00:00Z", had: 9, gone: 9, has: 0 },
});
const config = configOf(
  { home: {} },
  {
    formerIds: ["old"],
    moved: {
      volumes: [
        { from: "people", to: "home" },
        { from: "users", to: "people" },
      ],
      repositories: [{ from: "nas", to: "offsite" }],
    },
  },
);

t.test("results under former names count for the present names", (t) => {
  const history: History = {
    ...NO_HISTORY,
    entries: [
      entry("old", 'repository["nas"]'),
      entry("joke", 'repository["offsite"]'),
      entry("other", 'repository["nas"]'),
    ],
    findings: [
      finding("old", "users", 'users.archives["nas"]'),
      finding("joke", "people/anna", 'people/anna.integrity["2sure.dat.gz"]'),
      finding("joke", "people", 'people.mirrors["tank/m"].archives["nas"]'),
      finding("other", "users", 'users.archives["nas"]'),
    ],
  };
  const { entries, findings } = presentHistory(history, config);
  t.strictSame(
    entries.map(({ owner, subject }) => `${owner} ${subject}`),
    ['joke repository["offsite"]', 'joke repository["offsite"]', 'other repository["nas"]'],
  );
  t.strictSame(
    findings.map(({ owner, volume, by }) => `${owner} ${volume} ${by}`),
    [
      'joke home home.archives["offsite"]',
      'joke home/anna home/anna.integrity["2sure.dat.gz"]',
      'joke home home.mirrors["tank/m"].archives["offsite"]',
      'other users users.archives["nas"]',
    ],
  );
  const plain = configOf({ home: {} });
  t.equal(presentHistory(history, plain), history, "nothing is declared");
  t.end();
});

t.test("the address of a group follows its volume and its repository", (t) => {
  const present = (address: string) => presentGroup(address, config.moved);
  t.equal(present('users.archives["nas"]'), 'home.archives["offsite"]');
  t.equal(present('users/ada.archives["nas"]'), 'home/ada.archives["offsite"]');
  t.equal(present('people.mirrors["/srv/x"].archives["nas"]'), 'home.mirrors["/srv/x"].archives["offsite"]');
  t.equal(present('people.snapshots["tank/people"]'), 'home.snapshots["tank/people"]');
  for (const same of ['people.d.archives["disk"]', "people", "", 'x.archives["users"]', '["people"].archives["x"]'])
    t.equal(present(same), same);
  t.end();
});
