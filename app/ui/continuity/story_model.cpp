#include "app/ui/continuity/story_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>

#include "app/ui/model.h"
#include "assets/text.h"
#include "db/record_reads.h"
#include "db/search_text.h"

namespace bandaji {
namespace {

const Id kNoId;

template <class T>
std::unordered_map<Id, T> book_of(std::vector<T> records) {
  std::unordered_map<Id, T> book;
  book.reserve(records.size());
  for (T& record : records) {
    const Id id = record.id;
    book.emplace(id, std::move(record));
  }
  return book;
}

template <class T>
const T* find_in(const std::unordered_map<Id, T>& book, const Id& id) {
  const auto found = book.find(id);
  return found == book.end() ? nullptr : &found->second;
}

template <class T, class Less>
std::vector<const T*> in_order(const std::unordered_map<Id, T>& book, Less less) {
  std::vector<const T*> order;
  order.reserve(book.size());
  for (const auto& [id, record] : book) order.push_back(&record);
  std::sort(order.begin(), order.end(), less);
  return order;
}

// What is seen first of somebody who is dressed.
int prominence(std::string_view slot) {
  static constexpr std::array<std::string_view, 8> kFirst{"outer", "top",       "bottom", "headwear",
                                                          "belt",  "accessory", "hair",   "prop"};
  const auto found = std::find(kFirst.begin(), kFirst.end(), slot);
  return static_cast<int>(found - kFirst.begin());
}

}  // namespace

Result<StoryModel> StoryModel::read(const Catalog& catalog) {
  // Marked before reading: what is committed meanwhile is read again by the first follow().
  const std::int64_t sequence = catalog.last_sequence();
  auto solver = Continuity::read(catalog);
  if (!solver) return tl::unexpected(solver.error());
  StoryModel model(std::move(*solver));
  model.sequence_ = sequence;
  model.episodes_ = book_of(live_records<Episode>(catalog));
  model.days_ = book_of(live_records<StoryDay>(catalog));
  model.shoot_days_ = book_of(live_records<ShootDay>(catalog));
  model.scenes_ = book_of(live_records<Scene>(catalog));
  model.characters_ = book_of(live_records<Character>(catalog));
  model.actors_ = book_of(live_records<Actor>(catalog));
  model.castings_ = book_of(live_records<Casting>(catalog));
  model.looks_ = book_of(live_records<Look>(catalog));
  model.items_ = book_of(live_records<LookItem>(catalog));
  model.sets_ = book_of(live_records<FilmSet>(catalog));
  model.photos_ = book_of(live_records<ScenePhoto>(catalog));
  for (const SceneLook& link : live_records<SceneLook>(catalog)) model.put_link(link.id, &link);
  model.order();
  model.choose_pictures();
  model.count_conflicts();
  return model;
}

void StoryModel::put_link(const Id& id, const SceneLook* link) {
  if (const auto before = place_of_link_.find(id); before != place_of_link_.end()) {
    const auto& [scene, character] = before->second;
    auto& row = cells_[scene];
    if (const auto held = row.find(character); held != row.end() && held->second.id == id) {
      row.erase(held);
      --scene_count_[character];
    }
    place_of_link_.erase(before);
  }
  if (!link || link->state != RecordState::Live) return;
  place_of_link_[id] = {link->scene, link->character};
  cells_[link->scene][link->character] = *link;
  ++scene_count_[link->character];
}

template <class T>
Result<bool> StoryModel::take(const Catalog& catalog, Book<T>& book, const Id& id, bool owns) {
  const auto found = record<T>(catalog, id);
  if (found && found->state == RecordState::Live) {
    const bool known = book.contains(id) || gone_.contains(id);
    book[id] = *found;
    // Something came back with all that belongs to it, which was never read.
    return owns && !known && found->revision > 1;
  }
  if (!found && found.error().kind != ErrorKind::NotFound) return tl::unexpected(found.error());
  if (book.erase(id) > 0) gone_.insert(id);
  return false;
}

Result<bool> StoryModel::follow(const Catalog& catalog) {
  const std::int64_t last = catalog.last_sequence();
  if (last == sequence_) return false;
  const auto changed = changed_records_since(catalog, sequence_);
  if (!changed) return tl::unexpected(changed.error());
  const auto solved = solver_.follow(catalog);
  if (!solved) return tl::unexpected(solved.error());
  bool any = *solved, again = false, reorder = false, reorder_scenes = false, pictures = false;
  for (const auto& [type, id] : *changed) {
    Result<bool> taken = false;
    switch (type) {
      case RecordType::Episode:
        taken = take(catalog, episodes_, id, true);
        reorder = true;
        break;
      case RecordType::StoryDay:
        taken = take(catalog, days_, id, false);
        reorder = true;
        break;
      case RecordType::ShootDay:
        taken = take(catalog, shoot_days_, id, false);
        reorder = true;
        break;
      case RecordType::Scene: {
        const Scene* known = scene(id);
        const Scene before = known ? *known : Scene();
        taken = take(catalog, scenes_, id, true);
        reorder_scenes = reorder_scenes || takes_another_place(id, before);
        break;
      }
      case RecordType::Character:
        taken = take(catalog, characters_, id, true);
        reorder = true;
        break;
      case RecordType::Actor:
        taken = take(catalog, actors_, id, true);
        reorder = true;
        break;
      case RecordType::FilmSet:
        taken = take(catalog, sets_, id, false);
        reorder = true;
        break;
      case RecordType::Casting:
        taken = take(catalog, castings_, id, false);
        break;
      case RecordType::Look:
        taken = take(catalog, looks_, id, true);
        pictures = true;
        break;
      case RecordType::LookItem:
        taken = take(catalog, items_, id, false);
        pictures = true;
        break;
      case RecordType::ScenePhoto:
        taken = take(catalog, photos_, id, false);
        pictures = true;
        break;
      case RecordType::SceneLook: {
        const auto found = record<SceneLook>(catalog, id);
        if (!found && found.error().kind != ErrorKind::NotFound) return tl::unexpected(found.error());
        put_link(id, found ? &*found : nullptr);
        break;
      }
      case RecordType::Waiver:
      case RecordType::Measurement:
      case RecordType::StudioTerm:  // Statuses may count otherwise, conditions be called otherwise.
        break;
      default:
        continue;
    }
    if (!taken) return tl::unexpected(taken.error());
    again = again || *taken;
    any = true;
  }
  if (again) {
    auto fresh = read(catalog);
    if (!fresh) return tl::unexpected(fresh.error());
    fresh->revision_ = revision_ + 1;
    *this = std::move(*fresh);
    return true;
  }
  sequence_ = last;
  if (!any) return false;
  ++revision_;
  if (reorder)
    order();
  else if (reorder_scenes)
    order_scenes();
  if (pictures) choose_pictures();
  count_conflicts();
  return true;
}

void StoryModel::order() {
  episode_order_ = in_order(episodes_, [](const Episode* a, const Episode* b) {
    return std::tie(a->number, a->id) < std::tie(b->number, b->id);
  });
  day_order_ = in_order(days_, [](const StoryDay* a, const StoryDay* b) {
    return std::tie(a->position, a->id) < std::tie(b->position, b->id);
  });
  shoot_order_ = in_order(shoot_days_, [](const ShootDay* a, const ShootDay* b) {
    return std::tie(a->number, a->unit, a->id) < std::tie(b->number, b->unit, b->id);
  });
  character_order_ = in_order(characters_, [](const Character* a, const Character* b) {
    return std::tie(a->order, a->created_at, a->id) < std::tie(b->order, b->created_at, b->id);
  });
  actor_order_ = in_order(actors_, [](const Actor* a, const Actor* b) {
    const int names = compare_natural(a->name, b->name);
    return names != 0 ? names < 0 : a->id < b->id;
  });
  set_order_ = in_order(sets_, [](const FilmSet* a, const FilmSet* b) {
    const int numbers = compare_natural(a->number, b->number);
    return numbers != 0 ? numbers < 0 : a->id < b->id;
  });
  order_scenes();
}

// Headings and synopses are written all the time; sorting is for what moves a scene.
bool StoryModel::takes_another_place(const Id& id, const Scene& before) const {
  const Scene* now = scene(id);
  if (!now || before.id.empty()) return now != nullptr || !before.id.empty();
  return std::tie(now->number, now->episode, now->story_day) !=
         std::tie(before.number, before.episode, before.story_day);
}

void StoryModel::order_scenes() {
  struct Key {
    std::int64_t day, episode;
    std::string_view day_id, number, id;
    const Scene* scene;
  };
  std::vector<Key> keys;
  keys.reserve(scenes_.size());
  for (const auto& [id, scene] : scenes_) {
    const Episode* episode = find_in(episodes_, scene.episode);
    if (!episode) continue;  // In the trash with its episode.
    // Made once for every number.
    auto& [text, key] = number_keys_[id];
    if (text != scene.number || key.empty()) {
      text = scene.number;
      key = natural_key(scene.number);
    }
    const StoryDay* day = find_in(days_, scene.story_day);
    keys.push_back({day ? day->position : std::numeric_limits<std::int64_t>::max(), episode->number,
                    day ? std::string_view(day->id) : std::string_view(), key, scene.id, &scene});
  }
  std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) {
    return std::tie(a.day, a.day_id, a.episode, a.number, a.id) <
           std::tie(b.day, b.day_id, b.episode, b.number, b.id);
  });
  scene_order_.clear();
  for (const Key& key : keys) scene_order_.push_back(key.scene);
}

