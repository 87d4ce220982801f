import { changed } from "../../world/fresh.ts";
import { done, refused, type Tool } from "../tool.ts";
import { mapperName } from "./volumes.ts";

/** `dmsetup resume NAME`. */
export const dmsetup: Tool = {
  run(world, { argv }) {
    const [, verb, name] = argv;
    if (verb !== "resume" || argv.length !== 3) throw new Error(`the fake does not know ${argv.join(" ")}`);
    const found = world.volumes.find((volume) => mapperName(volume) === name && volume.minor !== null);
    if (found === undefined) return refused(world, 1, `Device ${name} not found\nCommand failed.`);
    return done(
      changed(world, (draft) => {
        for (const each of draft.volumes) if (each.uuid === found.uuid) each.suspended = false;
      }),
    );
  },
};
