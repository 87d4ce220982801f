/* What an ordinary user can do in a directory of their own, as fast as they can, until they are killed,
 * or the test ends.
 *
 *   swap exchange A B      exchanges two names for ever
 *   swap await NAME A B    exchanges them whenever NAME is created, and back a moment later
 *   swap links A N         gives A up to N more names
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <unistd.h>

static void exchange(const char *a, const char *b) { renameat2(AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE); }

static int await(const char *name, const char *a, const char *b) {
  char events[65536];
  int watch = inotify_init1(0);
  inotify_add_watch(watch, ".", IN_CREATE | IN_MOVED_TO);
  puts("ready");
  fflush(stdout);
  for (;;) {
    ssize_t length = read(watch, events, sizeof events);
    for (char *at = events; at < events + length;) {
      struct inotify_event *event = (struct inotify_event *)at;
      if (event->len && !strcmp(event->name, name)) {
        exchange(a, b);
        usleep(3000);
        exchange(a, b);
      }
      at += sizeof *event + event->len;
    }
  }
}

int main(int count, char **words) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() == 1) return 1;
  if (count == 5 && !strcmp(words[1], "await")) return await(words[2], words[3], words[4]);
  if (count != 4) return 2;
  if (!strcmp(words[1], "links")) {
    char name[64];
    for (int i = 0; i < atoi(words[3]); i++) {
      snprintf(name, sizeof name, "link-%d", i);
      if (link(words[2], name)) return 0;
    }
    return 0;
  }
  puts("ready");
  fflush(stdout);
  for (;;) {
    exchange(words[2], words[3]);
    /* Now and then long enough for the other side to do several steps. */
    if (rand() % 4 == 0) usleep(rand() % 400);
  }
}
