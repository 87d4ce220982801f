import { execFileSync } from "node:child_process";
import { statSync, writeFileSync } from "node:fs";
import t from "tap";
import { Ground } from "../ground.ts";

const TIMES = ["1935-03-04 05:06:07 UTC", "1969-12-31 23:59:58.5 UTC", "2106-02-08 00:00:00 UTC"];

for (const sample of [{}, { sample: "100%" }]) {
  t.test(`times that borg cannot store are no difference: ${JSON.stringify(sample)}`, async (t) => {
    const ground = new Ground(t, { files: 2, fileBytes: 1000 });
    for (const time of TIMES) {
      writeFileSync(ground.path("source", time), time);
      execFileSync("touch", [`--date=${time}`, ground.path("source", time)]);
    }
    const verify = [{ from: "disk", every: "daily", ...sample }];
    ground.declare({ integrity: { xattrs: true }, hooks: undefined, mirrors: undefined, verify });
    t.match(await ground.rdump("apply", "-y"), { code: 0 });
    const proof = await ground.rdump("verify");
    t.match(proof, { code: 0, said: /\[rsure-not-stored\]: 3 differences:/ }, proof.said);
    t.match(proof.said, /done check docs\S+ (#2 )?\(proven/);
    t.match(await ground.rdump("proofs"), { said: /times that the archive cannot store/ });
    t.match(await ground.rdump("status"), { code: 0 });
    const restored = await ground.rdump("restore", "docs", "--to", ground.path("back"));
    t.match(restored, { said: /^docs: not proven, .*\[rsure-not-stored\]/m }, restored.said);
    t.equal(statSync(ground.path("back", TIMES[0] ?? "")).mtimeMs, 0);
    t.equal(statSync(ground.path("back", TIMES[2] ?? "")).mtimeMs, 2_147_310_847_000);
  });
}
