import {
  addVolume,
  type Draft,
  defaultRepository,
  excludesFor,
  Fields,
  type ImportOptions,
  isObject,
  keepIn,
  pathOf,
  type Values,
} from "./draft.ts";

const RESERVED = ["version", "global", "includes", "groups", "mixins"];

/** The profiles of resticprofile, as YAML, TOML or JSON. */
export function importResticprofile(root: unknown, draft: Draft, options: ImportOptions): void {
  const all = isObject(root) ? root : {};
  const profiles = isObject(all.profiles)
    ? all.profiles
    : Object.fromEntries(Object.entries(all).filter(([key]) => !RESERVED.includes(key)));
  for (const key of RESERVED.slice(1)) if (all[key] !== undefined) draft.losses.push(`\`${key}\` has no counterpart.`);
  for (const name of Object.keys(profiles)) profile(name, profiles, draft, options);
}

function profile(name: string, profiles: Values, draft: Draft, options: ImportOptions): void {
  const { losses } = draft;
  const fields = new Fields(inherited(name, profiles, []), `Profile \`${name}\``);
  const backup = new Fields(fields.take("backup"), `Profile \`${name}\`, \`backup\``);
  const sources = backup.texts("source");
  const roots = sources.flatMap((source) => pathOf(source) ?? []);
  // A profile for others to inherit.
  if (sources.length === 0) return;
  for (const source of sources.filter((each) => pathOf(each) === null))
    losses.push(`Source \`${source}\` was not imported: it is not a plain absolute path.`);
  const retention = new Fields(fields.take("retention") ?? fields.take("forget"), `Profile \`${name}\`, \`retention\``);
  const keep = keepIn(retention, "keep-");
  const last = retention.count("keep-last");
  if (last !== null) keep.last = last;
  for (const done of ["after-backup", "before-backup", "prune"]) retention.take(done);
  retention.rest(losses);
  const repository = fields.text("repository");
  fields.take("password-file");
  fields.take("inherit");
  const archive = defaultRepository(draft, options, "Archives of restic cannot be continued by borg.");
  if (repository !== null)
    losses.push(`Profile \`${name}\`: its repository of restic stays as it is, and gets no new snapshots.`);
  const patterns = [...backup.texts("exclude"), ...backup.texts("iexclude")];
  const hasCaches = backup.flag("exclude-caches");
  for (const root of roots) {
    const exclude = excludesFor(patterns, root, roots, losses);
    addVolume(draft, roots.length === 1 ? name : `${name}${root}`, {
      source: { type: "plain", path: root },
      ...(exclude.length > 0 ? { exclude } : {}),
      ...(hasCaches ? { excludeCaches: true } : {}),
      archives: [{ repository: archive, ...(Object.keys(keep).length > 0 ? { keep } : {}) }],
    });
  }
  backup.rest(losses);
  fields.rest(losses);
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
