import { addVolume, type Draft, Fields, notUnderstood, remoteReplica, type Values, type Volume } from "./draft.ts";
import { declared, rulesIn } from "./keep.ts";

type Section = { [key: string]: string };

const PERIODS = /^(hourly|daily|weekly|monthly|yearly)$/;

/** sanoid.conf, and lines with syncoid from a script or a crontab. */
export function importSanoid(text: string, draft: Draft, hostname: string): void {
  const { losses } = draft;
  const { sections, syncoid } = parseIni(text, losses);
  const datasets = new Map<string, Volume>();
  const pruned = new Map<string, Values>();
  for (const [name, section] of sections) {
    if (name.startsWith("template_")) continue;
    const where = `[${name}]`;
    const whole = withTemplates(section, sections, where, losses);
    const fields = new Fields(whole.section, where);
    const rules = rulesIn(fields, "", PERIODS);
    if (fields.count("frequently") !== null) losses.push(`${where}: \`frequently\` has no keep rule.`);
    const recursive = fields.text("recursive");
    const isSource = whole.section.autosnap === undefined || fields.flag("autosnap");
    const isPruned = whole.section.autoprune === undefined || fields.flag("autoprune");
    if (!isPruned && isSource) losses.push(`${where}: without \`autoprune\` nothing expires.`);
    const isWhole = rules.isWhole && whole.isKnown && (isPruned || !isSource);
    fields.rest(losses);
    const found = declared({ ...rules, isWhole }, where, isPruned ? losses : []);
    if (!isSource && isPruned) pruned.set(name, found);
    else if (!isSource) losses.push(`[${name}] makes and expires no snapshots, and was not imported.`);
    else {
      const isRecursive = recursive !== null && recursive !== "no";
      datasets.set(name, {
        source: { type: "zfs", dataset: name, ...(isRecursive ? { recursive: true } : {}) },
        integrity: false,
        snapshots: found,
      });
    }
  }
  for (const name of [...sections.keys()]) leaveToParent(name, { datasets, pruned }, losses);
  for (const line of syncoid) addReplica(line, { datasets, pruned, hostname }, draft);
  for (const name of pruned.keys())
    losses.push(`[${name}] only expires snapshots of another host or program, and was not imported.`);
  for (const [name, volume] of datasets) {
    addVolume(draft, name, volume);
    if (volume.snapshots === undefined) continue;
    draft.adopts.push(
      `rdump adopt '${[...draft.volumes.keys()].at(-1)}.snapshots["${name.replaceAll("'", "")}"]' 'autosnap_*'`,
    );
  }
}

/** A recursive volume has all children: none of them can be a volume with other rules. */
function leaveToParent(name: string, { datasets, pruned }: Pick<Known, "datasets" | "pruned">, losses: string[]): void {
  const parent = recursiveAbove(name, datasets);
  if (parent === null || name.startsWith("template_") || pruned.has(name)) return;
  const [own, above] = [datasets.get(name)?.snapshots, datasets.get(parent)?.snapshots];
  datasets.delete(name);
  if (JSON.stringify(own) !== JSON.stringify(above))
    losses.push(
      `[${name}] is below [${parent}], which is recursive: its snapshots follow the rules of [${parent}]. For rules of its own, declare each dataset without \`recursive\`.`,
    );
}

function recursiveAbove(name: string, datasets: ReadonlyMap<string, Volume>): string | null {
  const above = [...datasets].filter(([each, { source }]) => source.recursive === true && name.startsWith(`${each}/`));
  return above[0]?.[0] ?? null;
}

