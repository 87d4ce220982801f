import type { Machine } from "../../../lab/testing.ts";

/**
 * Puts a program of the same name before the real one, which overflows the snapshot at the moment that `when` says of
 * it, once: before the program begins, or while it works. All that it does besides is the real program's work.
 */
export async function overflowDuring(
  machine: Machine,
  program: string,
  word: string,
  when: "before" | "while",
): Promise<void> {
  const real = (await machine.sh(`command -v ${program}`)).trim();
  const flood = `dd if=/dev/urandom of=/vol/root/flood bs=1M count=24 conv=fsync status=none; rm /vol/root/flood`;
  const wait = `for i in $(seq 100); do lvs --noheadings -o lv_snapshot_invalid vg | grep -q invalid && break; sleep 0.1; done`;
  const parts = {
    before: `${flood}; ${wait}; exec ${real} "$@"`,
    while: `${real} "$@" & child=$!; sleep 1; kill -STOP $child; ${flood}; ${wait}; kill -CONT $child; wait $child`,
  };
  await machine.write(
    `/usr/local/sbin/${program}`,
    `#!/bin/bash
case " $* " in *" ${word} "*) if mkdir /run/flooded 2>/dev/null; then ${parts[when]}; exit $?; fi;; esac
exec ${real} "$@"
`,
  );
  await machine.sh(`chmod 755 /usr/local/sbin/${program}; rm -rf /run/flooded`);
}

/** The programs are the real ones again. */
export async function asBefore(machine: Machine): Promise<void> {
  await machine.sh("rm -f /usr/local/sbin/borg /usr/local/sbin/rsync; rm -rf /run/flooded");
}
