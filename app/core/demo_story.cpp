#include "app/core/demo_story.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <glm/gtc/quaternion.hpp>
#include <glm/trigonometric.hpp>
#include <utility>
#include <vector>

#include "app/demo/demo_story.h"
#include "db/record_edits.h"

namespace bandaji {
namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find(' ', start), text.size());
    if (end > start) words.emplace_back(text.substr(start, end - start));
    start = end + 1;
  }
  return words;
}

std::string slot_of(std::string_view piece) {
  static constexpr auto kSlots =
      std::to_array<std::pair<std::string_view, std::string_view>>({{"jeogori", "top"},
                                                                    {"chima", "bottom"},
                                                                    {"seuran_chima", "bottom"},
                                                                    {"dangui", "outer"},
                                                                    {"wonsam", "outer"},
                                                                    {"dopo", "outer"},
                                                                    {"gollyongpo", "outer"},
                                                                    {"gat", "headwear"},
                                                                    {"ikseongwan", "headwear"},
                                                                    {"jokduri", "headwear"},
                                                                    {"norigae", "accessory"},
                                                                    {"binyeo", "hair"},
                                                                    {"tteoljam", "accessory"},
                                                                    {"kkotsin", "footwear"},
                                                                    {"mokhwa", "footwear"},
                                                                    {"fan", "prop"},
                                                                    {"sword", "prop"},
                                                                    {"makeup_natural", "makeup"},
                                                                    {"makeup_court", "makeup"}});
  for (const auto& [name, slot] : kSlots) {
    if (name == piece) return std::string(slot);
  }
  return "";
}

int layer_of(std::string_view slot) {
  return slot == "makeup" ? 0 : slot == "bottom" ? 1 : slot == "top" ? 2 : slot == "outer" ? 3 : 4;
}

class StoryMaker {
 public:
  explicit StoryMaker(const std::map<std::string, Id>& assets) : assets_(assets) {
    change_.label_ko = "데모 이야기";
    change_.label_en = "The demo's story";
  }

  Change make() {
    make_store();
    make_people();
    make_looks();
    make_face_marks();
    make_sets();
    make_scenes();
    make_collections();
    return std::move(change_);
  }

 private:
  template <class T>
  Id add(T record) {
    record.id = new_id();
    change_.edits.push_back(make_record(record));
    return record.id;
  }
  Id asset(std::string_view piece) const {
    const auto found = assets_.find(std::string(piece));
    return found == assets_.end() ? Id() : found->second;
  }

  void make_store() {
    Location building;
    building.code = "W";
    building.name = "양주 의상 창고";
    building.sort = "building";
    const Id store = add(building);
    Location room;
    room.code = "W-1";
    room.name = "의상실";
    room.sort = "room";
    room.parent = store;
    const Id wardrobe = add(room);
    for (const char* name : {"1번 행거", "2번 행거", "장신구 서랍"}) {
      Location rack;
      rack.code = fmt::format("W-1-{}", racks_.size() + 1);
      rack.name = name;
      rack.sort = racks_.size() < 2 ? "rack" : "box";
      rack.parent = wardrobe;
      racks_.push_back(add(rack));
    }
  }

  void make_people() {
    for (const DemoCharacter& from : demo_characters()) {
      Character character;
      character.name_ko = from.name_ko;
      character.name_en = from.name_en;
      character.hanja = from.hanja;
      character.role = from.role;
      character.era = "era_joseon_late";
      character.billing = from.letter == 'S' || from.letter == 'L' ? "lead" : "supporting";
      character.figure = asset(from.figure);
      characters_[from.letter] = add(character);
      Actor actor;
      actor.name = from.actor;
      Casting casting;
      casting.character = characters_[from.letter];
      casting.actor = add(actor);
      casting.part = "lead";
      add(casting);
    }
  }

  // The copy a character wears of a piece: everybody has one of their own.
  Id unit_of(char character, const std::string& piece, std::string_view look) {
    const std::string slot = slot_of(piece);
    if (slot == "makeup") return "";
    // A mistake to be found: the dowager's look names the ornament that the bride wears.
    const char owner = piece == "tteoljam" && character == 'D' && look == "2" ? 'S' : character;
    auto& unit = units_[{owner, piece}];
    if (unit.empty()) unit = make_unit(piece, "hero");
    if (owner != character) make_unit(piece, "hero");  // Her own lies in the drawer.
    return unit;
  }
  Id make_unit(const std::string& piece, const char* purpose) {
    Unit unit;
    unit.asset = asset(piece);
    unit.number = std::to_string(++counts_[piece]);
    unit.barcode = fmt::format("MP-{}-{}", piece, unit.number);
    unit.purpose = purpose;
    unit.condition = "cd_clean";
    const std::string slot = slot_of(piece);
    unit.location = racks_[slot == "accessory" || slot == "hair" ? 2 : counts_[piece] % 2 == 0 ? 1 : 0];
    const bool rented = piece == "sword" || piece == "gat";
    unit.acquisition = rented ? "aq_rent" : "aq_make";
    unit.cost = rented ? 80'000 : slot == "outer" ? 2'400'000 : slot == "accessory" ? 350'000 : 600'000;
    if (rented) {
      unit.vendor = "한양소품";
      unit.rented_on = "2026-02-23";
      unit.rental_due = "2026-06-30";
    }
    return add(unit);
  }

