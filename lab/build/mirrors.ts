/** Where this machine takes Debian from. */
export interface Mirrors {
  readonly debian: string;
  /** Null when the machine's apt has no security archive. */
  readonly security: string | null;
}

interface Source {
  readonly uri: string;
  readonly suite: string;
  readonly components: readonly string[];
}

const RELEASES = /^(oldoldstable|oldstable|stable|testing|unstable|sid|bullseye|bookworm|trixie|forky|duke)$/;
const SECURITY = /^[a-z]+(-security|\/updates)$/;

/** `texts`: the contents of sources.list and sources.list.d, in both formats. Null if none of them is of Debian. */
export function mirrorsOf(texts: readonly string[]): Mirrors | null {
  const sources = texts.flatMap((text) => [...oneLine(text), ...deb822(text)]);
  const ofDebian = sources.filter(({ uri, components }) => components.includes("main") && !uri.startsWith("cdrom:"));
  const debian = ofDebian.find(({ suite }) => RELEASES.test(suite));
  const security = ofDebian.find(({ suite }) => SECURITY.test(suite));
  return debian === undefined ? null : { debian: debian.uri, security: security?.uri ?? null };
}

function oneLine(text: string): readonly Source[] {
  return text.split("\n").flatMap((line) => {
    const match = /^\s*deb\s+(?:\[[^\]]*\]\s+)?(\S+)\s+(\S+)\s+([^#]+)/.exec(line);
    if (match === null) return [];
    const [, uri = "", suite = "", components = ""] = match;
    return [{ uri, suite, components: words(components) }];
  });
}

function deb822(text: string): readonly Source[] {
  const withoutComments = text.replace(/^#.*\n?/gm, "");
  return withoutComments.split(/\n\s*\n/).flatMap((stanza) => {
    const field = (name: string) => words(new RegExp(`^${name}:(.*(?:\n[ \t].*)*)`, "im").exec(stanza)?.[1] ?? "");
    if (!field("Types").includes("deb") || field("Enabled")[0] === "no") return [];
    const components = field("Components");
    return field("URIs").flatMap((uri) => field("Suites").map((suite) => ({ uri, suite, components })));
  });
}

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}
