// The records of the demo production's story.
#pragma once

#include <map>
#include <string>

#include "db/edit.h"

namespace bandaji {

// Adds the story (app/demo/demo_story.h) to a new catalog.  `assets`: the record of each demo piece by the
// name of its file, without folder and ending ("dangui").
Change demo_story_change(const std::map<std::string, Id>& assets);

}  // namespace bandaji
