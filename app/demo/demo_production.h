// The demo production 달빛 궁 (Moonlit Palace), a court drama set in late Joseon:
// costumes, a figure, a head, sets and props, all made by code.  They are written
// as glTF files and then go through the ordinary import like anybody's work.
#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "assets/model.h"
#include "assets/result.h"

namespace bandaji {

struct DemoAsset {
  std::string file;                // Of the .gltf, relative to the demo folder, with '/'.
  std::string kind;                // Key of facet asset_kind in the vocabulary, for example "ak_garment".
  std::vector<std::string> terms;  // Keys of other facets: the piece, its era, color, wearer …
  std::string name_ko;
  std::string name_en;
  std::string romanized;
  std::vector<std::string> tags;  // Free tags, Korean.
  std::string notes_ko;
  std::string notes_en;
  std::string character_ko;      // Who wears or uses it; empty when nobody in particular.
  int rating = 0;                // 0 to 5.
  std::function<Model()> build;  // Pure: the same model at every call, from any thread.
};

struct DemoProduction {
  std::string title_ko = "달빛 궁";
  std::string title_en = "Moonlit Palace";
  std::string code = "MP";
  std::string genre_key = "gn_sageuk";
};

// In the order in which a designer would list them; files are unique.
std::vector<DemoAsset> demo_assets();

// The parts of demo_assets(), one function per department.
std::vector<DemoAsset> demo_costume_assets();
std::vector<DemoAsset> demo_set_assets();
std::vector<DemoAsset> demo_prop_assets();

// Called on the calling thread after each asset: number done, number of all, the asset.
using DemoProgress = std::function<void(int done, int all, const DemoAsset& asset)>;

// Writes every asset below `folder`, several at a time.  Existing files are replaced.
//
// Errors: Io, Denied  a file could not be written
//         Cancelled   `stop` was requested; checked between assets
Result<void> write_demo_files(const std::filesystem::path& folder, const DemoProgress& progress = {},
                              std::stop_token stop = {});

}  // namespace bandaji
