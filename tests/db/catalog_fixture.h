// A catalog in a folder of its own that goes away with the test, and records to put in it.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include "db/catalog.h"

namespace bandaji {

class TemporaryFolder {
 public:
  TemporaryFolder() : path_(std::filesystem::temp_directory_path() / ("bandaji-db-" + new_id())) {
    std::filesystem::create_directories(path_);
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::permissions(path_, std::filesystem::perms::owner_all, ignored);
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline Asset named(const std::string& ko, const std::string& en = "",
                   const std::string& kind = "ak_garment") {
  Asset asset;
  asset.id = new_id();
  asset.kind = kind;
  asset.name_ko = ko;
  asset.name_en = en;
  return asset;
}

inline AssetVersion version_of(const std::string& main_file, const std::string& content = "bytes") {
  AssetVersion version;
  version.id = new_id();
  version.main_file = main_file;
  version.manifest.push_back({main_file, hash_text(content), static_cast<std::int64_t>(content.size())});
  version.facts.content = VersionContent::Model;
  version.facts.format = "glTF 2.0";
  version.facts.triangles = 1200;
  version.facts.size_mm = {600, 1240, 300};
  return version;
}

class CatalogTest : public testing::Test {
 protected:
  CatalogTest() : catalog(open_new()) {}

  Catalog open_new() {
    auto created = Catalog::create(folder(), {"지민"});
    EXPECT_TRUE(created) << created.error().message;
    return std::move(*created);
  }
  std::filesystem::path folder() const { return temporary.path() / "Moonlit Palace.bandaji"; }
  std::filesystem::path file() const { return folder() / "catalog.sqlite"; }

  Change apply(const Edit& edit) {
    auto inverse = catalog.apply({{edit}, "변경", "Change"});
    EXPECT_TRUE(inverse) << inverse.error().message;
    return inverse ? *inverse : Change{};
  }
  ErrorKind refusal(const Edit& edit) {
    auto inverse = catalog.apply({{edit}, "변경", "Change"});
    EXPECT_FALSE(inverse);
    return inverse ? ErrorKind::Cancelled : inverse.error().kind;
  }
  Id add(const Asset& asset, std::vector<AssetVersion> versions = {}) {
    apply(AddAsset{asset, std::move(versions)});
    return asset.id;
  }

  TemporaryFolder temporary;
  Catalog catalog;
};

}  // namespace bandaji
