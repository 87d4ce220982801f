import type { World } from "../../world/world.ts";
import type { Call, Ended, Half, Tool } from "../tool.ts";
import { logLine, timeText } from "./log.ts";
import { open } from "./open.ts";
import { committed } from "./store.ts";

/** `borg delete REPOSITORY::NAME NAME...`. A long deletion commits several times: after a kill, some archives may be deleted and others not. */
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
  const opened = open(world, call, { "--list": "flag" });
  if ("exitCode" in opened) return opened;
  const names = namesIn(call);
  if (names.includes("")) throw new Error("somebody deletes a repository");
  const ids = new Map(opened.repository.archives.map(({ name, id, time }) => [name, { id, time }]));
  const said = names.map((name, index) => {
    const found = ids.get(name);
    const at = `(${index + 1}/${names.length})`;
    if (found === undefined) return logLine(call.now, "WARNING", `Archive ${name} not found ${at}.`);
    const archive = `${name.padEnd(36)} ${timeText(found.time)} [${found.id}]`;
    return logLine(call.now, "INFO", `Deleting archive: ${archive} ${at}`);
  });
  const gone = new Set(names.slice(0, most));
  const after = committed(world, opened.repository.id, ({ archives }) => ({
    archives: archives.filter(({ name }) => !gone.has(name)),
  }));
  return { world: after, exitCode: 0, stdout: "", stderr: said.map((line) => `${line}\n`).join("") };
}
