# Ways from a container to the node, tried as whoever runs this. Each one is harmless if it goes through: it reads what the
# tests themselves put on the node, or writes the value that is there. Told are the name and whether it reached the node.
#
# LOOP is the minor number of a loop device of the tests, whose content begins with "canary"; TOOLS a folder with a static
# busybox, and with keyctl.
b=$TOOLS/busybox
scratch=$("$b" mktemp -d 2> /dev/null || "$b" mktemp -d -p /)
cd "$scratch" || exit 1

# attempt NAME COMMAND: it must print "canary"
attempt() {
  name=$1
  shift
  if "$b" timeout 10 "$b" sh -c "$*" 2> /dev/null | "$b" grep -q canary; then
    echo "reached  $name"
  else
    echo "kept out $name"
  fi
}

export b TOOLS LOOP scratch
attempt "block device made by mknod" '$b mknod $scratch/d b 7 $LOOP && $b head -c 6 $scratch/d'
attempt "block device of the node" '$b head -c 6 /dev/loop$LOOP'
attempt "file system of a block device mounted" \
  'mkdir -p $scratch/m; $b mknod $scratch/f b 7 $LOOP2; mount -t ext4 $scratch/f $scratch/m && cat $scratch/m/canary; umount $scratch/m'
attempt "the same in mounts of its own" \
  'mkdir -p $scratch/u; unshare -m $b sh -c "$b mknod $scratch/g b 7 $LOOP2; mount -t ext4 $scratch/g $scratch/u && cat $scratch/u/canary"'
attempt "block device in a user namespace of its own" 'unshare -Ur $b head -c 6 $scratch/d || unshare -Ur $b head -c 6 /dev/loop$LOOP'
attempt "kernel log device made by mknod" '$b mknod $scratch/k c 1 11 && $b dd if=$scratch/k bs=8192 count=1 | $b head -c 1 | $b grep -q . && echo canary'
attempt "kernel log read" 'dmesg 2> /dev/null | $b head -n 1 | $b grep -q . && echo canary'
attempt "core_pattern written" 'v=$(cat /proc/sys/kernel/core_pattern); echo "$v" > /proc/sys/kernel/core_pattern && echo canary'
attempt "a setting of the kernel written" 'v=$(cat /proc/sys/vm/swappiness); echo "$v" > /proc/sys/vm/swappiness && echo canary'
attempt "a setting of all file systems written" 'v=$(cat /proc/sys/fs/suid_dumpable); echo "$v" > /proc/sys/fs/suid_dumpable && echo canary'
attempt "a device setting in /sys written" \
  'q=/sys/block/loop$LOOP/queue/read_ahead_kb; v=$(cat $q); echo "$v" > $q && echo canary'
attempt "control group hierarchy mounted" \
  'mkdir -p $scratch/c; mount -t cgroup -o freezer cgroup $scratch/c && mkdir $scratch/c/attempt && rmdir $scratch/c/attempt && echo canary; umount $scratch/c'
attempt "control group made where the runtime mounted it" \
  'for g in /sys/fs/cgroup/freezer /sys/fs/cgroup; do mkdir $g/attempt && [ -e $g/attempt/cgroup.procs ] && echo canary; rmdir $g/attempt; done'
attempt "first process's mounts entered" 'nsenter -t 1 -m cat /work/canary'
attempt "first process's network entered" 'nsenter -t 1 -n $b ip link show node0 && echo canary'
attempt "the node's network" '$b ip link show node0 && echo canary'
attempt "the node's files through the first process" 'cat /proc/1/root/work/canary'
attempt "the kubelet's credentials" '$b grep -q client-key-data /proc/1/root/etc/kubernetes/kubelet.conf && echo canary'
attempt "the kubelet's folder of secrets" 'ls /proc/1/root/var/lib/kubelet/pods && echo canary'
attempt "another pod's files" 'cat /proc/[0-9]*/root/home/coder/canary-of-the-victim'
attempt "another pod's environment" '$b cat /proc/[0-9]*/environ | $b tr "\\0" "\\n" | $b grep ^canary_of_the_victim='
attempt "another pod's memory" \
  'for p in $($b grep -l canary_of_the_victim= /proc/[0-9]*/environ | $b cut -d/ -f3); do r=$($b awk "/stack/ { print \$1 }" /proc/$p/maps); a=0x${r%-*}; e=0x${r#*-}; $b dd if=/proc/$p/mem bs=4096 skip=$((a / 4096)) count=$(((e - a) / 4096)) | $b grep -qa canary_of_the_victim && echo canary; done'
attempt "root's keyring" '$b env LD_LIBRARY_PATH=$TOOLS $TOOLS/keyctl print $($b env LD_LIBRARY_PATH=$TOOLS $TOOLS/keyctl search @u user canary)'
attempt "the container runtime's socket" 'ls /proc/1/root/run/containerd/containerd.sock && echo canary'
attempt "the hosts' PID namespace" '$b ps -o args | $b grep -q "[k]ubelet --config" && echo canary'
