// How the solver's story is read from a catalog and kept up with it.
#include <tuple>
#include <type_traits>

#include "db/continuity_story.h"
#include "db/record_reads.h"

namespace bandaji {
namespace {

void name_asset(std::unordered_map<Id, AssetName>& names, const Asset& asset) {
  names[asset.id] = {asset.number, asset.name_ko, asset.name_en, !asset.trashed};
}

bool is_in_trash(const Catalog& catalog, const Id& asset_id) {
  const auto asset = catalog.asset(asset_id);
  return !asset || asset->trashed;
}

// Names of assets that the story uses and nobody asked for yet.
template <class Story>
void read_missing_names(Story& story, const Catalog& catalog) {
  std::set<Id> wanted;
  const auto want = [&](const auto& nodes) {
    for (const auto& [id, node] : nodes) {
      if (!node->record.asset.empty() && !story.asset_names.contains(node->record.asset)) {
        wanted.insert(node->record.asset);
      }
    }
  };
  want(story.items);
  want(story.units);
  want(story.dressings);
  const std::vector<Id> ids(wanted.begin(), wanted.end());
  for (const Asset& asset : catalog.assets(ids)) {
    name_asset(story.asset_names, asset);
  }
}

}  // namespace

Result<Continuity> Continuity::read(const Catalog& catalog) {
  // Marked before reading: what is committed meanwhile is read again by the first follow().
  const std::int64_t sequence = catalog.last_sequence();
  StoryRecords records;
  records.episodes = live_records<Episode>(catalog);
  records.story_days = live_records<StoryDay>(catalog);
  records.shoot_days = live_records<ShootDay>(catalog);
  records.scenes = live_records<Scene>(catalog);
  records.characters = live_records<Character>(catalog);
  records.looks = live_records<Look>(catalog);
  records.look_items = live_records<LookItem>(catalog);
  records.scene_looks = live_records<SceneLook>(catalog);
  records.film_sets = live_records<FilmSet>(catalog);
  records.dressings = live_records<Dressing>(catalog);
  records.units = live_records<Unit>(catalog);
  records.waivers = live_records<Waiver>(catalog);
  ApprovalBook approvals;
  records.approvals = approvals.read(catalog);
  Continuity continuity(records);
  continuity.story_->sequence = sequence;
  continuity.story_->approvals = std::move(approvals);
  continuity.story_->use_vocabulary(catalog.vocabulary());
  read_missing_names(*continuity.story_, catalog);
  return continuity;
}

// Copies go and come with the asset they are of, and sentences name it.
bool Continuity::follow_asset(const Catalog& catalog, const Id& id) {
  Story& story = *story_;
  const auto asset = catalog.asset(id);
  const auto known = story.asset_names.find(id);
  const bool alive = asset && !asset->trashed;
  bool any = false;
  if (known == story.asset_names.end() || known->second.alive != alive) {
    const auto units = alive ? records_where<Unit>(catalog, "asset", id) : std::vector<Unit>();
    const auto before = story.units_of_asset.find(id);
    const auto nodes = before == story.units_of_asset.end() ? std::vector<UnitNode*>() : before->second;
    for (const UnitNode* node : nodes) {
      Unit gone = node->record;
      gone.state = RecordState::Removed;
      any = any || node->alive;
      put(gone);
    }
    for (const Unit& unit : units) {
      put(unit);
      any = true;
    }
  }
  if (known == story.asset_names.end()) {
    return any;
  }
  if (!asset) {
    known->second.alive = false;
    return any;
  }
  const auto named = [](const AssetName& one) { return std::tie(one.number, one.ko, one.en); };
  const AssetName before = known->second;
  name_asset(story.asset_names, *asset);
  if (named(before) != named(known->second)) {
    story.touch_name(id);
    any = true;
  }
  return any;
}

Result<bool> Continuity::follow(const Catalog& catalog) {
  const std::int64_t last = catalog.last_sequence();
  if (last == story_->sequence) {
    return false;
  }
  const auto changed = changed_records_since(catalog, story_->sequence);
  const auto assets = catalog.changed_since(story_->sequence);
  if (!changed || !assets) {
    return tl::unexpected(!changed ? changed.error() : assets.error());
  }
  bool any = false;
  bool again = false;  // Something came back with all that belongs to it, which was never read.
  const auto take = [&]<class T>(const Id& id, const auto& nodes, const T*) {
    auto record = bandaji::record<T>(catalog, id);
    if constexpr (std::is_same_v<T, Unit>) {
      // Copies are there as long as their asset is.
      if (record && record->state == RecordState::Live && is_in_trash(catalog, record->asset)) {
        record->state = RecordState::Trashed;
      }
    }
    const auto known = nodes.find(id);
    // A node without a record stands for something that was only named.
    const bool was_there = known != nodes.end() && !known->second->record.id.empty();
    if (record) {
      // Nothing of the story belongs to these.
      constexpr bool kOwnsNothing = std::is_same_v<T, SceneLook> || std::is_same_v<T, LookItem> ||
                                    std::is_same_v<T, Dressing> || std::is_same_v<T, Unit>;
      again = again ||
              (!kOwnsNothing && !was_there && record->state == RecordState::Live && record->revision > 1);
      put(*record);
      any = true;
    } else if (was_there) {
      T gone = known->second->record;
      gone.state = RecordState::Removed;
      put(gone);
      any = true;
    }
  };
  // Records before those that name them.
  for (const auto& [type, id] : *changed) {
    switch (type) {
      case RecordType::Episode:
        take(id, story_->episodes, static_cast<const Episode*>(nullptr));
        break;
      case RecordType::StoryDay:
        take(id, story_->story_days, static_cast<const StoryDay*>(nullptr));
        break;
      case RecordType::ShootDay:
        take(id, story_->shoot_days, static_cast<const ShootDay*>(nullptr));
        break;
      case RecordType::Scene:
        take(id, story_->scenes, static_cast<const Scene*>(nullptr));
        break;
      case RecordType::Character:
        take(id, story_->characters, static_cast<const Character*>(nullptr));
        break;
      case RecordType::Look:
        take(id, story_->looks, static_cast<const Look*>(nullptr));
        break;
      case RecordType::LookItem:
        take(id, story_->items, static_cast<const LookItem*>(nullptr));
        break;
      case RecordType::SceneLook:
        take(id, story_->links, static_cast<const SceneLook*>(nullptr));
        break;
      case RecordType::FilmSet:
        take(id, story_->film_sets, static_cast<const FilmSet*>(nullptr));
        break;
      case RecordType::Dressing:
        take(id, story_->dressings, static_cast<const Dressing*>(nullptr));
        break;
      case RecordType::Unit:
        take(id, story_->units, static_cast<const Unit*>(nullptr));
        break;
      case RecordType::Waiver: {
        const auto waiver = record<Waiver>(catalog, id);
        if (waiver) {
          put(*waiver);
        } else {
          story_->waivers.erase(id);
          story_->list_is_stale = true;
        }
        any = true;
        break;
      }
      case RecordType::StudioTerm:
        if (auto vocabulary = catalog.vocabulary(); vocabulary != story_->vocabulary) {
          story_->use_vocabulary(std::move(vocabulary));
          any = true;
        }
        break;
      default:
        break;
    }
  }
  for (const Id& id : *assets) {
    any = follow_asset(catalog, id) || any;
  }
  if (again) {
    auto fresh = read(catalog);
    if (!fresh) {
      return tl::unexpected(fresh.error());
    }
    *this = std::move(*fresh);
    return true;
  }
  for (const Approval& approval : story_->approvals.follow(catalog, *changed, *assets)) {
    put(approval);
    any = true;
  }
  story_->sequence = last;
  if (any) {
    read_missing_names(*story_, catalog);
  }
  return any;
}

}  // namespace bandaji
