// What the demo production keeps of its looks and sets: versions with notes, approvals, and one
// that is not what was approved any more.
#pragma once

#include "assets/result.h"
#include "db/catalog.h"

namespace bandaji {

// After demo_story_change().  Of the first character's first look two versions with notes, the newer pinned;
// the second's first look approved and changed since, which is a conflict that was waived; the first set
// approved as it is.  Errors: those of Catalog::apply().
Result<void> keep_demo_versions(Catalog& catalog);

}  // namespace bandaji
