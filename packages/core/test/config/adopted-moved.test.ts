import t from "tap";
import { load, unresolvedNames, withResolved } from "../../src/index.ts";

const MACHINE = { hostname: "joke", machineId: null, timezone: "UTC", isRoot: true, env: {} };
const OLD = 'home.archives["nas"]';
const NEW = 'users.archives["vault"]';

function configWith(rest: object) {
  const { config } = load(
    JSON.stringify({
      version: 1,
      repositories: { vault: { type: "borg", location: "/r", encryption: "none" } },
      volumes: { users: { source: { type: "plain", path: "/home" }, archives: [{ repository: "vault" }] } },
      moved: [
        { from: "home", to: "users" },
        { from: "nas", to: "vault" },
      ],
      ...rest,
    }),
    "f",
    MACHINE,
  );
  if (config === null) throw new Error("The config has errors.");
  return config;
}

t.test("adopted points of the old name of a volume and of a repository count for the new one", (t) => {
  const config = configWith({ adopted: { [OLD]: [{ id: "b" }, { names: "x-*" }], [NEW]: [{ id: "a" }, { id: "b" }] } });
  t.strictSame(config.adopted, { [NEW]: { ids: ["a", "b"], names: ["x-*"] } });
  const point = { id: "c", name: "x-1", time: "2026-11-22T20:06:40Z" };
  const later = { ...point, id: "d" };
  const resolved = { [OLD]: { "x-*": [point] }, [NEW]: { "x-*": [later] } };
  t.strictSame(withResolved(config, resolved).adopted, { [NEW]: { ids: ["a", "b", "c", "d"], names: ["x-*"] } });
  t.strictSame(unresolvedNames(config, { [OLD]: { "x-*": [point] } }), []);
  t.strictSame(unresolvedNames(config, {}), [[NEW, "x-*"]]);
  t.end();
});

t.test("a takeover of the old name of a group counts for the new one", (t) => {
  const takenOver = configWith({ takenOver: [{ machine: "0123456789abcdef", address: OLD }] }).takenOver;
  t.match(takenOver, [{ address: NEW }]);
  t.end();
});
