import type { Step } from "@rdump/core/provider";
import { type Content, contentOf, locateDirectory, treeAt, type World, withFile } from "@rdump/fake-host";
import type { Recipe } from "./recipe.ts";
import { type Member, membersOf } from "./scene.ts";

/** The content that the points of each run must restore, recorded when their moment was fixed. By `VOLUME-STAMP`. */
export class Expectations {
  readonly #contents = new Map<string, Content>();
  readonly #members: readonly Member[];

  constructor(recipe: Recipe) {
    this.#members = membersOf(recipe);
  }

  /** A volume that is read where it is does not change while it is read. */
  noteLive(world: World, stamp: string): void {
    for (const { name, root, isFixed } of this.#members) {
      if (!isFixed) this.#note(`${name}-${stamp}`, world, root);
    }
  }

  /** Called after each step. Users continue to write to the origin of a snapshot. */
  meanwhile(world: World, step: Step): World {
    if (step.do === "run" && step.argv[0] === "lvcreate") this.#noteSnapshot(world, step.argv);
    if (step.do === "run" && step.argv[0] === "zfs" && step.argv[1] === "snapshot") this.#notePoints(world);
    return this.#members.reduce((next, { name, root, isFixed }) => {
      const isStuck = next.volumes.some((each) => each.suspended && each.name === name);
      if (!isFixed || isStuck) return next;
      return withFile(next, `${root}/live`, `after ${next.next}`, next.next * 1000);
    }, world);
  }

  /** Null: it was never noted. */
  of(name: string): Content | null {
    return this.#contents.get(name) ?? null;
  }

  #noteSnapshot(world: World, argv: readonly string[]): void {
    const tag = (key: string) =>
      argv.find((word) => word.startsWith(`rdump.${key}=`))?.slice(`rdump.${key}=`.length) ?? "";
    const snapshot = world.volumes.find(({ name }) => name === argv[argv.indexOf("--name") + 1]);
    const device = world.devices[`253:${snapshot?.minor}`];
    if (device === undefined || snapshot?.origin === null) return;
    this.#contents.set(`${tag("volume")}-${tag("run").slice(0, 16)}`, contentOf(device.root, isRsures));
  }

  /** What a dataset held when its snapshots of a run were made; a companion, made later, is no such snapshot. */
  #notePoints(world: World): void {
    for (const member of this.#members) {
      for (const { name, root } of world.snapshots) {
        const [, stamp] = /@rdump-(\d{8}T\d{6}Z)(-scan)?$/.exec(name) ?? [];
        if (stamp === undefined || !name.startsWith(`${member.dataset}@`)) continue;
        this.#contents.set(`${member.name}-${stamp}`, contentOf(root, isRsures));
      }
    }
  }

  #note(key: string, world: World, root: string): void {
    const place = locateDirectory(world, root);
    if (place !== null) this.#contents.set(key, contentOf(treeAt(world, place), isRsures));
  }
}

/** rsure writes into the tree before it is read. */
export function isRsures(path: string): boolean {
  return path.startsWith("2sure.") || path === ".rdump.json" || path === "README.rdump" || path === ".README.rdump.new";
}
