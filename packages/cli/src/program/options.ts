/** Options that several commands have, as flags and description. */
export const CONFIG = [
  "-c, --config <file>",
  "path of the config (default: ./rdump.json5, then /etc/rdump/rdump.json5)",
] as const;

export const FROM = [
  "--from <target>",
  "only points of this target: its address, repository, path, dataset or kind",
] as const;