  void make_looks() {
    for (const DemoLook& from : demo_looks()) {
      Look look;
      look.character = characters_[from.character];
      look.number = from.number;
      look.name_ko = from.name_ko;
      look.name_en = from.name_en;
      look.occasion = from.occasion;
      look.status = "st_approved";
      const Id id = add(look);
      looks_[fmt::format("{}{}", from.character, from.number)] = id;
      for (std::string piece : words_of(from.pieces)) {
        const bool doubled = piece.ends_with("+1");
        if (doubled) piece.resize(piece.size() - 2);
        LookItem item;
        item.look = id;
        item.asset = asset(piece);
        item.slot = slot_of(piece);
        item.layer = layer_of(item.slot);
        item.unit = unit_of(from.character, piece, from.number);
        item.doubles = doubled ? 1 : 0;
        if (doubled) make_unit(piece, "stunt");
        place(fmt::format("{}{}", from.character, from.number), piece, item.attach, item.placement);
        item.variant = colorway_of(fmt::format("{}{}", from.character, from.number), piece);
        add(item);
      }
      if (from.character == 'M' && from.number == "2") make_stages(id);
    }
  }

  // Where the demo puts a piece, if anywhere.
  static void place(std::string_view owner, std::string_view piece, std::string& attach,
                    std::string& placement) {
    for (const DemoPlacement& from : demo_placements()) {
      if (from.owner != owner || from.piece != piece) continue;
      const glm::vec3 angles(from.turn_degrees[0], from.turn_degrees[1], from.turn_degrees[2]);
      const glm::quat turn(glm::radians(angles));
      PlacementValue value;
      value.position_m = from.position_m;
      value.rotation = {turn.x, turn.y, turn.z, turn.w};
      value.scale = {from.scale, from.scale, from.scale};
      attach = from.attach;
      placement = format_placement(value);
    }
  }

  // The colorway in which a look wears a piece; made when it is first worn.
  Id colorway_of(std::string_view look, std::string_view piece) {
    for (const DemoColorway& from : demo_colorways()) {
      if (from.piece != piece || from.looks.find(look) == std::string_view::npos) continue;
      Id& id = colorways_[&from];
      if (!id.empty()) return id;
      Colorway colorway;
      colorway.asset = asset(piece);
      colorway.name_ko = from.name_ko;
      colorway.name_en = from.name_en;
      colorway.materials = from.materials;
      return id = colorway.asset.empty() ? Id() : add(colorway);
    }
    return {};
  }

  void make_face_marks() {
    for (const DemoFaceMark& from : demo_face_marks()) {
      FaceMark mark;
      mark.look = looks_[std::string(from.look)];
      mark.sort = from.sort;
      mark.zone = from.zone;
      mark.side = from.side;
      mark.x_permille = from.x_permille;
      mark.y_permille = from.y_permille;
      mark.product = from.product;
      mark.shade = from.shade;
      mark.color = from.color;
      mark.condition = from.condition;
      mark.level = from.level;
      mark.strength = from.strength;
      add(mark);
    }
  }

  void make_stages(const Id& look) {
    const struct {
      const char* condition;
      int level;
      const char* name;
      int strength;
      const char* color;
    } stages[] = {{"cd_dust", 1, "흙먼지", 40, "#9A8566"},
                  {"cd_blood", 1, "소매 혈흔", 45, "#6E1515"},
                  {"cd_blood", 2, "번진 혈흔", 90, "#5A0F0F"}};
    for (const auto& from : stages) {
      ConditionStage stage;
      stage.look = look;
      stage.condition = from.condition;
      stage.level = from.level;
      stage.name = from.name;
      stage.strength = from.strength;
      stage.color = from.color;
      add(stage);
    }
  }

  void make_sets() {
    for (const DemoSet& from : demo_film_sets()) {
      FilmSet film_set;
      film_set.name_ko = from.name_ko;
      film_set.name_en = from.name_en;
      film_set.number = from.number;
      film_set.sort = from.sort;
      film_set.standing = from.sort == "stage";
      film_set.asset = asset(from.model);
      film_set.status = "st_approved";
      film_set.build_status = from.model.empty() ? "ss_build" : "ss_dress";
      const Id id = add(film_set);
      sets_.push_back(id);
      // Zones may have spaces: a piece is what follows the last colon of a word.
      std::string zone;
      for (const std::string& word : words_of(from.dressing)) {
        const std::size_t colon = word.find(':');
        zone += (zone.empty() ? "" : " ") + word.substr(0, colon);
        if (colon == std::string::npos) continue;
        Dressing dressing;
        dressing.film_set = id;
        dressing.zone = std::exchange(zone, "");
        dressing.asset = asset(word.substr(colon + 1));
        dressing.placed = !from.model.empty();
        std::string nowhere;
        place(from.number, word.substr(colon + 1), nowhere, dressing.placement);
        add(dressing);
      }
    }
    SetState calm;
    calm.film_set = sets_[1];
    calm.name_ko = "평시";
    calm.name_en = "As usual";
    add(calm);
    SetState feast;
    feast.film_set = sets_[1];
    feast.name_ko = "혼례 잔치";
    feast.name_en = "Wedding feast";
    add(feast);
  }

