import {
  addVolume,
  borgRepository,
  type Draft,
  Fields,
  type ImportOptions,
  isObject,
  type Keep,
  nameFor,
  ONE_FILE_SYSTEM,
  pathOf,
  type Values,
  wordsOf,
} from "./draft.ts";
import { excludesFor } from "./excludes.ts";
import { declared, type Rules, rulesIn } from "./keep.ts";

const SECTIONS = ["location", "storage", "retention", "consistency", "hooks", "output"];

/** The YAML of borgmatic, with its options at the top or in the sections of before 1.8. */
export function importBorgmatic(root: unknown, draft: Draft, { hostname }: ImportOptions): void {
  const { losses } = draft;
  const fields = new Fields(withConstants(flat(root)), "borgmatic");
  const options = repositoryOptions(fields, losses);
  const names: string[] = [];
  for (const item of fields.list("repositories")) {
    const repository = new Fields(typeof item === "string" ? { path: item } : item, "`repositories`");
    const [path, label] = [repository.text("path"), repository.text("label")];
    const encryption = encryptionOf(repository, losses);
    repository.rest(losses);
    if (path === null || /[{}$]/.test(path)) {
      losses.push(`A repository was not imported: its path is missing or has a placeholder.`);
      continue;
    }
    if (!/^(file:\/\/)?\/|:/.test(path)) {
      losses.push(`The repository \`${path}\` was not imported: its path is not absolute.`);
      continue;
    }
    const name = nameFor(label ?? path.split("/").at(-1) ?? "", draft.repositories);
    const location = path.replace(/^file:\/\//, "");
    const { passphrase, ...open } = borgRepository(location, { ...options, ...encryption });
    draft.repositories.set(name, encryption.encryption === "none" ? open : { ...open, passphrase });
    names.push(name);
  }
  const rules = declared(rulesOf(fields, losses), "All archives", losses);
  if (isObject(rules.keep)) draft.policies.set("borgmatic", rules.keep as Keep);
  volumes(fields, draft, { names, rules: "keep" in rules ? { keep: "borgmatic" } : rules });
  const pattern = archivesOfHost(fields.text("archive_name_format") ?? "{hostname}-{now}", hostname);
  fields.rest(losses);
  if (pattern === null)
    losses.push(
      "`archive_name_format` does not distinguish archives of this host from those of others. Adopt existing archives by name.",
    );
  const [first] = draft.volumes.keys();
  for (const name of pattern === null || first === undefined ? [] : names)
    draft.adopts.push(`rdump adopt '${first}.archives["${name}"]' '${pattern?.replaceAll("'", "")}'`);
  if (draft.volumes.size > 1)
    losses.push(
      `borgmatic puts all sources into one archive; rdump makes one for each volume. Existing archives can count for one volume only: the printed commands name \`${first}\`.`,
    );
}

/** The pattern of names of a host; null: archives of other hosts in the same repository can match. */
function archivesOfHost(format: string, hostname: string): string | null {
  const pattern = format
    .replaceAll("{hostname}", hostname)
    // A year, so that archives of host-2 are none of host.
    .replace(/\{(utc)?now(:%Y-[^}]*)?\}/g, "[0-9][0-9][0-9][0-9]-*")
    .replace(/\{[^}]*\}/g, "*")
    .replace(/\*+/g, "*");
  const isOpen = /\{(reverse-)?fqdn\}/.test(format) || !/[A-Za-z0-9]/.test(format.replace(/\{[^}]*\}/g, ""));
  return isOpen && !format.includes("{hostname}") ? null : pattern;
}

const ENCRYPTIONS = /^(none|(authenticated|repokey|keyfile)(-blake2)?)$/;

/** The mode of a repository that does not exist yet. */
function encryptionOf(repository: Fields, losses: string[]): Values {
  const mode = repository.text("encryption");
  if (mode === null) return {};
  if (ENCRYPTIONS.test(mode)) return { encryption: mode };
  losses.push(`The encryption \`${mode}\` of a repository is unknown.`);
  return {};
}

/** The values with `{name}` replaced, as `constants` declares. Other text in braces stays. */
function withConstants({ constants, ...values }: Values): Values {
  if (!isObject(constants)) return constants === undefined ? values : { constants, ...values };
  const replaced = (value: unknown): unknown => {
    if (typeof value === "string")
      return value.replace(/\{(\w+)\}/g, (whole, name: string) => {
        const found = Object.hasOwn(constants, name) ? constants[name] : undefined;
        return typeof found === "string" || typeof found === "number" ? String(found) : whole;
      });
    if (Array.isArray(value)) return value.map(replaced);
    return isObject(value)
      ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replaced(each)]))
      : value;
  };
  return replaced(values) as Values;
}