void StoryModel::choose_pictures() {
  looks_of_.clear();
  for (const auto& [id, look] : looks_) looks_of_[look.character].push_back(&look);
  for (auto& [character, looks] : looks_of_)
    std::sort(looks.begin(), looks.end(), [](const Look* a, const Look* b) {
      const int numbers = compare_natural(a->number, b->number);
      return numbers != 0 ? numbers < 0 : a->id < b->id;
    });
  std::unordered_map<Id, std::pair<int, std::int64_t>> best;
  picture_of_.clear();
  for (const auto& [id, item] : items_) {
    if (item.asset.empty() || item.hidden) continue;
    const std::pair rank(prominence(item.slot), item.position);
    const auto held = best.find(item.look);
    if (held != best.end() && held->second <= rank) continue;
    best[item.look] = rank;
    picture_of_[item.look] = item.asset;
  }
  photo_count_.clear();
  for (const auto& [id, photo] : photos_) ++photo_count_[photo.scene_look];
}

void StoryModel::count_conflicts() {
  conflicts_ = solver_.conflicts();
  counts_.clear();
  total_ = {};
  for (const Conflict* conflict : conflicts_) {
    ConflictCount& count = counts_[conflict->scene][conflict->character];
    ++(conflict->waiver.empty() ? count.open : count.waived);
    ++(conflict->waiver.empty() ? total_.open : total_.waived);
  }
}