  void make_scenes() {
    std::map<int, Id> episodes;
    std::map<int, int> counted;
    std::map<std::string_view, const DemoDay*> days;
    std::map<std::string_view, Id> day_ids;
    for (const DemoDay& from : demo_days()) {
      StoryDay day;
      day.label = from.label;
      day.gap_days = from.gap_days;
      day.season = from.season;
      day_ids[from.label] = add(day);
      days[from.label] = &from;
    }
    for (int number = 1; number <= 4; ++number) {
      Episode episode;
      episode.number = number;
      episode.label = fmt::format("{}회", number);
      static constexpr std::array<const char*, 4> kTitles = {"달빛이 새는 반닫이", "금박당의",
                                                             "열두 해 전의 함", "떨잠"};
      episode.title = kTitles[static_cast<std::size_t>(number - 1)];
      episodes[number] = add(episode);
    }
    for (const DemoScene& from : demo_scenes()) {
      const DemoSet& where = demo_film_sets()[static_cast<std::size_t>(from.film_set)];
      Scene scene;
      scene.episode = episodes[from.episode];
      scene.number = std::to_string(++counted[from.episode]);
      scene.story_day = day_ids[from.day];
      scene.film_set = sets_[static_cast<std::size_t>(from.film_set)];
      scene.int_ext = from.int_ext;
      scene.day_night = from.day_night;
      scene.heading =
          fmt::format("{}. {} - {}", from.int_ext, where.name_ko, from.day_night == "D" ? "낮" : "밤");
      scene.season = days[from.day]->season;
      scene.synopsis = from.synopsis;
      scene.eighths = from.eighths;
      const Id id = add(scene);
      for (const std::string& word : words_of(from.cast)) make_link(id, *days[from.day], word);
    }
  }

  void make_link(const Id& scene, const DemoDay& day, const std::string& word) {
    const char letter = word[0];
    const std::size_t at = day.looks.find(letter);
    std::string look(day.looks.substr(at, 2));
    SceneLook link;
    if (word.size() > 2 && word[1] == '!') look = fmt::format("{}{}", letter, word[2]);
    auto& condition = conditions_[look];
    // Unseen days are enough to clean everything.
    if (day.gap_days > 0 && cleaned_for_ != day.label) {
      for (auto& [name, worn] : conditions_) worn.clear();
      cleaned_for_ = day.label;
    }
    if (word.ends_with("=")) condition.clear();
    link.scene = scene;
    link.character = characters_[letter];
    link.look = looks_[look];
    link.start_condition = condition;
    if (const std::size_t plus = word.find('+'); plus != std::string::npos) {
      link.end_condition = word.substr(plus + 1);
      if (const std::string kept = link.start_condition;
          kept.starts_with("cd_dust") && link.end_condition.find("cd_dust") == std::string::npos)
        link.end_condition += ";" + kept;
      condition = link.end_condition;
    }
    add(link);
  }

  void make_collections() {
    Collection wedding;
    wedding.name_ko = "혼례 장면";
    wedding.name_en = "The wedding";
    const Id id = add(wedding);
    for (const char* piece : {"wonsam", "jokduri", "tteoljam", "throne_hall"}) {
      CollectionItem item;
      item.collection = id;
      item.subject = asset(piece);
      if (!item.subject.empty()) add(item);
    }
    Collection waiting;
    waiting.name_ko = "승인을 기다리는 옷";
    waiting.name_en = "Garments waiting for approval";
    waiting.query = "kind:garment status:review";
    add(waiting);
  }

  const std::map<std::string, Id>& assets_;
  Change change_;
  std::vector<Id> racks_;
  std::map<char, Id> characters_;
  std::map<std::string, Id> looks_;  // "S2"
  std::map<std::pair<char, std::string>, Id> units_;
  std::map<std::string, int> counts_;  // Copies of each piece.
  std::map<const DemoColorway*, Id> colorways_;
  std::vector<Id> sets_;
  std::map<std::string, std::string> conditions_;  // Of each look, at the end of its last scene.
  std::string_view cleaned_for_;
};

}  // namespace

Change demo_story_change(const std::map<std::string, Id>& assets) {
  return StoryMaker(assets).make();
}

}  // namespace bandaji
