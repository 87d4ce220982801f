export function isRemote(location: string): boolean {
  return !location.startsWith("/");
}

export interface SftpAddress {
  readonly user: string | null;
  readonly host: string;
  readonly port: string | null;
}

/** The host of `sftp://user@host:port/path` and `sftp:user@host:path`; null for another location. */
export function sftpAddress(location: string): SftpAddress | null {
  const url = /^sftp:\/\/(?:([^/@]+)@)?(\[[^\]/]+\]|[^/:@]+)(?::(\d+))?\//.exec(location);
  const [, user = null, host, port = null] = url ?? /^sftp:(?:([^/:@]+)@)?(\[[^\]/]+\]|[^/:@]+):/.exec(location) ?? [];
  return host === undefined ? null : { user, host: host.replace(/^\[|\]$/g, ""), port };
}
