import {
  ALL,
  addVolume,
  type Draft,
  defaultRepository,
  type ImportOptions,
  type Keep,
  notUnderstood,
  pathOf,
} from "./draft.ts";
import { declared, longestDuration, type Rules } from "./keep.ts";

const TARGET_RULES = ["target_preserve", "target_preserve_min"];
const RULES = [...TARGET_RULES, "snapshot_preserve", "snapshot_preserve_min"];

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
    const rules = declared(rulesOf(plain, section, losses), plain, losses);
    const repository = defaultRepository(draft, options, "btrbk has no repository of borg.");
    addVolume(draft, plain, {
      source: { type: "plain", path: plain },
      archives: [{ repository, ...rules }],
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
    const [, key, written = ""] = /^(\w+)(?:\s+(.*))?$/.exec(line) ?? [];
    const value = written.replace(/^(["'])(.*)\1$/, "$2");
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
function rulesOf(path: string, section: Section, losses: string[]): Rules {
  const [first, ...others] = targetsOf(section);
  const rule = (key: string, own: Settings = {}) => own[key] ?? inherited(section, key);
  const hasTarget = first !== undefined || rule("target_preserve") !== null;
  const [kind, other] = hasTarget ? ["target", "snapshot"] : ["snapshot", "target"];
  const preserve = rule(`${kind}_preserve`, first?.own);
  for (const { place, own } of others) {
    const keys = TARGET_RULES.filter((key) => rule(key, own) !== rule(key, first?.own));
    const texts = keys.map((key) => `\`${key} ${rule(key, own) ?? "all"}\``);
    if (texts.length > 0) losses.push(`${path}: ${texts.join(", ")} of target ${place} was not imported.`);
  }
  for (const key of [`${other}_preserve`, `${other}_preserve_min`]) {
    const value = rule(key);
    if (value !== null && value !== "no" && value !== "latest")
      losses.push(`\`${key} ${value}\` has no counterpart, because the rules of each ${kind} take its place.`);
  }
  const { keep, isWhole } = keepOf(preserve ?? "no", path, losses);
  const minimum = rule(`${kind}_preserve_min`, first?.own) ?? "all";
  if (minimum === "no" || minimum === "latest") return { keep, isWhole };
  if (minimum === "all") {
    losses.push(`${path}: \`${kind}_preserve_min\` is \`all\`, also if it is not declared: btrbk deletes nothing.`);
    return { keep, isWhole: false };
  }
  const within = longestDuration(minimum);
  if (within === null || /[my]/.test(minimum))
    losses.push(
      `${path}: \`${kind}_preserve_min ${minimum}\` has no exact counterpart${within === null ? "" : `, and became ${within}`}.`,
    );
  return within === null ? { keep, isWhole: false } : { keep: { ...keep, within }, isWhole };
}

/** The targets of a subvolume, or of the nearest section above that has any. */
function targetsOf({ targets, above }: Section): Section["targets"] {
  return targets.length > 0 || above === null ? targets : targetsOf(above);
}

function inherited({ own, above }: Section, key: string): string | null {
  return own[key] ?? (above === null ? null : inherited(above, key));
}

/** `20d 10w *m`; `*` keeps all. */
function keepOf(text: string, path: string, losses: string[]): Rules {
  const keep: Keep = {};
  let isWhole = true;
  for (const word of text.split(/\s+/).filter((each) => each !== "no")) {
    const [, count, letter = ""] = /^(\d{1,5}|\*)([hdwmy])$/.exec(word) ?? [];
    const unit = UNITS[letter];
    if (count === "*" && unit !== undefined) keep[unit] = ALL;
    else if (count !== undefined && unit !== undefined) {
      if (Number(count) > 0) keep[unit] = Number(count);
    } else {
      isWhole = false;
      losses.push(`${path}: \`${word}\` has no keep rule.`);
    }
  }
  return { keep, isWhole };
}
