import { Options } from "../options.ts";
import type { Tool } from "../tool.ts";

/** `zpool list -Hp -o FIELDS POOL...`: fails when none of them is there. */
export const zpool: Tool = {
  run(world, { argv }) {
    const options = Options.parse(argv.slice(2), { "-Hp": "flag", "-o": "value" });
    if (argv[1] !== "list" || !options.has("-Hp")) throw new Error(`the fake does not know ${argv.join(" ")}`);
    const fields = (options.one("-o") ?? "").split(",");
    let stdout = "";
    let stderr = "";
    for (const name of options.words) {
      const pool = world.pools[name];
      if (pool === undefined) stderr += `cannot open '${name}': no such pool\n`;
      else {
        const all: { readonly [field: string]: string } = {
          name,
          health: pool.health,
          readonly: "off",
          capacity: "10",
        };
        stdout += `${fields.map((field) => all[field] ?? unknown(field)).join("\t")}\n`;
      }
    }
    return { world, exitCode: stdout === "" ? 1 : 0, stdout, stderr };
  },
};

function unknown(field: string): never {
  throw new Error(`the fake's zpool list has no field ${field}`);
}
