import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Archiver, Places } from "../archivers/archiver.ts";
import { applyOperations } from "../days/apply.ts";
import type { Operation } from "../days/operation.ts";
import { compareInventories } from "../judge/compare.ts";
import type { Finding } from "../judge/finding.ts";
import { type Inventory, takeInventory } from "../judge/inventory.ts";
import type { Surefile } from "../judge/surefile.ts";
import { allocatedBytes } from "./allocated.ts";
import { type Measured, measure } from "./measure.ts";
import type { Source } from "./source.ts";

/** What happened to one day of one archiver. */
export interface DayResult {
  readonly day: number;
  readonly kept: Measured;
  /** Bytes in the store after this day. */
  readonly stored: number;
  readonly restored: Measured;
  readonly findings: readonly Finding[];
}

/** Archivers with one source. */
export interface Course {
  readonly source: Source;
  readonly surefile: Surefile;
  readonly archivers: readonly Archiver[];
  /** For stores and states. */
  readonly work: string;
  /** An empty directory for restored trees. */
  readonly scratch: string;
  readonly say: (line: string) => void;
}

type Kept = Pick<DayResult, "kept" | "stored">;

/** Tools compare times in whole seconds, and rsure trusts a ctime that is two seconds old. */
const PAUSE = 2100;

/** Each archiver keeps each day, then restores each day. Results by the name of the archiver. */
export async function runTrial(
  course: Course,
  days: readonly (readonly Operation[])[],
): Promise<ReadonlyMap<string, readonly DayResult[]>> {
  const inventories: Inventory[] = [];
  const kept = new Map<Archiver, Kept[]>();
  for (const archiver of course.archivers) kept.set(archiver, await prepared(course, archiver));
  for (const [day, operations] of days.entries()) {
    applyOperations(course.source.root, operations);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    course.surefile.record(course.source.root, day);
    inventories.push(takeInventory(course.source.root));
    course.source.freeze();
    for (const [archiver, list] of kept) list.push(await keepDay(course, archiver, day));
    course.source.thaw();
  }
  const results = new Map<string, readonly DayResult[]>();
  for (const [archiver, list] of kept)
    results.set(archiver.name, await restoreDays(course, archiver, list, inventories));
  return results;
}

export function placesOf({ source, work }: Pick<Course, "source" | "work">, { name }: Archiver): Places {
  const folder = join(work, name.replaceAll(/\W+/g, "-"));
  return { source: source.root, device: source.device, store: join(folder, "store"), state: join(folder, "state") };
}

async function prepared(course: Course, archiver: Archiver): Promise<Kept[]> {
  const places = placesOf(course, archiver);
  mkdirSync(places.store, { recursive: true });
  mkdirSync(places.state);
  const { failed, said } = await measure(archiver.prepare(places));
  if (failed) throw new Error(`${archiver.name} cannot be prepared: ${said}`);
  return [];
}

async function keepDay(course: Course, archiver: Archiver, day: number): Promise<Kept> {
  const places = placesOf(course, archiver);
  const kept = await measure(archiver.keep(places, day));
  course.say(`day ${day}, ${archiver.name}: kept, exit status ${kept.status}, ${kept.seconds} s`);
  if (kept.failed) course.say(kept.said);
  return { kept, stored: allocatedBytes(places.store) };
}

async function restoreDays(
  course: Course,
  archiver: Archiver,
  days: readonly Kept[],
  inventories: readonly Inventory[],
): Promise<readonly DayResult[]> {
  const results: DayResult[] = [];
  for (const [day, { kept, stored }] of days.entries()) {
    const { restored, findings } = await restoreDay(course, archiver, day, inventories);
    course.say(
      `day ${day}, ${archiver.name}: restored, exit status ${restored.status}, ${findings.length} differences`,
    );
    if (restored.failed) course.say(restored.said);
    results.push({ day, kept, stored, restored, findings });
  }
  return results;
}

async function restoreDay(course: Course, archiver: Archiver, day: number, inventories: readonly Inventory[]) {
  const into = join(course.scratch, "restored");
  mkdirSync(into);
  const last = inventories.length - 1;
  const restored = await measure(archiver.restore(placesOf(course, archiver), day, into, last));
  const remains = archiver.remains ?? [];
  for (const name of remains) rmSync(join(into, name), { recursive: true, force: true });
  const wanted = inventories[day] ?? new Map();
  const findings = [...course.surefile.check(into, day), ...compareInventories(wanted, takeInventory(into))];
  await measure([{ argv: ["rm", "-rf", "--", into] }]);
  return { restored, findings };
}
