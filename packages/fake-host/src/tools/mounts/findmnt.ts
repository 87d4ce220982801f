import { fileSystemOf } from "../../kernel/locate.ts";
import { Options } from "../options.ts";
import { done, type Tool } from "../tool.ts";

/** `findmnt --json --list --output ...`: as the kernel lists them, in the order in which they were mounted. */
export const findmnt: Tool = {
  run(world, { argv }) {
    const options = Options.parse(argv.slice(1), { "--json": "flag", "--list": "flag", "--output": "value" });
    const columns = (options.one("--output") ?? "").toLowerCase().split(",");
    const filesystems = world.mounts.map((mount) => {
      const all: { readonly [column: string]: string } = {
        target: mount.point,
        source: mount.from,
        fstype: fileSystemOf(world, mount.device).type,
        "maj:min": mount.device,
        fsroot: "/",
      };
      return Object.fromEntries(
        columns.map((column) => {
          const value = all[column];
          if (value === undefined) throw new Error(`the fake's findmnt has no column ${column}`);
          return [column, value];
        }),
      );
    });
    return done(world, `${JSON.stringify({ filesystems }, null, 3)}\n`);
  },
};
