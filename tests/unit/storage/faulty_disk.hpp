#pragma once

namespace amends::storage::testing {

/// What a disk can do wrong.
enum class fault {
    full,       ///< a write that finds no room (SQLITE_FULL); also the shared memory file cannot grow
    torn_write, ///< half of a write arrives, then an I/O error
    failed_sync,
    failed_read,
    failed_open,
};

/// Stands between SQLite and the disk while it lives: every database opened meanwhile goes through it, so all of
/// them must be closed before. Flushes are answered without doing them, for speed.
class faulty_disk {
public:
    faulty_disk();
    faulty_disk(const faulty_disk&) = delete;
    faulty_disk& operator=(const faulty_disk&) = delete;
    ~faulty_disk();

    static constexpr int lasting = 1'000'000'000;
    static constexpr int never = 1'000'000'000;

    /// Of the operations that can fail this way, counted from now, the `nth` (from 1) and the `times` - 1 after it fail.
    void break_at(fault kind, int nth, int times);
    /// The `nth` flush from now (from 1) does not come to an end before `mend`.
    void hang_at_sync(int nth);
    /// Whether that flush has been asked for, and hangs.
    bool hangs() const;
    void mend();
    /// How many operations that can fail this way there have been since `break_at`.
    int seen() const;
    /// Whether any operation has failed since `break_at`.
    bool has_failed() const;
};

} // namespace amends::storage::testing
