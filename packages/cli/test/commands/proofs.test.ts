import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import t from "tap";
import { openScene } from "../scene.ts";

t.test("proofs are written and signed, and the signature is verified without rdump", async (t) => {
  const scene = openScene(t);
  scene.declare({
    ...{ version: 1, id: "joke", timezone: "UTC", stateDir: scene.path("state") },
    volumes: {
      docs: {
        source: { type: "plain", path: scene.path("source") },
        mirrors: [{ path: scene.path("mirror"), every: "daily" }],
      },
    },
  });
  const shown = await scene.rdump("proofs");
  t.match(shown, { exitCode: 0, out: /^docs\.mirrors\[.*\]: no proof declared\n$/ });
  t.match(await scene.rdump("proofs", "--sign", "key"), { exitCode: 1, err: /usage-proofs/ });

  const unsigned = await scene.rdump("proofs", "--out", "proofs.json", "--sign", "missing");
  t.match(unsigned, { exitCode: 1, err: /proofs-not-signed/ });
  t.notOk(existsSync(scene.path("proofs.json")), "nothing is written without the signature");

  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", scene.path("key")]);
  const written = await scene.rdump("proofs", "--out", "proofs.json", "--sign", "key");
  t.match(written, { exitCode: 0, out: "" });
  t.equal(statSync(scene.path("proofs.json")).mode & 0o777, 0o600);
  const text = readFileSync(scene.path("proofs.json"), "utf8");
  t.match(JSON.parse(text), { formatVersion: 1, owner: "joke", groups: [{ provenAt: null, proofs: [] }] });
  writeFileSync(scene.path("allowed"), `backup ${readFileSync(scene.path("key.pub"), "utf8")}`);
  const verify = (input: string) => {
    const words = ["-Y", "verify", "-f", scene.path("allowed"), "-I", "backup", "-n", "rdump-proofs"];
    execFileSync("ssh-keygen", [...words, "-s", scene.path("proofs.json.sig")], { input, stdio: "pipe" });
  };
  t.doesNotThrow(() => verify(text));
  t.throws(() => verify(text.replace('"joke"', '"jake"')), "a changed file is refused");
  const again = await scene.rdump("proofs", "--markdown", "--out", "proofs.json", "--sign", "key");
  t.equal(again.exitCode, 0, "an older file and its signature are replaced");
  verify(readFileSync(scene.path("proofs.json"), "utf8"));
});
