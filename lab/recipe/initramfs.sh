#!/bin/busybox sh
# Finds the root of the machine in the lab. Debian's kernel has the drivers for it as modules.
/bin/busybox mkdir -p /proc /dev /root
/bin/busybox mount -t devtmpfs devtmpfs /dev
while read -r module; do
  /bin/busybox insmod "/modules/$module" || /bin/busybox echo "lab: $module does not load"
done < /modules/order
tries=0
until [ -b /dev/vda ] || [ "$tries" -ge 100 ]; do
  /bin/busybox sleep 0.1
  tries=$((tries + 1))
done
/bin/busybox mount -t ext4 /dev/vda /root || /bin/busybox echo "lab: there is no root"
/bin/busybox mount --move /dev /root/dev
exec /bin/busybox switch_root /root /usr/local/sbin/lab-init
