#include "faulty_disk.hpp"

#include <condition_variable>
#include <mutex>
#include <sqlite3.h>
#include <stdexcept>

namespace amends::storage::testing {
namespace {

struct {
    std::mutex mutex;
    fault kind = fault::full;
    int nth = 0; // 0: whole
    int times = 0;
    int seen = 0;
    bool failed = false;
    int hanging_sync = 0; // 0: none
    bool hangs = false;
    std::condition_variable mended;
} plan;

bool fails_now(fault kind)
{
    const std::lock_guard lock{plan.mutex};
    if (plan.nth == 0 || plan.kind != kind) return false;
    ++plan.seen;
    const bool fails = plan.seen >= plan.nth && plan.seen - plan.nth < plan.times;
    plan.failed = plan.failed || fails;
    return fails;
}

sqlite3_vfs* below = nullptr;

struct faulty_file {
    sqlite3_file base;
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

sqlite3_file* real(sqlite3_file* file) { return reinterpret_cast<faulty_file*>(file)->real(); }
const sqlite3_io_methods* methods(sqlite3_file* file) { return real(file)->pMethods; }

int close(sqlite3_file* f) { return methods(f)->xClose(real(f)); }
int read(sqlite3_file* f, void* into, int amount, sqlite3_int64 at)
{
    if (fails_now(fault::failed_read)) return SQLITE_IOERR_READ;
    return methods(f)->xRead(real(f), into, amount, at);
}
int write(sqlite3_file* f, const void* from, int amount, sqlite3_int64 at)
{
    if (fails_now(fault::full)) return SQLITE_FULL;
    if (fails_now(fault::torn_write)) {
        methods(f)->xWrite(real(f), from, amount / 2, at);
        return SQLITE_IOERR_WRITE;
    }
    return methods(f)->xWrite(real(f), from, amount, at);
}
int truncate(sqlite3_file* f, sqlite3_int64 size)
{
    if (fails_now(fault::torn_write)) return SQLITE_IOERR_TRUNCATE;
    return methods(f)->xTruncate(real(f), size);
}
void hang_if_planned()
{
    std::unique_lock lock{plan.mutex};
    if (plan.hanging_sync == 0 || --plan.hanging_sync > 0) return;
    plan.hangs = true;
    plan.mended.wait(lock, [] { return !plan.hangs; });
}
int sync(sqlite3_file*, int)
{
    hang_if_planned();
    return fails_now(fault::failed_sync) ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}
int file_size(sqlite3_file* f, sqlite3_int64* size) { return methods(f)->xFileSize(real(f), size); }
int lock(sqlite3_file* f, int level) { return methods(f)->xLock(real(f), level); }
int unlock(sqlite3_file* f, int level) { return methods(f)->xUnlock(real(f), level); }
int check_reserved(sqlite3_file* f, int* out) { return methods(f)->xCheckReservedLock(real(f), out); }
int control(sqlite3_file* f, int op, void* arg) { return methods(f)->xFileControl(real(f), op, arg); }
int sector_size(sqlite3_file* f) { return methods(f)->xSectorSize(real(f)); }
int traits(sqlite3_file* f) { return methods(f)->xDeviceCharacteristics(real(f)); }
int shm_map(sqlite3_file* f, int page, int size, int extend, void volatile** out)
{
    if (extend && fails_now(fault::full)) return SQLITE_IOERR_SHMSIZE;
    return methods(f)->xShmMap(real(f), page, size, extend, out);
}
int shm_lock(sqlite3_file* f, int offset, int n, int flags) { return methods(f)->xShmLock(real(f), offset, n, flags); }
void shm_barrier(sqlite3_file* f) { methods(f)->xShmBarrier(real(f)); }
int shm_unmap(sqlite3_file* f, int remove) { return methods(f)->xShmUnmap(real(f), remove); }

const sqlite3_io_methods faulty_methods = {
    2,       close,       read,   write,   truncate, sync,        file_size, lock,    unlock, check_reserved,
    control, sector_size, traits, shm_map, shm_lock, shm_barrier, shm_unmap, nullptr, nullptr};

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out)
{
    file->pMethods = nullptr;
    if (fails_now(fault::failed_open)) return SQLITE_CANTOPEN;
    const int outcome = below->xOpen(below, name, real(file), flags, out);
    if (real(file)->pMethods) file->pMethods = &faulty_methods;
    return outcome;
}

sqlite3_vfs faulty_vfs;

} // namespace

faulty_disk::faulty_disk()
{
    below = sqlite3_vfs_find(nullptr);
    faulty_vfs = *below;
    faulty_vfs.zName = "faulty";
    faulty_vfs.szOsFile = static_cast<int>(sizeof(faulty_file)) + below->szOsFile;
    faulty_vfs.xOpen = open;
    if (sqlite3_vfs_register(&faulty_vfs, 1) != SQLITE_OK) throw std::runtime_error("SQLite takes no disk");
    mend();
}

faulty_disk::~faulty_disk()
{
    sqlite3_vfs_register(below, 1);
    sqlite3_vfs_unregister(&faulty_vfs);
}

void faulty_disk::break_at(fault kind, int nth, int times)
{
    const std::lock_guard lock{plan.mutex};
    plan.kind = kind;
    plan.nth = nth;
    plan.times = times;
    plan.seen = 0;
    plan.failed = false;
}

void faulty_disk::mend()
{
    const std::lock_guard lock{plan.mutex};
    plan.nth = 0;
    plan.hanging_sync = 0;
    plan.hangs = false;
    plan.mended.notify_all();
}

void faulty_disk::hang_at_sync(int nth)
{
    const std::lock_guard lock{plan.mutex};
    plan.hanging_sync = nth;
}

bool faulty_disk::hangs() const
{
    const std::lock_guard lock{plan.mutex};
    return plan.hangs;
}

int faulty_disk::seen() const
{
    const std::lock_guard lock{plan.mutex};
    return plan.seen;
}

bool faulty_disk::has_failed() const
{
    const std::lock_guard lock{plan.mutex};
    return plan.failed;
}

} // namespace amends::storage::testing
