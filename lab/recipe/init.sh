#!/bin/sh
# The first process of the machine in the lab: what systemd would start of it, and no more.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t tmpfs -o mode=0755 run /run
mkdir -p /dev/pts /dev/shm /run/lock /run/sshd /run/lvm
mount -t devpts -o gid=5,mode=620 devpts /dev/pts
mount -t tmpfs shm /dev/shm
hostname -F /etc/hostname

# Without udev, LVM's commands wait for ever; dmeventd is what unmounts an overflowed snapshot on a real system.
/lib/systemd/systemd-udevd --daemon
udevadm trigger --action=add
udevadm settle
for module in virtio_net virtio_rng dm_snapshot dm_thin_pool dm_flakey xfs btrfs vfat nls_cp437 nls_ascii nls_utf8 zfs; do
  modprobe "$module" || echo "lab: there is no module $module"
done
/sbin/dmeventd

# What was on the disks before a power cut is found again.
vgchange --quiet --activate ay
[ ! -s /etc/zfs/zpool.cache ] || zpool import -c /etc/zfs/zpool.cache -a -N
zfs mount -a
udevadm settle
mount -a

ip link set lo up
ip addr add 10.0.2.15/24 dev eth0
ip link set eth0 up
/usr/sbin/sshd
echo "lab: ready" > /dev/console

# Orphans come to the first process, which must take note of their ends.
while :; do
  sleep 3600 &
  wait
done
