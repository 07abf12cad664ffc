// The versions of a look or a set: keeping one, what was decided on it, looking at an old
// one and going back to it.
#pragma once

#include <string>
#include <vector>

#include "app/ui/looks/record_rows.h"
#include "app/ui/model.h"
#include "app/ui/ui.h"
#include "db/composition_diff.h"
#include "db/composition_versions.h"

namespace bandaji {

// View state.
struct VersionsTab {
  std::string comment;  // Of the version that is about to be kept.
  bool focus = false;   // Into its field.
  Id chosen;            // Whose notes and buttons are shown.
  Id viewing;           // Shown in the picture in place of what is there now.
  Id comparing;         // Shown beside what is there now.
  // What of the chosen one differs from what is there now, as of its hash.
  Id differs_of;
  std::string differs_hash;
  std::vector<DifferenceText> differs;
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

// What was read anew may be another look, or one in another scene: asks for what it is compared with once
// more, and ends comparing where there is no such version.
void keep_comparing(const VersionsTab& tab, const VersionsView& view, Requests& out);

void draw_versions(Ui& ui, VersionsTab& tab, rows::Editor& editor, const VersionsView& view,
                   const UiModel& model, Requests& out);
// Over the picture while an old version is shown: which, and back.
void draw_version_banner(Ui& ui, VersionsTab& tab, const VersionsView& view, ImVec2 min, ImVec2 max);

}  // namespace bandaji
