import { readFileSync, writeFileSync } from "node:fs";
import t from "tap";
import { Ground } from "../ground.ts";

/** A plan, with this text in the place of its first action's input. */
function withInput(plan: string, text: string): string {
  const parsed = JSON.parse(plan);
  parsed.actions[0].input = "HERE";
  return JSON.stringify(parsed).replace('"HERE"', text);
}

t.test(
  "a plan file that is edited, cut off, of another host, newer or huge is refused with an error, in bounded memory",
  async (t) => {
    const ground = new Ground(t, { files: 3 });
    ground.declare({ archives: [] });
    t.equal((await ground.rdump("plan", "--out", "good")).code, 0);
    const good = readFileSync(ground.path("good"), "utf8");
    const write = (name: string, text: string | Buffer) => writeFileSync(ground.path(name), text);
    const objects = (bytes: number) => `[${"{},".repeat(Math.floor(bytes / 3))}{}]`;
    const limits = { NODE_OPTIONS: "--max-old-space-size=300" };
    for (const [name, text, words, applyOnly] of [
      ["cut off", good.slice(0, good.length / 2), /The file is not JSON: it was cut off or edited/, false],
      [
        "newer",
        good.replace('"formatVersion": 1', '"formatVersion": 2'),
        /The plan has format 2, and this version of rdump reads format 1/,
        false,
      ],
      ["by another", good.replace('"rdump": "0', '"rdump": "7'), /made by rdump 7/, false],
      ["100 MB", objects(100_000_000), /larger than 67108864 bytes/, false],
      ["60 MB", objects(60_000_000), /more values than a plan/, false],
      ["60 MB of one text", `"${"x".repeat(60_000_000)}"`, /not a plan of rdump/, false],
      ["too deep", withInput(good, `${"[".repeat(20_000)}${"]".repeat(20_000)}`), /more levels than a plan/, false],
      ["binary", Buffer.alloc(1000, 0x80), /not JSON/, false],
      ["of another host", good.replace(/"host": "[^"]*"/, '"host": "elsewhere"'), /made on host elsewhere/, true],
      ["with a command as input", withInput(good, '"touch"'), /"fs\/mirror" version 1: must be object|edited/, false],
      ["edited", good.replace(/"reason": "due/, '"reason": "Due'), /edited or damaged/, true],
      ["with another path", good.replaceAll(ground.path("mirror"), ground.path("home")), /./, true],
    ] as const) {
      write(name, text);
      const commands = applyOnly
        ? [["apply", name, "-y"]]
        : [
            ["show", name],
            ["apply", name, "-y"],
          ];
      for (const argv of commands) {
        const said = await ground.rdumpWith(limits, ...argv);
        t.match(said, { code: 1, signal: null, said: words }, `${argv[0]}: ${name}`);
        t.notMatch(said.said, /Error in rdump itself|heap/i, name);
      }
    }
    t.match(await ground.rdump("status"), { said: /never|no mirror|due|none/i }, "and nothing was done");
    t.equal((await ground.rdump("apply", "good", "-y")).code, 0, "the good one still is");
  },
);
