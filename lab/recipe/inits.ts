/** The first process of a machine: a script with no more than LVM and ZFS need, or systemd, as on a server. */
export const INITS = ["script", "systemd"] as const;

export type Init = (typeof INITS)[number];
