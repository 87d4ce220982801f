import t from "tap";
import { repositoryWish } from "../../src/run/init/repository-wish.ts";

t.test("a mode of encryption is one of borg, also where only restic is installed", (t) => {
  const facts = { repositories: [], programs: new Set(["restic"]) };
  const wish = (given: object) => repositoryWish({ repository: "/r", ...given }, "/p", facts, (path) => path);
  t.match(wish({}), { archiver: "restic", encryption: null, passphraseFile: "/p" });
  t.match(wish({ encryption: "none" }), { archiver: "borg", encryption: "none", passphraseFile: null });
  t.throws(() => wish({ encryption: "none", repository: "s3:host/bucket" }), { message: /restic/ });
  t.end();
});
