import type { World } from "../../world/world.ts";
import type { Call, Ended, Half, Tool } from "../tool.ts";
import { logLine } from "./log.ts";
import { open } from "./open.ts";
import { committed } from "./store.ts";

/** `borg delete REPOSITORY::NAME NAME...`. A long one commits now and then: killed, some may be gone and others not. */
export const remove: Tool = {
  run(world, call) {
    return removed(world, call, Number.POSITIVE_INFINITY);
  },

  halves(world, call): readonly Half[] {
    const names = namesIn(call);
    if (names.length < 2) return [{ what: "nothing is committed", world }];
    const first = removed(world, call, Math.floor(names.length / 2));
    return [
      { what: "nothing is committed", world },
      { what: "some are deleted", world: first.world },
    ];
  },
};

function namesIn({ argv }: Call): readonly string[] {
  const words = argv.slice(2).filter((word) => !word.startsWith("--"));
  return words.map((word, index) => (index === 0 ? (word.split("::")[1] ?? "") : word));
}

function removed(world: World, call: Call, most: number): Ended {
  const opened = open(world, call, {});
  if ("exitCode" in opened) return opened;
  const names = namesIn(call);
  if (names.includes("")) throw new Error("somebody deletes a repository");
  const there = new Set(opened.repository.archives.map(({ name }) => name));
  const missing = names.flatMap((name, index) =>
    there.has(name) ? [] : [logLine(call.now, "WARNING", `Archive ${name} not found (${index + 1}/${names.length}).`)],
  );
  const gone = new Set(names.slice(0, most));
  const after = committed(world, opened.repository.id, ({ archives }) => ({
    archives: archives.filter(({ name }) => !gone.has(name)),
  }));
  return { world: after, exitCode: 0, stdout: "", stderr: missing.map((line) => `${line}\n`).join("") };
}
