// `amends train` and the models that the program carries.
#include "tests/support/program.hpp"
#include "tests/support/temporary_directory.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <filesystem>
#include <fstream>

using amends::testing::program;
using amends::testing::temporary_directory;

namespace {

const std::string examples = std::string{AMENDS_SOURCE_DIR} + "/dialogs/trees/examples";

} // namespace

TEST_CASE("amends train makes, byte for byte, the models that the program carries", "[integration][train]")
{
    program training({AMENDS_BINARY, "train", "--check", "--examples", examples});
    INFO("after a change of examples, features or phrases: amends train --to dialogs/understand/model");
    CHECK(training.wait(std::chrono::minutes(5)) == 0);
    CHECK(training.err().find("Trained in") != std::string::npos);
    CHECK(training.err().find("not the one") == std::string::npos);
}

TEST_CASE("other examples make other models, and a wrong one is named with its line", "[integration][train]")
{
    temporary_directory place;
    for (const auto* language : {"zh", "en"}) {
        std::filesystem::create_directories(place.path() / language);
        std::ofstream file(place.path() / language / "shop.tsv");
        for (int i = 0; i < 12; ++i)
            file << "f" << i << "\tcomplaint\tquality\tquality\tcalm0\t-\tanswer\t-\t-\tmy cup is broken\n"
                 << "g" << i << "\tthanks\t-\t-\tcalm0\t-\tthanks\t-\t-\tthank you so much\n";
    }
    const auto folder = place.path().string();
    program other({AMENDS_BINARY, "train", "--check", "--examples", folder});
    CHECK(other.wait() == 1);
    CHECK(other.err().find("The model of zh is not the one that this program carries") != std::string::npos);

    const auto target = (place.path() / "made").string();
    program writes({AMENDS_BINARY, "train", "--examples", folder, "--to", target});
    CHECK(writes.wait() == 0);
    CHECK(std::filesystem::file_size(place.path() / "made" / "zh.bin") > 100);
    CHECK(writes.out().find("without shop") != std::string::npos);

    std::ofstream(place.path() / "en" / "shop.tsv", std::ios::app) << "f\twhine\t-\t-\tcalm0\t-\tanswer\t-\t-\tx\n";
    program wrong({AMENDS_BINARY, "train", "--examples", folder});
    CHECK(wrong.wait() == 1);
    CHECK(wrong.err().find("shop.tsv:25 has \"whine\" as kind") != std::string::npos);

    program nowhere({AMENDS_BINARY, "train", "--examples", (place.path() / "none").string()});
    CHECK(nowhere.wait() == 1);
    CHECK(nowhere.err().find("none") != std::string::npos);
}
