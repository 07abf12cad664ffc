#include "app/ui/model.h"

#include <fmt/format.h>

#include <ctime>

#include "app/ui/platform.h"
#include "app/ui/text.h"
#include "assets/text.h"

namespace bandaji {

const AssetVersion* Details::current() const {
  for (const AssetVersion& version : versions)
    if (version.id == asset.current_version) return &version;
  return nullptr;
}

std::string_view display_name(std::string_view ko, std::string_view en, bool korean) {
  const std::string_view first = korean ? ko : en;
  return first.empty() ? (korean ? en : ko) : first;
}

std::string_view workspace_name(Workspace workspace) {
  switch (workspace) {
    case Workspace::Library:
      return "library";
    case Workspace::Looks:
      return "looks";
    case Workspace::Sets:
      return "sets";
    case Workspace::Continuity:
      return "continuity";
    case Workspace::Sheets:
      return "sheets";
  }
  return "";
}

const char* verdict_label(Verdict verdict, bool korean) {
  switch (verdict) {
    case Verdict::Requested:
      return text_of(Text::VerdictRequested, korean);
    case Verdict::Approved:
      return text_of(Text::VerdictApproved, korean);
    case Verdict::ApprovedWithConditions:
      return text_of(Text::VerdictConditions, korean);
    case Verdict::ChangesRequested:
      return text_of(Text::VerdictChanges, korean);
    case Verdict::Rejected:
      return text_of(Text::VerdictRejected, korean);
    case Verdict::Hold:
      return text_of(Text::VerdictHold, korean);
    case Verdict::Withdrawn:
      return text_of(Text::VerdictWithdrawn, korean);
  }
  return "";
}

std::string path_label(const std::filesystem::path& path) {
  return to_nfc(to_utf8(path.has_filename() ? path.filename() : path.parent_path().filename()));
}

std::string date_text(TimeMs at, bool with_time) {
  if (at <= 0) return "–";
  const std::time_t seconds = static_cast<std::time_t>(at / 1000);
  const std::tm local = local_time(seconds);
  const std::string day =
      fmt::format("{:04}-{:02}-{:02}", local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
  return with_time ? fmt::format("{} {:02}:{:02}", day, local.tm_hour, local.tm_min) : day;
}

std::string element_counts(std::uint64_t triangles, std::uint64_t lines, std::uint64_t points) {
  std::string text;
  const auto add = [&](std::uint64_t count, const char* sign) {
    if (count == 0) return;
    if (!text.empty()) text += "  ";
    text += count_text(static_cast<std::int64_t>(count)) + " " + sign;
  };
  add(triangles, "▲");
  add(lines, "／");
  add(points, "●");
  return text;
}

std::string count_text(std::int64_t value) {
  std::string digits = std::to_string(value < 0 ? -value : value);
  for (std::ptrdiff_t at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return value < 0 ? "-" + digits : digits;
}

}  // namespace bandaji
