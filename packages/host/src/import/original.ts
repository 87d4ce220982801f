import {
  addVolume,
  type Draft,
  defaultRepository,
  Fields,
  type ImportOptions,
  isObject,
  pathOf,
  remoteReplica,
  type Volume,
} from "./draft.ts";

/** The YAML of the first rdump: `config`, `simple`, `lvm` and `zfs`. */
export function importOriginal(root: unknown, draft: Draft, options: ImportOptions): void {
  const fields = new Fields(root, "config");
  const config = fields.section("config", "`config`");
  const script = config.text("borg");
  config.rest(draft.losses);
  const why = `The repository is in the script ${script ?? "(none)"}, which is not read or executed.`;
  const archive = (volume: Volume) => {
    volume.archives = [{ repository: defaultRepository(draft, options, why) }];
  };
  for (const item of fields.list("simple")) fileSystem(item, "simple", draft, archive);
  for (const item of fields.list("lvm")) fileSystem(item, "lvm", draft, archive);
  for (const item of fields.list("zfs")) {
    if (!isObject(item)) draft.losses.push("An item of `zfs` was not imported: it has no name.");
    else for (const [name, value] of Object.entries(item)) clone(name, value, draft, options);
  }
  fields.rest(draft.losses);
  if (draft.volumes.size > 0)
    draft.losses.push("The first rdump has no keep rules: nothing expires until `keep` is declared.");
}

function fileSystem(item: unknown, kind: "simple" | "lvm", draft: Draft, archive: (volume: Volume) => void): void {
  const { losses } = draft;
  const named = new Fields(item, kind).text("name");
  const fields = new Fields(item, `${kind} \`${named ?? "without a name"}\``);
  const name = fields.text("name") ?? "volume";
  const mount = pathOf(fields.text("mount"));
  const actions = fields.texts("actions");
  const [vg, lv] = kind === "lvm" ? [fields.text("vg"), fields.text("lv")] : [null, null];
  for (const chosen of kind === "lvm" ? ["snap", "lv_snap", "fs"] : []) fields.text(chosen);
  const zfs = fields.section("zfs", `${kind} \`${name}\`, \`zfs\``);
  const dataset = zfs.text("volume");
  if (zfs.text("mount") !== null && dataset !== null)
    losses.push(`\`${name}\`: the mount point of ${dataset} is read from ZFS.`);
  zfs.rest(losses);
  fields.rest(losses);
  for (const action of actions.filter((each) => !["snap", "rsure", "borg", "zfs"].includes(each))) {
    losses.push(`\`${name}\`: action \`${action}\` is unknown.`);
  }
  if (mount === null || (kind === "lvm" && (vg === null || lv === null))) {
    losses.push(`\`${name}\` was not imported: \`mount\`, \`vg\` or \`lv\` is missing.`);
    return;
  }
  if (!actions.includes("borg") && dataset === null) {
    losses.push(
      `\`${name}\` was not imported: it is copied nowhere. To keep its surefile, call \`rsure -d ${mount} update\`.`,
    );
    return;
  }
  const isSnapshot = kind === "lvm" && actions.includes("snap");
  if (kind === "lvm" && !isSnapshot)
    losses.push(`\`${name}\`: without the action \`snap\` the live file system is read.`);
  const volume: Volume = { source: isSnapshot ? { type: "lvm", vg, lv, mount } : { type: "plain", mount } };
  if (!actions.includes("rsure")) volume.integrity = false;
  if (actions.includes("borg")) archive(volume);
  if (dataset !== null) volume.mirrors = [{ dataset }];
  addVolume(draft, name, volume);
}

function clone(name: string, value: unknown, draft: Draft, { hostname }: ImportOptions): void {
  const { losses } = draft;
  const fields = new Fields(value, `zfs \`${name}\``);
  const [src, dest] = ["src", "dest"].map((side) => {
    const place = fields.section(side, `zfs \`${name}\`, \`${side}\``);
    const found = { host: place.text("host"), volume: place.text("volume") };
    place.rest(losses);
    return found;
  });
  fields.rest(losses);
  if (src?.volume == null || dest?.volume == null) {
    losses.push(`\`${name}\` was not imported: \`src\` or \`dest\` has no \`volume\`.`);
    return;
  }
  const isLocal = (host: string | null | undefined) => host == null || host === "localhost" || host === hostname;
  if (!isLocal(src.host)) {
    losses.push(`\`${name}\` was not imported: its source is on host ${src.host}. Import the file there.`);
    return;
  }
  const volume: Volume = { source: { type: "zfs", dataset: src.volume }, integrity: false };
  const replica = isLocal(dest.host) ? { dataset: dest.volume } : remoteReplica(draft, dest.host ?? "", dest.volume);
  if (replica === null)
    losses.push(`\`${name}\`: the replica was not imported, because \`${dest.host}\` is no name of a host.`);
  else volume.replicas = [replica];
  addVolume(draft, name, volume);
}