function parseIni(
  text: string,
  losses: string[],
): { readonly sections: ReadonlyMap<string, Section>; readonly syncoid: readonly string[] } {
  const sections = new Map<string, Section>();
  const syncoid: string[] = [];
  let current: Section | null = null;
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    const [, command] = /(?:^|[\s/])syncoid\s+(.*)$/.exec(line) ?? [];
    const [, header] = /^\[\s*([^\]]+?)\s*\]$/.exec(line) ?? [];
    const [, key, value] = /^(\w+)\s*=\s*(.*?)\s*(?:[#;].*)?$/.exec(line) ?? [];
    if (line === "" || /^[#;]/.test(line)) continue;
    if (header !== undefined) {
      current = sections.get(header) ?? Object.create(null);
      sections.set(header, current as Section);
    } else if (command !== undefined) syncoid.push(command);
    // The variables of a crontab are in capitals.
    else if (key !== undefined && current !== null && !/^[A-Z_]+$/.test(key)) current[key] = value ?? "";
    else {
      losses.push(notUnderstood(line));
      // The lines below it are not of the section above.
      if (line.startsWith("[")) current = null;
    }
  }
  return { sections, syncoid };
}

/** The rules of sanoid.defaults.conf, which every section has unless it or a template changes them. */
const DEFAULTS: Section = { hourly: "48", daily: "90", weekly: "0", monthly: "6", yearly: "0" };

interface Whole {
  readonly section: Section;
  /** False: a template of its rules is not in the file. */
  readonly isKnown: boolean;
}

function withTemplates(
  section: Section,
  sections: ReadonlyMap<string, Section>,
  where: string,
  losses: string[],
): Whole {
  const { use_template: used = "default", ...own } = section;
  const whole: Section = { ...DEFAULTS, ...sections.get("template_default") };
  const names = used.split(",").map((each) => each.trim());
  const unknown = names.filter((name) => name !== "default" && !sections.has(`template_${name}`));
  for (const name of unknown)
    losses.push(`${where}: template \`${name}\` is not in the file, so its rules are unknown.`);
  for (const name of names) Object.assign(whole, sections.get(`template_${name}`));
  return { section: Object.assign(whole, own), isKnown: unknown.length === 0 };
}

interface Known {
  readonly datasets: Map<string, Volume>;
  readonly pruned: Map<string, Values>;
  readonly hostname: string;
}

/** The options of syncoid with a value, which can be the next word. */
const VALUED =
  /^(-[cio]|--(compress|sendoptions|recvoptions|(source|target)-bwlimit|ssh(config|key|port|cipher|option)|exclude(-datasets|-snaps)?|include-snaps|identifier|pv-options|mbuffer-size|insecure-direct-connection))$/;

function addReplica(line: string, { datasets, pruned, hostname }: Known, draft: Draft): void {
  const { losses } = draft;
  const all = line
    .replace(/[;&|>].*$/, "")
    .trim()
    .split(/\s+/);
  if (all.some((word) => /["'\\$`]/.test(word))) {
    losses.push(`syncoid ${all.join(" ")} was not imported: it needs a shell.`);
    return;
  }
  const words = all.filter((_, at) => !VALUED.test(all[at - 1] ?? ""));
  const [from, to] = words.filter((word) => !word.startsWith("-"));
  const options = words.filter((word) => word.startsWith("-") && !["-r", "--recursive", "--quiet"].includes(word));
  for (const option of options) losses.push(`syncoid: \`${option.replace(/=.*/, "")}\` has no counterpart.`);
  const [source, target] = [placeOf(from, hostname), placeOf(to, hostname)];
  const isRecursive = words.includes("-r") || words.includes("--recursive");
  const refused = refusal({ source, target, isRecursive }, datasets);
  const replica = refused === null ? replicaOf(target, draft) : null;
  if (replica === null) {
    losses.push(`syncoid ${from ?? ""} ${to ?? ""} was not imported: ${refused ?? "its target is on no known host"}.`);
    return;
  }
  const volume = datasets.get(source.dataset) ?? {
    source: { type: "zfs", dataset: source.dataset, ...(isRecursive ? { recursive: true } : {}) },
    integrity: false,
  };
  if ((volume.source.recursive === true) !== isRecursive) {
    losses.push(`syncoid ${from} ${to}: the replica follows \`recursive\` of its volume.`);
  }
  const rules = target.host === null ? pruned.get(target.dataset) : undefined;
  if (target.host === null) pruned.delete(target.dataset);
  else losses.push(`The rules of the replica on ${target.host} are in its own sanoid.conf: declare \`keep\`.`);
  volume.replicas = [...(volume.replicas ?? []), { ...replica, ...rules }];
  datasets.set(source.dataset, volume);
}

interface Copy {
  readonly source: Place;
  readonly target: Place;
  readonly isRecursive: boolean;
}

/** Why a copy cannot be a replica; null: it can. */
function refusal({ source, target, isRecursive }: Copy, datasets: Known["datasets"]): string | null {
  if (source.host !== null || source.dataset === "" || target.dataset === "")
    return "its source is on another host, or a side is missing";
  const parent = recursiveAbove(source.dataset, datasets);
  if (parent !== null) return `its source is part of the recursive volume of [${parent}]`;
  const below = [...datasets.keys()].find((each) => each.startsWith(`${source.dataset}/`));
  if (!isRecursive || below === undefined) return null;
  return `[${below}] has rules of its own, so no recursive volume can contain it. Declare a replica for each dataset`;
}

function replicaOf({ host, user, dataset }: Place, draft: Draft): Values | null {
  return host === null ? { dataset } : remoteReplica(draft, host, dataset, user);
}

interface Place {
  readonly user: string | null;
  readonly host: string | null;
  readonly dataset: string;
}

/** `user@host:dataset`; a dataset of this host has no host. */
function placeOf(place: string | undefined, hostname: string): Place {
  const [, user = null, host = "", dataset] = /^(?:([^@/:]+)@)?([^:/@]+):(.+)$/.exec(place ?? "") ?? [];
  if (dataset === undefined) return { user: null, host: null, dataset: place ?? "" };
  return host === hostname || host === "localhost" ? { user: null, host: null, dataset } : { user, host, dataset };
}
