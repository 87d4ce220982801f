import {
  addVolume,
  type Draft,
  Fields,
  type Keep,
  keepIn,
  notUnderstood,
  remoteReplica,
  type Volume,
} from "./draft.ts";

type Section = { [key: string]: string };

/** sanoid.conf, and lines with syncoid from a script or a crontab. */
export function importSanoid(text: string, draft: Draft, hostname: string): void {
  const { losses } = draft;
  const { sections, syncoid } = parseIni(text, losses);
  const datasets = new Map<string, Volume>();
  const pruned = new Map<string, Keep>();
  for (const [name, section] of sections) {
    if (name.startsWith("template_")) continue;
    const whole = withTemplates(section, sections, `[${name}]`, losses);
    const fields = new Fields(whole, `[${name}]`);
    const keep = keepIn(fields, "");
    if (fields.count("frequently") !== null) losses.push(`[${name}]: \`frequently\` has no keep rule.`);
    const recursive = fields.text("recursive");
    const isSource = whole.autosnap === undefined || fields.flag("autosnap");
    const isPruned = whole.autoprune === undefined || fields.flag("autoprune");
    if (!isPruned && isSource) {
      losses.push(`[${name}]: without \`autoprune\` nothing expires.`);
      for (const unit of Object.keys(keep)) delete keep[unit];
    }
    fields.rest(losses);
    if (!isSource && isPruned) pruned.set(name, keep);
    else if (!isSource) losses.push(`[${name}] makes and expires no snapshots, and was not imported.`);
    else {
      const isRecursive = recursive !== null && recursive !== "no";
      datasets.set(name, {
        source: { type: "zfs", dataset: name, ...(isRecursive ? { recursive: true } : {}) },
        integrity: false,
        snapshots: { keep },
      });
    }
  }
  for (const name of [...sections.keys()]) leaveToParent(name, { datasets, pruned }, losses);
  for (const line of syncoid) addReplica(line, { datasets, pruned, hostname }, draft);
  for (const name of pruned.keys())
    losses.push(`[${name}] only expires snapshots of another host or program, and was not imported.`);
  for (const [name, volume] of datasets) {
    addVolume(draft, name, volume);
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
    else if (key !== undefined && current !== null) current[key] = value ?? "";
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

function withTemplates(
  section: Section,
  sections: ReadonlyMap<string, Section>,
  where: string,
  losses: string[],
): Section {
  const { use_template: used = "default", ...own } = section;
  const whole: Section = { ...DEFAULTS, ...sections.get("template_default") };
  for (const name of used.split(",").map((each) => each.trim())) {
    const template = sections.get(`template_${name}`);
    if (template === undefined && name !== "default")
      losses.push(`${where}: template \`${name}\` is not in the file, so its rules are unknown.`);
    Object.assign(whole, template);
  }
  return Object.assign(whole, own);
}

interface Known {
  readonly datasets: Map<string, Volume>;
  readonly pruned: Map<string, Keep>;
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
  const replica =
    target.host === null ? { dataset: target.dataset } : remoteReplica(draft, target.host, target.dataset, target.user);
  if (source.host !== null || replica === null || source.dataset === "" || target.dataset === "") {
    losses.push(
      `syncoid ${from ?? ""} ${to ?? ""} was not imported: its source is on another host, or a side is missing.`,
    );
    return;
  }
  const parent = recursiveAbove(source.dataset, datasets);
  if (parent !== null) {
    losses.push(`syncoid ${from} ${to} was not imported: its source is part of the recursive volume of [${parent}].`);
    return;
  }
  const isRecursive = words.includes("-r") || words.includes("--recursive");
  const volume = datasets.get(source.dataset) ?? {
    source: { type: "zfs", dataset: source.dataset, ...(isRecursive ? { recursive: true } : {}) },
    integrity: false,
  };
  if ((volume.source.recursive === true) !== isRecursive) {
    losses.push(`syncoid ${from} ${to}: the replica follows \`recursive\` of its volume.`);
  }
  const keep = target.host === null ? pruned.get(target.dataset) : undefined;
  if (target.host === null) pruned.delete(target.dataset);
  else losses.push(`The rules of the replica on ${target.host} are in its own sanoid.conf: declare \`keep\`.`);
  volume.replicas = [...(volume.replicas ?? []), { ...replica, ...(keep === undefined ? {} : { keep }) }];
  datasets.set(source.dataset, volume);
}

/** `user@host:dataset`; a dataset of this host has no host. */
function placeOf(place: string | undefined, hostname: string) {
  const [, user = null, host = "", dataset] = /^(?:([^@/:]+)@)?([^:/@]+):(.+)$/.exec(place ?? "") ?? [];
  if (dataset === undefined) return { user: null, host: null, dataset: place ?? "" };
  return host === hostname || host === "localhost" ? { user: null, host: null, dataset } : { user, host, dataset };
}
