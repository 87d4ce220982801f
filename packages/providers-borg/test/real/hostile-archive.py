"""Makes archives that no file system can have, by borg's own modules. Arguments: the repository, a directory elsewhere."""

import stat
import sys
import time

from borg.archive import Archive
from borg.cache import Cache
from borg.helpers import Manifest
from borg.item import Item
from borg.logger import setup_logging
from borg.repository import Repository

setup_logging()
place, target = sys.argv[1:]
ABOVE = "../" * 20 + target.lstrip("/")


def entries(case):
    yield "docs", stat.S_IFDIR | 0o755, None, {}
    yield "docs/good", stat.S_IFREG | 0o644, b"good", {}
    if case == "link":
        yield "docs/link", stat.S_IFLNK | 0o777, None, {"source": target}
        yield "docs/link/evil", stat.S_IFREG | 0o644, b"evil", {}
    elif case == "parent":
        yield "docs/" + ABOVE + "/evil", stat.S_IFREG | 0o644, b"evil", {}
    elif case == "hardlink":
        yield "docs/hard", stat.S_IFREG | 0o644, None, {"source": ABOVE + "/secret"}
    elif case == "linked-link":
        yield "docs/link", stat.S_IFLNK | 0o777, None, {"source": target}
        yield "docs/hard", stat.S_IFREG | 0o644, None, {"source": "docs/link"}
        yield "docs/hard/evil", stat.S_IFREG | 0o644, b"evil", {}
    elif case == "spelled":
        yield "docs/link", stat.S_IFLNK | 0o777, None, {"source": target}
        yield "./docs//./link/evil", stat.S_IFREG | 0o644, b"evil", {}
    elif case == "spelled-link":
        yield "./docs//link", stat.S_IFLNK | 0o777, None, {"source": target}
        yield "docs/link/evil", stat.S_IFREG | 0o644, b"evil", {}


with Repository(place, exclusive=True) as repository:
    manifest, key = Manifest.load(repository, Manifest.NO_OPERATION_CHECK)
    with Cache(repository, key, manifest, lock_wait=1) as cache:
        for case in ["none", "link", "parent", "hardlink", "linked-link", "spelled", "spelled-link"]:
            archive = Archive(repository, key, manifest, case, cache=cache, create=True)
            for path, mode, data, more in entries(case):
                now = time.time_ns()
                item = Item(path=path, mode=mode, uid=0, gid=0, user="root", group="root", mtime=now, atime=now, ctime=now)
                item.update(more)
                if data is not None:
                    item.chunks = [cache.add_chunk(key.id_hash(data), data, archive.stats)]
                    item.size = len(data)
                archive.items_buffer.add(item)
            archive.save()
