/** What a machine with systemd has beside the packages of each machine. */
export const SYSTEMD_PACKAGES = ["systemd-sysv", "dbus", "libpam-systemd", "msmtp-mta"] as const;

const NETWORK = `[Unit]
Description=Network of the lab
Before=network.target ssh.service
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/ip addr add 10.0.2.15/24 dev eth0
ExecStart=/bin/ip link set eth0 up
[Install]
WantedBy=multi-user.target
`;

const MODULES = ["virtio_net", "virtio_rng", "dm_snapshot", "dm_thin_pool", "dm_flakey", "xfs", "vfat", "zfs"];

export const SYSTEMD_FILES: { readonly [path: string]: string } = {
  "etc/machine-id": "4c7a1e5f0b2d4f6e9a8c3d1b7e5f0a2c\n",
  "etc/modules-load.d/lab.conf": MODULES.map((name) => `${name}\n`).join(""),
  "etc/systemd/system/lab-network.service": NETWORK,
  // The start of the initramfs calls this name.
  "usr/local/sbin/lab-init": "#!/bin/sh\nexec /lib/systemd/systemd\n",
};

/** Run in the root of the machine: nothing but what a test starts works on its disks. */
export const SYSTEMD_SETUP = `systemctl enable lab-network.service ssh.service
systemctl set-default multi-user.target
systemctl mask apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer fstrim.timer \
  e2scrub_reap.service serial-getty@ttyS0.service getty@tty1.service`;
