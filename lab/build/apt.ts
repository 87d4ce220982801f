import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CannotHere } from "./host.ts";
import { type Mirrors, mirrorsOf } from "./mirrors.ts";
import type { Workshop } from "./workshop.ts";

/** An apt of the lab's own: it knows contrib and backports, and leaves the machine's own apt as it is. */
export interface Apt {
  readonly sourcesList: string;
  /** For apt-get and apt-cache, as APT_CONFIG. */
  readonly env: { readonly [name: string]: string };
}

/** The release of the machine in the lab, independent of this host. */
export const RELEASE = "bookworm";
const KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";

export async function openApt(shop: Workshop, directory: string): Promise<Apt> {
  for (const name of ["state/lists/partial", "cache/archives/partial"]) {
    mkdirSync(join(directory, name), { recursive: true });
  }
  const path = (name: string) => join(directory, name);
  writeFileSync(path("sources.list"), sourcesList());
  writeFileSync(path("status"), "");
  const settings = {
    "Dir::Etc::sourcelist": path("sources.list"),
    "Dir::Etc::sourceparts": "/dev/null",
    "Dir::Etc::preferences": "/dev/null",
    "Dir::Etc::preferencesparts": "/dev/null",
    "Dir::State": path("state"),
    "Dir::State::status": path("status"),
    "Dir::Cache": path("cache"),
    "APT::Architecture": "amd64",
    "APT::Architectures": "amd64",
    // Downloads go to a directory that only root may enter.
    "APT::Sandbox::User": "root",
    "Acquire::Retries": "3",
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} ${JSON.stringify(value)};\n`);
  writeFileSync(path("apt.conf"), lines.join(""));
  const apt = { sourcesList: path("sources.list"), env: { APT_CONFIG: path("apt.conf") } };
  await shop.run(`reading the lists of Debian's ${RELEASE}, contrib and backports`, ["apt-get", "update"], apt);
  return apt;
}

function sourcesList(): string {
  const { debian, security } = machinesMirrors();
  const line = (uri: string, suite: string) => `deb [signed-by=${KEYRING}] ${uri} ${suite} main contrib\n`;
  const suites = [RELEASE, `${RELEASE}-updates`, `${RELEASE}-backports`];
  const safe = security === null ? "" : line(security, `${RELEASE}-security`);
  return `${suites.map((suite) => line(debian, suite)).join("")}${safe}`;
}

/** From the configuration of apt on this host. */
export function machinesMirrors(): Mirrors {
  const parts = "/etc/apt/sources.list.d";
  const listed = existsSync(parts) ? readdirSync(parts).sort() : [];
  const names = listed.filter((name) => /\.(list|sources)$/.test(name)).map((name) => join(parts, name));
  const paths = ["/etc/apt/sources.list", ...names].filter((path) => existsSync(path));
  const mirrors = mirrorsOf(paths.map((path) => readFileSync(path, "utf8")));
  if (mirrors === null) throw new CannotHere(`no mirror of Debian is named in ${paths.join(", ") || parts}`);
  return mirrors;
}
