import { addVolume, type Draft, defaultRepository, type ImportOptions, type Keep, pathOf } from "./draft.ts";

const RULES = ["target_preserve", "snapshot_preserve", "target_preserve_min", "snapshot_preserve_min"];

const UNITS: { readonly [letter: string]: string } = {
  h: "hourly",
  d: "daily",
  w: "weekly",
  m: "monthly",
  y: "yearly",
};

/** btrbk.conf: each subvolume becomes archives, because rdump does not make snapshots of Btrfs. */
export function importBtrbk(text: string, draft: Draft, options: ImportOptions): void {
  const { losses } = draft;
  const seen = new Set<string>();
  const scopes: [Settings, Settings, Settings] = [{}, {}, {}];
  let depth = 0;
  let pool = "";
  const subvolumes: { readonly path: string; readonly own: Settings; readonly inherited: readonly Settings[] }[] = [];
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.replace(/#.*/, "").trim();
    const [, key, value = ""] = /^(\w+)(?:\s+(.*))?$/.exec(line) ?? [];
    if (line === "") continue;
    if (key === undefined) losses.push(`The line \`${line}\` was not understood.`);
    else if (key === "volume") {
      [pool, depth] = [value, 1];
      scopes[1] = {};
    } else if (key === "subvolume") {
      depth = 2;
      scopes[2] = {};
      subvolumes.push({
        path: value.startsWith("/") ? value : `${pool}/${value}`,
        own: scopes[2],
        inherited: [scopes[1], scopes[0]],
      });
    } else if (key === "target")
      losses.push(`Target ${value} was not imported: Btrfs send and receive have no counterpart.`);
    else if (RULES.includes(key)) (scopes[depth] ?? scopes[0])[key] = value;
    else if (!seen.has(key)) {
      seen.add(key);
      losses.push(`\`${key}\` has no counterpart.`);
    }
  }
  if (subvolumes.length > 0)
    losses.push(
      "rdump makes no snapshots of Btrfs: the live files are read, and archives take the place of snapshots and targets.",
    );
  for (const { path, own, inherited } of subvolumes) {
    const plain = pathOf(path);
    if (plain === null) {
      losses.push(`Subvolume ${path} was not imported: it is not a plain absolute path.`);
      continue;
    }
    const rules = [own, ...inherited];
    const target = firstOf(rules, "target_preserve");
    const preserve = target ?? firstOf(rules, "snapshot_preserve");
    const kind = target === null ? "snapshot" : "target";
    if (target !== null && firstOf(rules, "snapshot_preserve") !== null)
      losses.push(`\`snapshot_preserve\` has no counterpart, because there are no snapshots.`);
    for (const each of ["snapshot", "target"]) {
      const minimum = firstOf(rules, `${each}_preserve_min`);
      if (minimum === "no" || minimum === "latest") continue;
      if (minimum !== null) losses.push(`\`${each}_preserve_min ${minimum}\` has no counterpart.`);
      else if (each === kind && preserve !== null)
        losses.push(`Without \`${each}_preserve_min\`, btrbk deletes nothing. Check \`keep\`.`);
    }
    const keep = preserve === null ? {} : keepOf(preserve, plain, losses);
    const repository = defaultRepository(draft, options, "btrbk has no repository of borg.");
    addVolume(draft, plain, {
      source: { type: "plain", path: plain },
      archives: [{ repository, ...(Object.keys(keep).length > 0 ? { keep } : {}) }],
    });
  }
}

type Settings = { [key: string]: string };

function firstOf(scopes: readonly Settings[], key: string): string | null {
  return scopes.find((scope) => scope[key] !== undefined)?.[key] ?? null;
}

/** The largest number of a keep rule. */
const ALL = 1_000_000;

/** `20d 10w *m`; `*` keeps all. */
function keepOf(text: string, path: string, losses: string[]): Keep {
  const keep: Keep = {};
  for (const word of text.split(/\s+/).filter((each) => each !== "no")) {
    const [, count, letter = ""] = /^(\d{1,5}|\*)([hdwmy])$/.exec(word) ?? [];
    const unit = UNITS[letter];
    if (count === "*" && unit !== undefined) keep[unit] = ALL;
    else if (count !== undefined && unit !== undefined && Number(count) > 0) keep[unit] = Number(count);
    else losses.push(`${path}: \`${word}\` has no keep rule.`);
  }
  return keep;
}
