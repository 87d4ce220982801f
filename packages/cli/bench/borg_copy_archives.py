"""Adds copies of the one archive of a borg repository, in one transaction, since 5,000 starts of borg take an hour.

Reads {repository, archives: [[name, time, comment], ...]} as JSON on stdin; time as 2026-11-22T20:06:40.000000.
"""

import json
import sys

from borg.helpers import Manifest, msgpack
from borg.item import ArchiveItem
from borg.logger import setup_logging
from borg.repository import Repository

setup_logging()
job = json.load(sys.stdin)
with Repository(job["repository"], exclusive=True) as repository:
    manifest, key = Manifest.load(repository, Manifest.NO_OPERATION_CHECK)
    (model,) = manifest.archives.list()
    data = key.decrypt(model.id, repository.get(model.id))
    archive = ArchiveItem(internal_dict=msgpack.unpackb(data)).as_dict()
    for name, time, comment in job["archives"]:
        copy = dict(archive, name=name, time=time, time_end=time, comment=comment)
        data = key.pack_and_authenticate_metadata(copy, context=b"archive")
        identity = key.id_hash(data)
        repository.put(identity, key.encrypt(data))
        manifest.archives[name] = (identity, time)
    manifest.write()
    repository.commit(compact=False)
