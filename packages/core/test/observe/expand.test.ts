import assert from "node:assert/strict";
import t from "tap";
import { excludeOf } from "../../src/conformance/index.ts";
import { desire } from "../../src/desired/desire.ts";
import type { ReadIo } from "../../src/io/capability.ts";
import type { Config } from "../../src/model/config.ts";
import { NO_RULES } from "../../src/model/keep.ts";
import type { Source } from "../../src/model/source.ts";
import type { Volume } from "../../src/model/volume.ts";
import { expand } from "../../src/observe/expand.ts";
import { observe } from "../../src/observe/observe.ts";
import type { Provider } from "../../src/provider/provider.ts";
import { compose } from "../../src/provider/providers.ts";
import type { Children } from "../../src/provider/roles.ts";
import { configOf, paperProvider, volumeOf } from "../plan/world.ts";

const EVERY = { every: { kind: "calendar", unit: "daily" } as const, keep: NO_RULES };
const parent = (rest: Partial<Volume> = {}): Volume =>
  volumeOf("media", {}, { source: { type: "zfs", dataset: "tank/media", recursive: true }, ...rest });
const child = (name: string, hasFiles = true) => {
  const source: Source = { type: "zfs", dataset: `tank/media/${name}`, recursive: false };
  return { name, source, hasFiles };
};

function expanded(volume: Volume, below: Children) {
  const config: Config = { ...configOf({}), volumes: [volume] };
  const zfs = { open: () => ({ scopes: [], tree: null }), children: async () => [below] };
  const providers = compose([{ ...paperProvider, sources: { zfs } }]);
  const never = () => Promise.reject(new Error("nothing else is looked at"));
  return expand(config, providers, { query: never, lstat: never, realpath: never, readFile: never, names: never });
}

const names = ({ volumes }: Config) => volumes.map(({ name }) => name);

t.test("each child is a separate volume, with its targets below those of the parent", async (t) => {
  const volume = parent({
    hooks: { before: ["true"], after: null },
    targets: [
      ...parent().targets,
      { kind: "snapshots", targetType: "snapshots/zfs", address: "media.snapshots", ...EVERY },
      {
        kind: "mirrors",
        targetType: "mirrors/dataset",
        address: "media.mirrors",
        dataset: "vault/media",
        compare: "times",
        archives: [],
        replicas: [],
        ...EVERY,
      },
    ],
  });
  const { config, diagnostics } = await expanded(volume, { children: [child("a"), child("a/b")] });
  t.strictSame(names(config), ["media", "media/a", "media/a/b"]);
  t.match(config.volumes[2], {
    parent: "media",
    hooks: null,
    targets: [
      { address: 'media/a/b.archives["offsite"]' },
      { address: 'media/a/b.snapshots["tank/media/a/b"]' },
      { address: 'media/a/b.mirrors["vault/media/a/b"]', dataset: "vault/media/a/b" },
    ],
  });
  t.strictSame(diagnostics, []);
});

t.test("a child is excluded like a directory", async (t) => {
  const exclude = ["films/old", "music/tmp", "cache*", "**/er/x"].map(excludeOf);
  const below = ["cache", "films", "films/old", "films/old/er", "films/older", "music", "music/caches/x"].map((each) =>
    child(each),
  );
  const { config } = await expanded(parent({ exclude }), { children: below });
  t.strictSame(names(config), ["media", "media/films", "media/films/older", "media/music"]);
  const music = config.volumes.find(({ name }) => name === "media/music");
  t.strictSame(
    music?.exclude.map(({ parts }) => parts),
    [excludeOf("/tmp"), excludeOf("cache*"), excludeOf("**/er/x")].map(({ parts }) => parts),
    "what is within it, as seen from it",
  );
});

t.test("a ZFS volume has only snapshots", async (t) => {
  const snapshots = { kind: "snapshots", targetType: "snapshots/zfs", address: "media.snapshots", ...EVERY } as const;
  const volume = parent({ targets: [...parent().targets, snapshots] });
  const { config } = await expanded(volume, { children: [child("disk", false)] });
  t.match(config.volumes[1], { name: "media/disk", integrity: null, targets: [{ kind: "snapshots" }] });
  t.equal(config.volumes[1]?.targets.length, 1);
});

