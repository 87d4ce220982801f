import {
  addVolume,
  type Draft,
  defaultRepository,
  type ImportOptions,
  type Keep,
  notUnderstood,
  pathOf,
} from "./draft.ts";

const RULES = ["target_preserve", "snapshot_preserve", "target_preserve_min", "snapshot_preserve_min"];

const UNITS: { readonly [letter: string]: string } = {
  h: "hourly",
  d: "daily",
  w: "weekly",
  m: "monthly",
  y: "yearly",
};

type Settings = { [key: string]: string };

/** A section of the config. Below a section, `target` has sections of its own. */
interface Section {
  readonly own: Settings;
  readonly above: Section | null;
  readonly targets: { readonly place: string; readonly own: Settings }[];
}

interface Subvolume {
  readonly path: string;
  readonly section: Section;
}

function sectionIn(above: Section | null): Section {
  return { own: {}, above, targets: [] };
}

/** btrbk.conf: each subvolume becomes archives, because rdump does not make snapshots of Btrfs. */
export function importBtrbk(text: string, draft: Draft, options: ImportOptions): void {
  const { losses } = draft;
  const subvolumes = subvolumesIn(text, losses);
  if (subvolumes.length > 0)
    losses.push(
      "rdump makes no snapshots of Btrfs: the live files are read, and archives take the place of snapshots and targets.",
    );
  for (const { path, section } of subvolumes) {
    const plain = pathOf(path);
    if (plain === null) {
      losses.push(`Subvolume ${path} was not imported: it is not a plain absolute path.`);
      continue;
    }
    const keep = rulesOf(plain, section, losses);
    const repository = defaultRepository(draft, options, "btrbk has no repository of borg.");
    addVolume(draft, plain, {
      source: { type: "plain", path: plain },
      archives: [{ repository, ...(Object.keys(keep).length > 0 ? { keep } : {}) }],
    });
  }
}

/** Indentation has no meaning: an option belongs to the last `volume`, `subvolume` or `target` above it. */
function subvolumesIn(text: string, losses: string[]): readonly Subvolume[] {
  const seen = new Set<string>();
  const subvolumes: Subvolume[] = [];
  const root = sectionIn(null);
  let [volume, holder, pool] = [root, root, ""];
  let current = root.own;
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.replace(/#.*/, "").trim();
    const [, key, value = ""] = /^(\w+)(?:\s+(.*))?$/.exec(line) ?? [];
    if (line === "") continue;
    if (key === undefined) losses.push(notUnderstood(line));
    else if (key === "volume") {
      [volume, pool] = [sectionIn(root), value];
      [holder, current] = [volume, volume.own];
    } else if (key === "subvolume") {
      holder = sectionIn(volume);
      current = holder.own;
      subvolumes.push({ path: value.startsWith("/") ? value : `${pool}/${value}`, section: holder });
    } else if (key === "target") {
      current = {};
      holder.targets.push({ place: value, own: current });
      losses.push(`Target ${value} was not imported: Btrfs send and receive have no counterpart.`);
    } else if (RULES.includes(key)) current[key] = value;
    else if (!seen.has(key)) {
      seen.add(key);
      losses.push(`\`${key}\` has no counterpart.`);
    }
  }
  return subvolumes;
}

/** The rules of the targets, because archives take their place; without any, those of the snapshots. */
function rulesOf(path: string, section: Section, losses: string[]): Keep {
  const [first, ...others] = targetsOf(section);
  const target = first?.own.target_preserve ?? inherited(section, "target_preserve");
  for (const { place, own } of others) {
    const rule = own.target_preserve ?? inherited(section, "target_preserve");
    if (rule !== target) losses.push(`${path}: \`target_preserve ${rule}\` of target ${place} was not imported.`);
  }
  const snapshot = inherited(section, "snapshot_preserve");
  const kind = target === null ? "snapshot" : "target";
  if (target !== null && snapshot !== null)
    losses.push(`\`snapshot_preserve\` has no counterpart, because there are no snapshots.`);
  const preserve = target ?? snapshot;
  const keep = preserve === null ? {} : keepOf(preserve, path, losses);
  for (const each of ["snapshot", "target"]) {
    const own = each === "target" ? first?.own.target_preserve_min : undefined;
    const minimum = own ?? inherited(section, `${each}_preserve_min`);
    if (minimum === "no" || minimum === "latest") continue;
    const within = each === kind ? withinOf(minimum) : null;
    if (within !== null) keep.within = within;
    else if (minimum === "all" && each === kind) return withoutExpiry(path, minimum, losses);
    else if (minimum !== null) losses.push(`\`${each}_preserve_min ${minimum}\` has no counterpart.`);
    else if (each === kind && preserve !== null)
      losses.push(`Without \`${each}_preserve_min\`, btrbk deletes nothing. Check \`keep\`.`);
  }
  return keep;
}

/** All points stay, as before. */
function withoutExpiry(path: string, minimum: string, losses: string[]): Keep {
  losses.push(`${path}: \`preserve_min ${minimum}\` keeps all, so there are no keep rules, and nothing expires.`);
  return {};
}

/** The targets of a subvolume, or of the nearest section above that has any. */
function targetsOf({ targets, above }: Section): Section["targets"] {
  return targets.length > 0 || above === null ? targets : targetsOf(above);
}

function inherited({ own, above }: Section, key: string): string | null {
  return own[key] ?? (above === null ? null : inherited(above, key));
}

/** `16h`, `2d`, `1w`. Months and years of btrbk have no fixed length. */
function withinOf(minimum: string | null): string | null {
  const [, count, unit] = /^(\d{1,4})([hdw])$/.exec(minimum ?? "") ?? [];
  if (count === undefined || Number(count) === 0) return null;
  return unit === "w" ? `${Number(count) * 7}d` : `${Number(count)}${unit}`;
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
