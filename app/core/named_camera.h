// Cameras that people save for an asset: where they stand, with which lens, and which
// of them thumbnails and sheets are taken with.
//
// They are kept in the catalog as the value of a custom field of the asset, so that
// saving one is an edit like any other: undone, logged, carried along by copies.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assets/result.h"
#include "db/catalog.h"
#include "db/edit.h"
#include "db/production.h"
#include "renderer/camera.h"
#include "renderer/lens.h"

namespace bandaji {

struct NamedCamera {
  std::string name;  // One line; unique for the asset.
  Camera camera;
  std::string sensor = "super35";  // As in --sensor; with the angle of view it says the focal length.
  bool chosen = false;             // For thumbnails and sheets; at most one is.
};

// One line each: name, eye, target, up, angle, orthographic height or 0, sensor, "*" when chosen; separated
// by '|'.  Reading skips lines that are none.
std::string write_cameras(const std::vector<NamedCamera>& cameras);
std::vector<NamedCamera> read_cameras(std::string_view text);

std::vector<NamedCamera> cameras_of(const Catalog& catalog, const Id& asset);
// The chosen one; empty when none is.
std::optional<NamedCamera> chosen_camera(const Catalog& catalog, const Id& asset);
// Of every asset that has one.
std::map<Id, Camera> chosen_cameras(const Catalog& catalog);
// Case of letters does not matter.
const NamedCamera* find_camera(const std::vector<NamedCamera>& cameras, std::string_view name);
// The edits that put these in place of the asset's cameras; makes the field when the catalog has none.
Change set_cameras(const Catalog& catalog, const Id& asset, const std::vector<NamedCamera>& cameras,
                   std::string label_ko, std::string label_en);

// A name that is not taken: "카메라 2".
std::string free_camera_name(const std::vector<NamedCamera>& cameras, bool korean);

}  // namespace bandaji