/** Sections as if their options were at the top. An option that is at both places has that of its section. */
function flat(root: unknown): Values {
  if (!isObject(root)) return {};
  const entries = Object.entries(root).flatMap(([key, value]) =>
    SECTIONS.includes(key) && isObject(value) ? Object.entries(value) : [[key, value] as const],
  );
  return Object.fromEntries(entries);
}

function repositoryOptions(fields: Fields, losses: string[]): Values {
  const options: { [key: string]: unknown } = {};
  const compression = fields.text("compression");
  if (compression !== null) options.compression = compression;
  const remotePath = fields.text("remote_path");
  if (remotePath !== null) options.remotePath = remotePath;
  const rate = fields.count("upload_rate_limit") ?? fields.count("remote_rate_limit");
  if (rate !== null) options.uploadLimit = `${rate} KiB/s`;
  const command = fields.text("encryption_passcommand");
  if (command !== null) {
    const words = wordsOf(command);
    if (words === null) losses.push("`encryption_passcommand` needs a shell. Write it as a list of arguments.");
    else options.passphrase = { command: words };
  }
  if (fields.text("encryption_passphrase") !== null) {
    losses.push(
      "`encryption_passphrase` is a secret, and was not copied. Put it into the file of `passphrase`, mode 0600.",
    );
  } else if (command === null)
    losses.push("The passphrase is not in the config. Put it into the file of `passphrase`, mode 0600.");
  for (const item of fields.list("checks")) {
    const every = checkOf(item, losses);
    if (every !== null) options.check = { every };
  }
  return options;
}

function checkOf(item: unknown, losses: string[]): string | null {
  const check = new Fields(typeof item === "string" ? { name: item } : item, "`checks`");
  const [name, frequency] = [check.text("name") ?? "without a name", check.text("frequency")];
  check.rest(losses);
  const [, count, unit] = /^(\d{1,3}) (day|week|month)s?$/.exec(frequency ?? "") ?? [];
  const days = { day: 1, week: 7, month: 30 }[unit ?? ""];
  if (name === "repository" && days !== undefined) return `${Number(count) * days}d`;
  losses.push(`Check \`${name}\` has no counterpart, or no \`frequency\`.`);
  return null;
}

/** The months and years of borg have 31 and 365 days; its seconds and minutes are rounded up to hours. */
function rulesOf(fields: Fields, losses: string[]): Rules {
  const keep: Keep = {};
  const last = fields.periods("keep_secondly");
  if (last !== null) keep.last = last;
  const within = fields.text("keep_within");
  const rules = rulesIn(fields, "keep_", /^keep_/, keep);
  if (within === null) return rules;
  const duration = durationOf(within);
  if (duration !== null) return { ...rules, keep: { ...rules.keep, within: duration } };
  losses.push(`\`keep_within: ${within}\` has no exact counterpart.`);
  return { ...rules, isWhole: false };
}

function durationOf(within: string): string | null {
  const [, count = "", unit = ""] = /^(\d{1,7})([SMHdwmy])$/.exec(within) ?? [];
  const days = { d: 1, w: 7, m: 31, y: 365 }[unit];
  if (Number(count) === 0) return null;
  if (days !== undefined) return `${Number(count) * days}d`;
  return `${Math.ceil(Number(count) / ({ S: 3600, M: 60 }[unit] ?? 1))}h`;
}

function volumes(
  fields: Fields,
  draft: Draft,
  { names, rules }: { readonly names: readonly string[]; readonly rules: Values },
): void {
  const sources = fields.texts("source_directories");
  const roots = sources.flatMap((source) => pathOf(source) ?? []);
  for (const source of sources.filter((each) => pathOf(each) === null)) {
    draft.losses.push(`Source \`${source}\` was not imported: it is not a plain absolute path.`);
  }
  if (!fields.flag("one_file_system") && roots.length > 0) draft.losses.push(ONE_FILE_SYSTEM);
  const patterns = fields.texts("exclude_patterns");
  const hasCaches = fields.flag("exclude_caches");
  for (const root of roots) {
    const exclude = excludesFor({ dialect: "borg", list: patterns }, root, roots, draft.losses);
    addVolume(draft, root, {
      source: { type: "plain", path: root },
      ...(exclude.length > 0 ? { exclude } : {}),
      ...(hasCaches ? { excludeCaches: true } : {}),
      archives: names.map((repository) => ({ repository, ...rules })),
    });
  }
}
