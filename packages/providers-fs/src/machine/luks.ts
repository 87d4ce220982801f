/**
 * The lines of `cryptsetup luksDump` that are needed to format such a device again. Salts, digests and data of tokens are left
 * out: they can help to guess a passphrase.
 */
export function luksHeader(dump: string): string {
  const lines = dump.split("\n").filter((line) => KEPT.test(line) && line.length <= LONGEST_LINE);
  return `${lines.join("\n")}\n`;
}

const LONGEST_LINE = 160;

/** LUKS1, then LUKS2. A number begins a segment, a key slot, a token or a digest. */
const KEPT = new RegExp(
  [
    "^(LUKS header information.*",
    "(Version|UUID|Label|Subsystem|Flags|Epoch|Metadata area|Keyslots area):.*",
    "(Cipher name|Cipher mode|Hash spec|Payload offset|MK bits|MK iterations):.*",
    String.raw`Key Slot \d: (ENABLED|DISABLED)`,
    "(Data segments|Keyslots|Tokens|Digests):",
    String.raw`\s+\d+: [a-z0-9-]+`,
    String.raw`\s+(offset|length|cipher|sector|flags|integrity):.*`,
    String.raw`\s+(Key|Priority|Cipher|Cipher key|PBKDF|Time cost|Memory|Threads|AF stripes|AF hash|Iterations|Hash):.*`,
    String.raw`\s+(Keyslot|Segment|Digest ID):.*)$`,
  ].join("|"),
);
