import { changed } from "../../world/fresh.ts";
import { done, refused, type Tool } from "../tool.ts";
import { mapperName } from "./volumes.ts";

/** `dmsetup resume NAME` and `dmsetup clear NAME`: nothing is ever prepared here that the second could forget. */
export const dmsetup: Tool = {
  run(world, { argv }) {
    const [, verb, name] = argv;
    if ((verb !== "resume" && verb !== "clear") || argv.length !== 3) {
      throw new Error(`the fake does not know ${argv.join(" ")}`);
    }
    const found = world.volumes.find((volume) => mapperName(volume) === name && volume.minor !== null);
    if (found === undefined) return refused(world, 1, `Device ${name} not found\nCommand failed.`);
    if (verb === "clear") return done(world);
    return done(
      changed(world, (draft) => {
        for (const each of draft.volumes) if (each.uuid === found.uuid) each.suspended = false;
      }),
    );
  },
};