t.test("children get no directory mirror and no clone, and this is reported", async (t) => {
  const mirror = {
    kind: "mirrors",
    targetType: "mirrors/directory",
    address: "media.mirrors",
    path: "/mnt",
    mount: null,
    compare: "times",
    ...EVERY,
  } as const;
  const { config, diagnostics } = await expanded(parent({ targets: [mirror] }), { children: [child("a")] });
  t.strictSame(config.volumes[1]?.targets, []);
  t.match(diagnostics, [{ code: "recursive-target", severity: "error", address: "media.mirrors" }]);
});

t.test("an exclude that leaves out the surefile of a child is an error", async (t) => {
  const integrity = { surefile: "2sure.dat.gz", hash: "sha1", xattrs: false, largest: null, snapshot: false } as const;
  const volume = (...exclude: readonly string[]) =>
    parent({ exclude: exclude.map(excludeOf), integrity: { ...integrity, every: null, declared: true } });
  const below = { children: [child("a"), child("a/b"), child("c"), child("disk", false)] };
  const hidden = async (...exclude: readonly string[]) =>
    (await expanded(volume(...exclude), below)).diagnostics.map(({ code, address }) => `${code} ${address}`);
  const code = "exclude-hides-child-surefile";
  t.strictSame(await hidden("a/2sure.dat.gz"), [`${code} media/a`]);
  t.strictSame(await hidden("*/*.gz", "a/b/2*"), [`${code} media/a`, `${code} media/a/b`, `${code} media/c`]);
  t.strictSame(await hidden("a/b", "c/x/2sure.dat.gz", "disk/2sure.dat.gz"), [], "a child that is left out has none");
});

t.test("an object that could not be examined is reported", async (t) => {
  const unseen = { code: "x", severity: "error", summary: "s", detail: "d" } as const;
  const { config, diagnostics } = await expanded(parent(), { unseen });
  t.strictSame(names(config), ["media"]);
  t.match(diagnostics, [{ code: "x", address: "media" }]);
});

t.test("the version of rsync is queried once, and only if a mirror is due", async (t) => {
  const mirror = (name: string) => {
    const place = { path: `/mnt/${name}`, mount: null, compare: "times" } as const;
    const target = {
      kind: "mirrors",
      targetType: "mirrors/directory",
      address: `${name}.mirrors`,
      ...place,
      ...EVERY,
    } as const;
    return volumeOf(name, {}, { targets: [target] });
  };
  const now = Date.parse("2026-11-22T12:00:00Z");
  const yesterday = now - 86_400_000;
  const warning = { code: "old", severity: "warning", summary: "Old", detail: "It is old." } as const;
  const seen = async (volumes: readonly Volume[], time: number | null, complete = true) => {
    let asked = 0;
    const provider: Provider = {
      ...paperProvider,
      keepers: { "mirrors/directory": { wants: "tree", create: () => [], destroy: () => [] } },
      sink: {
        objections: () => [],
        copy: () => assert.fail(),
        observe: async () => {
          asked++;
          return [warning];
        },
      },
      discover: async ({ groups }) => ({
        sources: [],
        forgotten: [],
        groups: groups.map(({ address }) => ({
          ...{ address, gap: null, facts: null, diagnostics: [] },
          points:
            time === null
              ? []
              : [{ id: "1", name: "p", time, run: "r", state: complete ? "complete" : "incomplete", held: [] }],
        })),
      }),
    };
    const { remarks } = await observe(desire({ ...configOf({}), volumes }, now), compose([provider]), {} as ReadIo);
    return { asked, remarks };
  };
  t.strictSame(await seen([mirror("a"), mirror("b")], null), { asked: 1, remarks: [warning] });
  t.strictSame(await seen([mirror("a")], yesterday), { asked: 1, remarks: [warning] });
  t.strictSame(await seen([mirror("a")], now, false), { asked: 1, remarks: [warning] });
  t.strictSame(await seen([mirror("a")], now), { asked: 0, remarks: [] });
  t.strictSame(await seen([volumeOf("c", {})], null), { asked: 0, remarks: [] });
});
