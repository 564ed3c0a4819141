#include "bench/machine.hpp"

#include "bench/failure.hpp"

#include <algorithm>
#include <fstream>
#include <sched.h>
#include <sstream>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <unistd.h>

namespace amends::bench {
namespace {

/// The rest of the first line of `file` that begins with `name`.
std::string line_of(const std::filesystem::path& file, std::string_view name)
{
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        if (!line.starts_with(name)) continue;
        const auto start = line.find_first_not_of(": \t", name.size());
        return start == line.npos ? std::string() : line.substr(start);
    }
    return {};
}

} // namespace

machine this_machine()
{
    machine here;
    cpu_set_t usable;
    if (sched_getaffinity(0, sizeof usable, &usable) == 0) here.cores = CPU_COUNT(&usable);
    here.cpu = line_of("/proc/cpuinfo", "model name");
    utsname system{};
    if (uname(&system) == 0) here.kernel = system.release;
    return here;
}

int raise_descriptor_limit()
{
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0) throw failure("cannot raise the limit of open descriptors");
    return static_cast<int>(std::min<rlim_t>(limit.rlim_max, 1 << 30));
}

std::int64_t resident_bytes(pid_t process)
{
    const auto line = line_of("/proc/" + std::to_string(process) + "/status", "VmRSS");
    if (line.empty()) throw failure("process " + std::to_string(process) + " is gone");
    return std::stoll(line) * 1024;
}

std::chrono::milliseconds processor_time(pid_t process)
{
    std::ifstream in("/proc/" + std::to_string(process) + "/stat");
    std::string line;
    if (!std::getline(in, line)) throw failure("process " + std::to_string(process) + " is gone");
    // The name, in parentheses, may hold anything; user and system time are fields 14 and 15.
    std::istringstream fields(line.substr(line.rfind(')') + 1));
    std::string skipped;
    for (int field = 3; field < 14; ++field) fields >> skipped;
    std::int64_t user = 0;
    std::int64_t system = 0;
    fields >> user >> system;
    return std::chrono::milliseconds{(user + system) * 1000 / sysconf(_SC_CLK_TCK)};
}

std::filesystem::path own_folder() { return std::filesystem::read_symlink("/proc/self/exe").parent_path(); }

scratch_folder::scratch_folder()
{
    auto name = (own_folder() / "bench-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw failure("cannot make a folder in " + own_folder().string());
    path_ = name;
}

scratch_folder::~scratch_folder()
{
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

} // namespace amends::bench
