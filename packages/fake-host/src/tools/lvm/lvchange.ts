import { Options } from "../options.ts";
import { done, refused, type Tool } from "../tool.ts";
import { findVolume } from "./volumes.ts";

/** `lvchange --refresh VG/LV`: here the kernel always agrees with the metadata of LVM, except for suspended devices. */
export const lvchange: Tool = {
  run(world, { argv }) {
    const options = Options.parse(argv.slice(1), { "--refresh": "flag" });
    if (!options.has("--refresh")) throw new Error(`the fake does not know ${argv.join(" ")}`);
    const [vg = "", name = ""] = (options.words[0] ?? "").split("/");
    if (findVolume(world, vg, name) !== undefined) return done(world);
    return refused(world, 5, `  Failed to find logical volume "${vg}/${name}"`);
  },
};
