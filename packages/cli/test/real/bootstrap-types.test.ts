import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { Ground } from "../ground.ts";

const MISSING = spawnSync("restic", ["version"]).error === undefined ? false : "restic is not installed";

t.test(
  "restic and archives of tar carry the machine record, and a forged one is not used",
  { skip: MISSING },
  async (t) => {
    const ground = new Ground(t, { files: 2, fileBytes: 100 });
    const passphrase = ground.path("passphrase");
    writeFileSync(passphrase, "correct horse\n", { mode: 0o600 });
    const [restic, archives] = [ground.path("restic"), ground.path("archives")];
    const targets = ["one", "two"].map((repository) => ({ repository, keep: { yearly: 2 } }));
    ground.declare(
      { machineRecord: true, mirrors: undefined, hooks: undefined, archives: targets },
      {
        repositories: {
          one: { type: "restic", location: restic, passphrase: { file: passphrase } },
          two: { type: "directory", format: "tar", location: archives },
        },
      },
    );
    const made = await ground.rdump("apply", "-y");
    t.equal(made.code, 0, made.said);
    for (const lost of ["state", "rdump.json5"]) rmSync(ground.path(lost), { recursive: true });

    const restored = async (name: string, ...words: readonly string[]) => {
      const found = await ground.rdump("bootstrap", ...words, "--to", ground.path(name), "--json");
      t.equal(found.code, 0, found.said);
      t.match(JSON.parse(found.out), { owners: [{ owner: "joke", volumes: [{ volume: "docs", archives: 1 }] }] });
      t.match(readFileSync(ground.path(name, "rdump.json5"), "utf8"), restic, "the config is in the record");
    };
    await restored("from restic", "--repository", restic, "--passphrase-file", passphrase);
    await restored("from archives", "--repository", archives);

    // Somebody with the passphrase changes the tags, or somebody with the disk the manifest: they name other bytes.
    const env = { ...process.env, RESTIC_PASSWORD_FILE: passphrase, RESTIC_REPOSITORY: restic };
    const run = (...argv: readonly string[]) => execFileSync("restic", argv, { env, encoding: "utf8" });
    const [{ tags }] = JSON.parse(run("snapshots", "--json")) as [{ readonly tags: readonly string[] }];
    const other = "0".repeat(64);
    run("tag", `--set=${tags.join(",").replace(/record=[0-9a-f]{64}/, `record=${other}`)}`);
    const directory = join(archives, "rdump-joke/docs");
    const manifest = join(directory, readdirSync(directory).find((name) => name.endsWith(".rdump.json")) ?? "");
    const text = readFileSync(manifest, "utf8");
    writeFileSync(manifest, text.replace(/"digest": "[0-9a-f]{64}"/, `"digest": "${other}"`));
    for (const words of [[restic, "--passphrase-file", passphrase], [archives]]) {
      const refused = await ground.rdump("bootstrap", "--repository", ...words, "--to", ground.path("forged"));
      t.match(refused, { code: 1, said: /not the file that the mark of the archive names/ }, refused.said);
      t.notOk(readdirSync(ground.root).includes("forged"));
    }
  },
);