std::vector<const Casting*> StoryModel::castings_of(const Id& character_or_actor) const {
  std::vector<const Casting*> found;
  for (const auto& [id, casting] : castings_)
    if (casting.character == character_or_actor || casting.actor == character_or_actor)
      found.push_back(&casting);
  std::sort(found.begin(), found.end(), [](const Casting* a, const Casting* b) {
    return std::tie(a->created_at, a->id) < std::tie(b->created_at, b->id);
  });
  return found;
}

std::vector<const Look*> StoryModel::looks_of(const Id& character) const {
  const auto found = looks_of_.find(character);
  return found == looks_of_.end() ? std::vector<const Look*>() : found->second;
}

std::vector<const LookItem*> StoryModel::items_of(const Id& look) const {
  std::vector<const LookItem*> found;
  for (const auto& [id, item] : items_)
    if (item.look == look) found.push_back(&item);
  std::sort(found.begin(), found.end(), [](const LookItem* a, const LookItem* b) {
    return std::tie(a->position, a->id) < std::tie(b->position, b->id);
  });
  return found;
}

std::vector<const ScenePhoto*> StoryModel::photos_of(const Id& scene_look) const {
  std::vector<const ScenePhoto*> found;
  for (const auto& [id, photo] : photos_)
    if (photo.scene_look == scene_look) found.push_back(&photo);
  std::sort(found.begin(), found.end(), [](const ScenePhoto* a, const ScenePhoto* b) {
    return std::tie(a->position, a->id) < std::tie(b->position, b->id);
  });
  return found;
}

const Scene* StoryModel::scene(const Id& id) const {
  return find_in(scenes_, id);
}
const Episode* StoryModel::episode(const Id& id) const {
  return find_in(episodes_, id);
}
const StoryDay* StoryModel::day(const Id& id) const {
  return find_in(days_, id);
}
const Character* StoryModel::character(const Id& id) const {
  return find_in(characters_, id);
}
const Look* StoryModel::look(const Id& id) const {
  return find_in(looks_, id);
}

