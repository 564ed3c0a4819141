#!/usr/bin/python3
"""A file system that forgets what was not synced when its power is cut.

    power_cut_fs.py MOUNT LIVE DURABLE

Files are served from LIVE. DURABLE holds what a disk would hold: a write gets there when its file is synced.
A line on standard input cuts the power: of the writes not synced yet a random part reaches DURABLE, out of order and torn at
512 bytes as disks do, and from then on every operation fails with EIO.
"""

import errno
import os
import random
import sys
import threading

from fusepy import FUSE, FuseOSError, Operations

SECTOR = 512


class PowerCut(Operations):
    def __init__(self, live, durable):
        self.live = live
        self.durable = durable
        self.unsynced = {}  # path -> [(offset, data) or size to truncate to]
        self.guard = threading.RLock()
        self.dead = False

    def __call__(self, operation, *arguments):
        if self.dead:
            raise FuseOSError(errno.EIO)
        try:
            return super().__call__(operation, *arguments)
        except OSError as error:
            raise FuseOSError(error.errno) from error

    def cut(self):
        with self.guard:
            self.dead = True
            for path, changes in self.unsynced.items():
                survivors = [change for change in changes if random.random() < 0.5]
                random.shuffle(survivors)
                for change in survivors:
                    if not isinstance(change, int) and random.random() < 0.5:
                        offset, data = change
                        change = (offset, data[: random.randrange(0, len(data) // SECTOR + 1) * SECTOR])
                    self._apply(path, [change])
            print("cut", flush=True)

    def _apply(self, path, changes):
        target = os.open(self.durable + path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            for change in changes:
                if isinstance(change, int):
                    os.ftruncate(target, change)
                else:
                    os.pwrite(target, change[1], change[0])
        finally:
            os.close(target)

    def _sync(self, path):
        with self.guard:
            self._apply(path, self.unsynced.pop(path, []))

    def getattr(self, path, fh=None):
        status = os.lstat(self.live + path)
        names = ("st_atime", "st_ctime", "st_gid", "st_mode", "st_mtime", "st_nlink", "st_size", "st_uid")
        return {name: getattr(status, name) for name in names}

    def readdir(self, path, fh):
        return [".", "..", *os.listdir(self.live + path)]

    def statfs(self, path):
        status = os.statvfs(self.live + path)
        names = ("f_bavail", "f_bfree", "f_blocks", "f_bsize", "f_favail", "f_ffree", "f_files", "f_flag", "f_frsize")
        return {name: getattr(status, name) for name in names} | {"f_namemax": 255}

    def access(self, path, mode):
        if not os.access(self.live + path, mode):
            raise FuseOSError(errno.EACCES)

    def chmod(self, path, mode):
        os.chmod(self.live + path, mode)

    def mknod(self, path, mode, device):
        os.mknod(self.live + path, mode, device)

    def mkdir(self, path, mode):
        os.mkdir(self.live + path, mode)
        os.mkdir(self.durable + path, mode)

    def rmdir(self, path):
        os.rmdir(self.live + path)
        os.rmdir(self.durable + path)

    def create(self, path, mode, fi=None):
        handle = os.open(self.live + path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, mode)
        with self.guard:
            self._apply(path, [])
        return handle

    def open(self, path, flags):
        # The page cache of FUSE may read what is only being written.
        access = os.O_RDONLY if flags & os.O_ACCMODE == os.O_RDONLY else os.O_RDWR
        return os.open(self.live + path, access)

    def read(self, path, size, offset, fh):
        return os.pread(fh, size, offset)

    def write(self, path, data, offset, fh):
        with self.guard:
            self.unsynced.setdefault(path, []).append((offset, data))
            return os.pwrite(fh, data, offset)

    def truncate(self, path, length, fh=None):
        with self.guard:
            self.unsynced.setdefault(path, []).append(length)
            os.truncate(self.live + path, length)

    def fsync(self, path, datasync, fh):
        self._sync(path)

    def fsyncdir(self, path, datasync, fh):
        pass

    def flush(self, path, fh):
        pass

    def release(self, path, fh):
        os.close(fh)

    def unlink(self, path):
        with self.guard:
            os.unlink(self.live + path)
            self.unsynced.pop(path, None)
            if os.path.exists(self.durable + path):
                os.unlink(self.durable + path)

    def rename(self, old, new):
        with self.guard:
            os.rename(self.live + old, self.live + new)
            if os.path.exists(self.durable + old):
                os.rename(self.durable + old, self.durable + new)
            if old in self.unsynced:
                self.unsynced[new] = self.unsynced.pop(old)


def main():
    mount, live, durable = sys.argv[1:]
    files = PowerCut(live, durable)
    # Signals would wait for Python in the main thread, which is inside libfuse from here on.
    threading.Thread(target=lambda: sys.stdin.readline() and files.cut(), daemon=True).start()
    FUSE(files, mount, foreground=True, nothreads=False, default_permissions=False)


if __name__ == "__main__":
    main()
