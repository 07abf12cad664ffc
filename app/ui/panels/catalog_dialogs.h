// The first page, making a catalog, the production's name, and about this program.
#pragma once

#include <filesystem>
#include <string>

#include "app/ui/model.h"
#include "app/ui/ui.h"

namespace bandaji {

struct NewCatalogDialog {
  std::string title_ko, title_en;
  std::string folder;  // UTF-8; the catalog is made inside it.
  bool just_opened = true;
};

struct ProductionDialog {
  std::string title_ko, title_en;
  bool loaded = false;
};

void draw_welcome(Ui& ui, const UiModel& model, Requests& out);
void draw_new_catalog(Ui& ui, NewCatalogDialog& dialog, const UiModel& model, Requests& out);
void draw_production(Ui& ui, ProductionDialog& dialog, const UiModel& model, Requests& out);
void draw_about(Ui& ui, const UiModel& model, const std::string& graphics, Requests& out);

// Where a new catalog of this title would lie.
std::filesystem::path new_catalog_path(const NewCatalogDialog& dialog);

}  // namespace bandaji
