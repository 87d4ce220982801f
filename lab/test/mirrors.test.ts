import t from "tap";
import { mirrorsOf } from "../build/mirrors.ts";

t.test("Debian's mirrors are found among other sources, in both forms", (t) => {
  const oneLine = `
# deb http://old.example/debian bookworm main
deb cdrom:[Debian]/ trixie main
deb [arch=amd64 signed-by=/k.gpg] https://tools.example/linux/debian bookworm stable
deb https://postgres.example/pub bookworm-pgdg main
deb-src http://source.example/debian trixie main
deb [signed-by=/d.gpg] http://mirror.example/debian/ trixie main contrib # a word
deb http://safe.example/debian-security trixie-security main
`;
  const found = { debian: "http://mirror.example/debian/", security: "http://safe.example/debian-security" };
  t.strictSame(mirrorsOf([oneLine]), found);

  const deb822 = `# a word
Types: deb
URIs: https://node.example/deb
Suites: nodistro
Components: main

Enabled: no
Types: deb
URIs: http://off.example/debian
Suites: bookworm
Components: main

Types: deb deb-src
# between
URIs: http://mirror.example/debian/
Suites: bookworm
 bookworm-updates
Components: main

Types: deb
URIs: http://safe.example/debian-security
Suites: bookworm-security
Components: main
`;
  t.strictSame(mirrorsOf(["", deb822]), found);
  t.end();
});

t.test("a machine without a security archive has a mirror, and another system has none", (t) => {
  t.strictSame(mirrorsOf(["deb http://m.example/debian stable main"]), {
    debian: "http://m.example/debian",
    security: null,
  });
  t.equal(mirrorsOf(["deb http://m.example/ubuntu jammy main\n"]), null);
  t.end();
});
