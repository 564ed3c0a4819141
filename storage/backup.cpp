#include "storage/backup.hpp"

#include "storage/database.hpp"
#include "storage/files.hpp"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace amends::storage {
namespace {

std::uint64_t size_of_log(std::filesystem::path file)
{
    std::error_code none;
    file += "-wal";
    const auto size = std::filesystem::file_size(file, none);
    return none ? 0 : size;
}

/// Files that disappear again unless the backup succeeds.
class unfinished {
public:
    void add(std::filesystem::path file) { files_.push_back(std::move(file)); }
    void keep() { files_.clear(); }
    unfinished() = default;
    unfinished(const unfinished&) = delete;
    unfinished& operator=(const unfinished&) = delete;
    ~unfinished()
    {
        std::error_code ignored;
        for (const auto& file : files_) std::filesystem::remove(file, ignored);
    }

private:
    std::vector<std::filesystem::path> files_;
};

std::optional<problem> make_new(const std::filesystem::path& file)
{
    const int made = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (made < 0 && errno == EEXIST)
        return problem{"backup.exists",
                       file.string() + " exists already. Choose another name; backups overwrite nothing."};
    if (made < 0) return trouble_with(file, "make the backup", errno);
    ::close(made);
    return std::nullopt;
}

/// Copies, and returns how many pages.
int copy_pages(const std::filesystem::path& file, const std::filesystem::path& to)
{
    const auto source = connect_reader(file);
    SQLite::Database copy{to.string(), SQLite::OPEN_READWRITE};
    copy.exec("PRAGMA synchronous = OFF"); // flushed once, at the end
    source->exec("BEGIN");
    source->execAndGet("SELECT count(*) FROM meta"); // the moment that is copied
    SQLite::Backup pages{copy, *source};
    pages.executeStep(-1);
    return pages.getTotalPageCount();
}

std::optional<problem> finish(const std::filesystem::path& copied)
{
    SQLite::Database copy{copied.string(), SQLite::OPEN_READWRITE};
    copy.exec("PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF; PRAGMA secure_delete = ON");
    disown(copy);
    return verify(copy, copied);
}

problem backup_problem(const SQLite::Exception& failure, const std::filesystem::path& to)
{
    const auto p = problem_of(failure);
    const auto said = "The backup to " + to.string() + " failed: " + p.message + ". ";
    if (p.code == "disk_full") return {"store.full", said + "Free some space there, or choose another disk."};
    if (p.code == "corrupt")
        return {"store.corrupt", said + "The store itself may be damaged: keep the backups you have."};
    return {"store.io", said + "Check the path and the disk."};
}

} // namespace

result<backup_report> back_up(const std::filesystem::path& file, const std::filesystem::path& to)
{
    auto part = to;
    part += ".part";
    unfinished files;
    for (const auto& each : {to, part}) {
        if (auto trouble = make_new(each)) return *trouble;
        files.add(each);
    }
    for (const auto* beside : {"-journal", "-wal", "-shm"}) files.add(part.string() + beside);
    backup_report report;
    const auto log_before = size_of_log(file);
    try {
        report.pages = copy_pages(file, part);
        const auto log_after = size_of_log(file);
        report.wal_growth_bytes = static_cast<std::int64_t>(log_after > log_before ? log_after - log_before : 0);
        if (auto trouble = finish(part)) return *trouble;
    } catch (const SQLite::Exception& failure) {
        return backup_problem(failure, to);
    }
    if (auto trouble = sync(part)) return *trouble;
    // Over the empty file that has held the name since the beginning.
    std::error_code failed;
    std::filesystem::rename(part, to, failed);
    if (failed) return trouble_with(to, "name the backup", failed.value());
    files.keep();
    const auto folder = std::filesystem::absolute(to, failed).parent_path();
    if (auto trouble = sync(folder)) return *trouble;
    return report;
}

} // namespace amends::storage
