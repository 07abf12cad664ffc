#include "db/record_names.h"

#include <fmt/format.h>

#include <algorithm>

#include "assets/text.h"
#include "db/record_reads.h"

namespace bandaji {
namespace {

std::string folded(std::string_view text) {
  return to_lower_ascii(to_nfc(text));
}

}  // namespace

// The first is the one to show.
std::vector<std::string> RecordNames::names_of(const RecordRow& row) {
  std::vector<std::string> names;
  const auto value = [&](std::string_view column) { return std::string(row.value(column)); };
  const auto add = [&](std::string name) {
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) {
      names.push_back(std::move(name));
    }
  };
  const std::string number = value("number");
  switch (row.type) {
    case RecordType::Episode:
      add(number);
      break;
    case RecordType::Scene:
      add(fmt::format("{}-{}", text("episode", value("episode")), number));
      break;
    case RecordType::Look: {
      const auto& characters = book(RecordType::Character);
      const auto shown = characters.names.find(value("character"));
      add(fmt::format("{} {}", shown == characters.names.end() ? "" : shown->second, number));
      if (const auto character = record<Character>(catalog_, value("character"))) {
        add(fmt::format("{} {}", character->name_en, number));
      }
      break;
    }
    case RecordType::Unit:
      add(fmt::format("{}#{}", text("asset", value("asset")), number));
      break;
    default:
      break;
  }
  for (const std::string_view column : {"label", "name_ko", "name", "name_en", "code", "barcode"}) {
    add(value(column));
  }
  const std::string aliases = value("aliases");
  for (std::size_t start = 0; start < aliases.size();) {
    const std::size_t end = std::min(aliases.find(';', start), aliases.size());
    add(aliases.substr(start, end - start));
    start = end + 1;
  }
  add(number);
  add(row.title());
  return names;
}

const RecordNames::Book& RecordNames::book(RecordType type) {
  auto& slot = books_[static_cast<std::size_t>(type)];
  if (!slot) {
    Book made;
    for (const RecordRow& row : live_rows(catalog_, type)) {
      const auto names = names_of(row);
      for (const std::string& name : names) {
        auto& ids = made.by_name[folded(name)];
        if (ids.empty() || ids.back() != row.id) {
          ids.push_back(row.id);
        }
      }
      made.names.emplace(row.id, names.empty() ? row.id : names.front());
    }
    slot = std::move(made);
  }
  return *slot;
}

Result<Id> RecordNames::find(std::string_view type_name, std::string_view text) {
  const auto type = record_type_from_name(type_name);
  if (!type) {
    return catalog_.resolve(text);
  }
  const Book& all = book(*type);
  const std::string label = to_lower_ascii(describe(*type).en);
  std::vector<Id> found;
  if (const auto called = all.by_name.find(folded(text)); called != all.by_name.end()) {
    found = called->second;
  } else {
    const std::string wanted = folded(text);
    for (const auto& [id, name] : all.names) {
      const std::string low = to_lower_ascii(id);
      if (low == wanted) {
        return id;
      }
      if (wanted.size() >= 8 && low.starts_with(wanted)) {
        found.push_back(id);
      }
    }
  }
  if (found.size() > 1) {
    return fail(ErrorKind::Conflict,
                fmt::format("Several {} records are called \"{}\"; say more, or use an id.", label,
                            for_display(text, 80)));
  }
  if (found.empty()) {
    return fail(ErrorKind::NotFound, fmt::format("There is no {} \"{}\".", label, for_display(text, 80)));
  }
  return found.front();
}

std::string RecordNames::text(std::string_view type_name, const Id& id) {
  if (id.empty()) {
    return "";
  }
  const auto type = record_type_from_name(type_name);
  if (!type) {
    auto& number = asset_numbers_[id];
    if (number.empty()) {
      const auto asset = catalog_.asset(id);
      number = asset ? asset->number : id;
    }
    return number;
  }
  const Book& all = book(*type);
  const auto name = all.names.find(id);
  if (name == all.names.end()) {
    return id;
  }
  const auto same = all.by_name.find(folded(name->second));
  return same != all.by_name.end() && same->second.size() == 1 ? name->second : id;
}

Result<Id> find_record(const Catalog& catalog, RecordType type, std::string_view text) {
  return RecordNames(catalog).find(describe(type).name, text);
}

}  // namespace bandaji
