import { isoOf } from "@rdump/core";
import { type Group, mover } from "@rdump/core/provider";
import { applyOn, type Declared, planOn } from "../engine.ts";
import type { Operation } from "./operation.ts";
import type { Site } from "./site.ts";

/**
 * The observation of a host after an operation, without values that differ between hosts: identities, devices,
 * durations.
 */
export type Observation = { readonly [what: string]: unknown };

export async function perform(site: Site, operation: Operation): Promise<Observation> {
  const { io, providers } = site;
  switch (operation.do) {
    case "apply": {
      const { declared, at } = operation;
      const { recovery, report } = await applyOn(declared, io, Date.parse(at), providers);
      const all = [...(recovery?.actions ?? []), ...report.actions];
      const actions = all.map(({ action, status, diagnostic, warnings, moved, made }) => ({
        action,
        status,
        made: made?.name ?? null,
        said: [...(diagnostic === null ? [] : [diagnostic.code]), ...warnings.map(({ code }) => code)],
        // How large a surefile is, and what borg adds of its own, differs by design.
        moved: /mirror/.test(action) ? (hasIntegrity(declared) ? { files: moved.files } : moved) : {},
      }));
      const scopes = [...(recovery?.scopes ?? []), ...report.scopes].map(({ code }) => code);
      return { actions, scopes, ...(await looked(site, declared, Date.parse(at))) };
    }
    case "look":
      return looked(site, operation.declared, Date.parse(operation.at));
    case "run": {
      const { exitCode } = await io.run(mover(operation.argv, { root: true }));
      return { exitCode };
    }
    default:
      await site.alter(operation);
      return {};
  }
}

function hasIntegrity({ volumes }: Declared): boolean {
  return Object.values(volumes as Declared).some((volume) => (volume as Declared).integrity !== false);
}

type Look = Extract<Operation, { do: "look" }>;

/** Archives do not change: what is in one is compared once. */
const shown = new WeakMap<Site, Set<string>>();

async function looked(site: Site, declared: Look["declared"], now: number): Promise<Observation> {
  const { observed, desired, plan } = await planOn(declared, site.io, now, site.providers);
  const isShown = shown.get(site) ?? new Set<string>();
  shown.set(site, isShown);
  const groups = [];
  for (const { group } of desired.groups) {
    const { gap, points, diagnostics } = observed.groups.get(group.address) ?? {
      gap: null,
      points: [],
      diagnostics: [],
    };
    const seen = [];
    for (const { name, state, run, time } of [...points].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const what = contentOf(site, group, name);
      const content = what.changes || !isShown.has(what.name) ? await what.read() : "as it was";
      isShown.add(what.name);
      seen.push({ name, state, run, time: isoOf(time), content });
    }
    groups.push({
      address: group.address,
      gap: gap?.code ?? null,
      said: diagnostics.map(({ code }) => code),
      points: seen,
    });
  }
  const sources = [...observed.sources.values()].map(({ volume, gap, diagnostics, facts }) => ({
    volume,
    gap: gap?.code ?? null,
    said: diagnostics.map(({ code }) => code),
    facts: comparable(facts),
  }));
  return {
    groups,
    sources,
    repositories: [...observed.repositories.values()].map(({ repository, state, appendOnly }) => ({
      repository,
      state,
      appendOnly,
    })),
    leftovers: observed.leftovers.map(({ volume, kind, run }) => ({ volume, kind, run })),
    forgotten: plan.forgotten.map(({ address, points }) => ({ address, points })),
    planned: plan.actions.map(({ id, reason }) => `${id}: ${reason}`),
    said: plan.diagnostics.map(({ code }) => code),
  };
}

interface Held {
  /** Of no other point of the host. */
  readonly name: string;
  /** A mirror or a clone does; what is in an archive or a snapshot stays as it is. */
  readonly changes: boolean;
  read(): Promise<readonly string[]>;
}

/** How to read what a point of a group holds. */
function contentOf(site: Site, { target, volume, repository }: Group, name: string): Held {
  const once = (name: string) => ({ name, changes: false, read: () => site.dataset(name) });
  switch (target.targetType) {
    case "archives/borg":
      return { name, changes: false, read: () => site.archived(repository?.location ?? "", name) };
    case "mirrors/directory":
      return { name, changes: true, read: () => site.tree(target.path) };
    case "mirrors/dataset":
      return once(`${target.dataset}@${name}`);
    case "snapshots/zfs":
      return once(`${volume.source.type === "zfs" ? volume.source.dataset : ""}@${name}`);
    case "clones/zfs":
      return { name, changes: true, read: () => site.dataset(target.dataset) };
    default:
      throw new Error(`${target.targetType} has no content to compare`);
  }
}

/** Facts of a source that two hosts can have in common. */
function comparable(facts: unknown): unknown {
  if (typeof facts !== "object" || facts === null) return facts;
  const { type, snapshotBytes, leftBy } = facts as { readonly [name: string]: unknown };
  return { type, snapshotBytes, leftBy };
}