const SceneLook* StoryModel::cell(const Id& scene, const Id& character) const {
  const auto row = cells_.find(scene);
  return row == cells_.end() ? nullptr : find_in(row->second, character);
}

const SceneLook* StoryModel::scene_look(const Id& id) const {
  const auto place = place_of_link_.find(id);
  return place == place_of_link_.end() ? nullptr : cell(place->second.first, place->second.second);
}

const Look* StoryModel::look_numbered(const Id& character, std::string_view number) const {
  const std::string wanted = to_lower_ascii(number);
  const auto found = looks_of_.find(character);
  if (found == looks_of_.end()) return nullptr;
  for (const Look* look : found->second)
    if (to_lower_ascii(look->number) == wanted) return look;
  return nullptr;
}

const Id& StoryModel::picture_of(const Id& look) const {
  const auto found = picture_of_.find(look);
  return found == picture_of_.end() ? kNoId : found->second;
}

int StoryModel::photo_count(const Id& scene_look) const {
  const auto found = photo_count_.find(scene_look);
  return found == photo_count_.end() ? 0 : found->second;
}

int StoryModel::scene_count(const Id& character) const {
  const auto found = scene_count_.find(character);
  return found == scene_count_.end() ? 0 : found->second;
}

std::string StoryModel::name(RecordType type, const Id& id, bool korean) const {
  switch (type) {
    case RecordType::Episode:
      if (const Episode* one = episode(id)) {
        if (!one->label.empty()) return one->label;
        return korean ? fmt::format("{}회", one->number) : fmt::format("Ep {}", one->number);
      }
      break;
    case RecordType::StoryDay:
      if (const StoryDay* one = day(id)) return one->label;
      break;
    case RecordType::ShootDay:
      if (const ShootDay* one = find_in(shoot_days_, id))
        return fmt::format("{}{}{}", one->number, one->unit, one->date.empty() ? "" : "  " + one->date);
      break;
    case RecordType::Scene:
      if (const Scene* one = scene(id)) {
        const Episode* of = episode(one->episode);
        return of ? scene_name(*of, *one) : one->number;
      }
      break;
    case RecordType::Character:
      if (const Character* one = character(id))
        return std::string(display_name(one->name_ko, one->name_en, korean));
      break;
    case RecordType::Actor:
      if (const Actor* one = find_in(actors_, id)) return one->name;
      break;
    case RecordType::FilmSet:
      if (const FilmSet* one = find_in(sets_, id)) {
        const std::string words(display_name(one->name_ko, one->name_en, korean));
        return words.empty() ? one->number : words;
      }
      break;
    case RecordType::Look:
      if (const Look* one = look(id)) {
        const std::string words(display_name(one->name_ko, one->name_en, korean));
        return words.empty() ? one->number : fmt::format("{}  {}", one->number, words);
      }
      break;
    default:
      break;
  }
  return {};
}

std::vector<std::pair<Id, std::string>> StoryModel::choices(RecordType type, bool korean) const {
  std::vector<std::pair<Id, std::string>> out;
  const auto add = [&](const auto& list) {
    for (const auto* one : list) out.emplace_back(one->id, name(type, one->id, korean));
  };
  switch (type) {
    case RecordType::Episode:
      add(episode_order_);
      break;
    case RecordType::StoryDay:
      add(day_order_);
      break;
    case RecordType::ShootDay:
      add(shoot_order_);
      break;
    case RecordType::Scene:
      add(scene_order_);
      break;
    case RecordType::Character:
      add(character_order_);
      break;
    case RecordType::Actor:
      add(actor_order_);
      break;
    case RecordType::FilmSet:
      add(set_order_);
      break;
    default:
      break;
  }
  return out;
}

ConflictCount StoryModel::conflicts_at(const Id& scene, const Id& character) const {
  const auto row = counts_.find(scene);
  if (row == counts_.end()) return {};
  const auto found = row->second.find(character);
  return found == row->second.end() ? ConflictCount{} : found->second;
}

ConflictCount StoryModel::conflicts_of_scene(const Id& scene) const {
  return conflicts_at(scene, kNoId);
}

bool StoryModel::has_conflicts(const Id& scene) const {
  const auto row = counts_.find(scene);
  return row != counts_.end() && std::any_of(row->second.begin(), row->second.end(),
                                             [](const auto& entry) { return entry.second.open > 0; });
}

}  // namespace bandaji
