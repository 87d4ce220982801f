import {
  addVolume,
  type Draft,
  defaultRepository,
  Fields,
  type ImportOptions,
  isObject,
  type Keep,
  ONE_FILE_SYSTEM,
  pathOf,
  type Values,
} from "./draft.ts";
import { excludesFor } from "./excludes.ts";
import { declared, longestDuration, type Rules, rulesIn } from "./keep.ts";
import { resticRepository } from "./restic-repository.ts";

const RESERVED = ["version", "global", "includes", "groups", "mixins"];

/** The profiles of resticprofile, as YAML, TOML or JSON. */
export function importResticprofile(root: unknown, draft: Draft, options: ImportOptions): void {
  const { losses } = draft;
  const all = isObject(root) ? root : {};
  const isNested = isObject(all.profiles);
  const profiles = isObject(all.profiles) ? all.profiles : withoutReserved(all);
  for (const key of Object.keys(all)) {
    const isRead =
      (key === "version" && !isObject(all.version)) || (isNested ? key === "profiles" : Object.hasOwn(profiles, key));
    if (!isRead) losses.push(`\`${key}\` has no counterpart.`);
  }
  const parents = new Set(Object.values(profiles).map((each) => (isObject(each) ? each.inherit : null)));
  for (const [name, value] of Object.entries(profiles)) {
    if (!isObject(value)) losses.push(`Profile \`${name}\` was not imported: it has no keys.`);
    else if (!profile(name, profiles, draft, options) && !parents.has(name))
      losses.push(`Profile \`${name}\` was not imported: it has no \`source\`.`);
  }
}

function withoutReserved(all: Values): Values {
  return Object.fromEntries(Object.entries(all).filter(([key]) => !RESERVED.includes(key)));
}

/** False: the profile has no source, as profiles that others inherit. */
function profile(name: string, profiles: Values, draft: Draft, options: ImportOptions): boolean {
  const { losses } = draft;
  const where = `Profile \`${name}\``;
  const fields = new Fields(inherited(name, profiles, []), where);
  const backup = fields.section("backup", `${where}, \`backup\``);
  const sources = backup.texts("source");
  const roots = sources.flatMap((source) => pathOf(source) ?? []);
  if (sources.length === 0) return false;
  for (const source of sources.filter((each) => pathOf(each) === null))
    losses.push(`Source \`${source}\` was not imported: it is not a plain absolute path.`);
  const rules = declared(rulesOf(fields, where, losses), where, losses);
  fields.text("inherit");
  const restic = resticRepository(fields, where, draft);
  const archive = restic ?? newRepository(fields, where, draft, options);
  const list = [...backup.texts("exclude"), ...ignoringCase(backup.texts("iexclude"), losses)];
  const hasCaches = backup.flag("exclude-caches");
  if (!backup.flag("one-file-system") && roots.length > 0) losses.push(ONE_FILE_SYSTEM);
  if (restic !== null && roots.length > 0)
    losses.push(
      `${where}: the snapshots that exist stay in the repository \`${restic}\`. List them with \`rdump adopt\`, and adopt those of this volume. Stop resticprofile first: its rules would also expire the new snapshots.`,
    );
  for (const root of roots) {
    const exclude = excludesFor({ dialect: "restic", list }, root, roots, losses);
    addVolume(draft, roots.length === 1 ? name : `${name}${root}`, {
      source: { type: "plain", path: root },
      ...(exclude.length > 0 ? { exclude } : {}),
      ...(hasCaches ? { excludeCaches: true } : {}),
      archives: [{ repository: archive, ...rules }],
    });
  }
  backup.rest(losses);
  fields.rest(losses);
  return true;
}

/** A repository of borg, where rdump has no counterpart of the repository of restic. */
function newRepository(fields: Fields, where: string, draft: Draft, options: ImportOptions): string {
  if (fields.text("repository") !== null)
    draft.losses.push(`${where}: its repository of restic stays as it is, and gets no new snapshots.`);
  return defaultRepository(draft, options, "The archives get a new repository of borg.");
}

/** The rules of `retention`, and those of `forget` that it does not have. */
function rulesOf(fields: Fields, where: string, losses: string[]): Rules {
  const [forget, retention] = (["forget", "retention"] as const).map((key) => {
    const section = fields.section(key, `${where}, \`${key}\``);
    const rules = sectionRules(section, where, losses);
    section.rest(losses);
    return rules;
  }) as [Rules, Rules];
  return { keep: { ...forget.keep, ...retention.keep }, isWhole: forget.isWhole && retention.isWhole };
}

function sectionRules(section: Fields, where: string, losses: string[]): Rules {
  const keep: Keep = {};
  const last = section.periods("keep-last");
  if (last !== null) keep.last = last;
  // rdump applies the keep rules in each run, after the new points, and compacts the repository.
  for (const done of ["after-backup", "before-backup", "prune"]) section.flag(done);
  const within = section.text("keep-within");
  const rules = rulesIn(section, "keep-", /^keep-/, keep);
  if (within === null) return rules;
  const duration = longestDuration(within);
  // Months and years of restic are those of the calendar.
  if (duration === null || /[my]/.test(within))
    losses.push(
      `${where}: \`keep-within: ${within}\` has no exact counterpart${duration === null ? "" : `, and became ${duration}`}.`,
    );
  if (duration === null) return { ...rules, isWhole: false };
  return { ...rules, keep: { ...rules.keep, within: duration } };
}

function ignoringCase(patterns: readonly string[], losses: string[]): readonly string[] {
  for (const pattern of patterns)
    losses.push(`\`iexclude\`: \`${pattern}\` was imported, but it now distinguishes upper and lower case.`);
  return patterns;
}

function inherited(name: string, profiles: Values, above: readonly string[]): Values {
  const own = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (!isObject(own) || above.includes(name)) return {};
  const parent = typeof own.inherit === "string" ? inherited(own.inherit, profiles, [...above, name]) : {};
  const sections = Object.entries(own).map(
    ([key, value]) => [key, isObject(value) && isObject(parent[key]) ? { ...parent[key], ...value } : value] as const,
  );
  return { ...parent, ...Object.fromEntries(sections) };
}
