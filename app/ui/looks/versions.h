// The versions of a look or a set: keeping one, what was decided on it, looking at an old
// one and going back to it.
#pragma once

#include <string>
#include <vector>

#include "app/ui/looks/record_rows.h"
#include "app/ui/model.h"
#include "app/ui/ui.h"
#include "db/composition_versions.h"

namespace bandaji {

// View state.
struct VersionsTab {
  std::string comment;  // Of the version that is about to be kept.
  bool focus = false;   // Into its field.
  Id chosen;            // Whose notes and buttons are shown.
  Id viewing;           // Shown in the picture in place of what is there now.
};

// As the catalog had them.
struct VersionsView {
  Id subject;
  Id master;
  std::string hash;                          // Of what is there now.
  std::vector<CompositionVersion> versions;  // Newest first.
  std::vector<Decision> decisions;           // Oldest first.
  ReviewState review;
  const CompositionVersion* find(const Id& id) const;
};
VersionsView read_versions(const Catalog& catalog, const Id& subject);

void draw_versions(Ui& ui, VersionsTab& tab, rows::Editor& editor, const VersionsView& view,
                   const UiModel& model, Requests& out);
// Over the picture while an old version is shown: which, and back.
void draw_version_banner(Ui& ui, VersionsTab& tab, const VersionsView& view, ImVec2 min, ImVec2 max);

}  // namespace bandaji
