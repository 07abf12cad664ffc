// The real program, run the way scripts run it, on a catalog of its own.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/model_files.h"
#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

namespace bandaji::test {

using Json = nlohmann::json;

class CommandLine : public ::testing::Test {
 protected:
  std::filesystem::path path(std::string_view name) const { return folder_ / name; }
  std::filesystem::path catalog() const { return folder_ / "Show.bandaji"; }
  ProgramOptions options() const {
    ProgramOptions options;
    options.folder = folder_.path();
    options.environment = {
        {"XDG_CONFIG_HOME", (folder_ / "config").string()}, {"BANDAJI_CATALOG", ""}, {"DISPLAY", ""}};
    return options;
  }

  // In the folder of the test, where the catalog is found by itself.
  ProgramResult bandaji(std::vector<std::string> arguments) const {
    return run_program(BANDAJI_PROGRAM, arguments, options());
  }

  // With --json; one value a line.
  std::vector<Json> json(std::vector<std::string> arguments, int expected_status = 0) const {
    arguments.insert(arguments.begin(), "--json");
    const ProgramResult result = bandaji(std::move(arguments));
    EXPECT_EQ(result.status, expected_status) << result.err;
    std::vector<Json> values;
    for (const std::string& line : result.lines()) {
      Json value = Json::parse(line, nullptr, false);
      EXPECT_FALSE(value.is_discarded()) << line;
      values.push_back(std::move(value));
    }
    return values;
  }
  Json json1(std::vector<std::string> arguments, int expected_status = 0) const {
    const auto values = json(std::move(arguments), expected_status);
    EXPECT_EQ(values.size(), 1u);
    return values.empty() ? Json() : values.front();
  }

  void init() const { ASSERT_EQ(bandaji({"init", catalog().string()}).status, 0); }
  // A box under this file name; returns its id.
  std::string import_box(const std::string& name, double height = 1.2) const {
    write_obj_box(path(name), 0.6, height, 0.3);
    return json1({"import", name})["id"];
  }

  TemporaryFolder folder_;
};

}  // namespace bandaji::test
