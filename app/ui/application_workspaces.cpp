// Which workspace is drawn, and which one a record belongs to.
#include "app/ui/application.h"

namespace bandaji {

void Application::draw_workspace(const UiModel& model, Requests& out) {
  switch (workspace_) {
    case Workspace::Sheets:
      return draw_sheets(*ui_, sheets_, model, out);
    case Workspace::Continuity:
      return draw_story(model, out);
    case Workspace::Library:
    case Workspace::Looks:
    case Workspace::Sets:
      return draw_library(model, out);
  }
}

void Application::show_record(RecordType type, const Id& id) {
  if (show_in_story(type, id)) return;
}

}  // namespace bandaji
