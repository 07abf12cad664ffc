// Searching as fast as people type: a generated wardrobe, and every state that the
// search box goes through while somebody types into it.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "app/cli/bench_scratch.h"
#include "app/cli/json_text.h"
#include "app/core/library.h"
#include "db/hangul.h"
#include "db/vocabulary.h"

namespace bandaji::cli {
namespace {

// Deterministic; the same everywhere, as no distribution of the standard library is.
class Dice {
 public:
  std::size_t below(std::size_t size) { return static_cast<std::size_t>(engine_() % size); }
  // Few are frequent, many are rare: Zipf's law in a cheap form.
  std::size_t skewed(std::size_t size) {
    const double u = static_cast<double>(engine_()) / 4294967296.0;
    return std::min(size - 1, static_cast<std::size_t>(std::pow(static_cast<double>(size), u)) - 1);
  }
  template <class T>
  const auto& of(const T& values) {
    return values[below(values.size())];
  }

 private:
  std::mt19937 engine_{20261122};
};

std::string hangul_name(Dice& dice) {
  static constexpr auto kFamily = std::to_array<std::string_view>(
      {"김", "이", "박", "최", "정", "강", "조", "윤", "장", "임", "한", "오", "서", "신", "권", "황"});
  std::string name(dice.of(kFamily));
  for (int i = 0; i < 2; ++i)
    hangul::append_utf8(name,
                        hangul::syllable(static_cast<int>(dice.below(19)), static_cast<int>(dice.below(21)),
                                         dice.below(2) == 0 ? 0 : static_cast<int>(4 * dice.below(2))));
  return name;
}

// Assets as a costume house has them: who wears it, color and piece from the vocabulary, fields, tags, for
// some a note.  `visit` takes them in portions.
void generate(std::int64_t count, const std::function<bool(Change)>& visit) {
  const Vocabulary& vocabulary = Vocabulary::shipped();
  const auto garments = vocabulary.facet("garment");
  const auto colors = vocabulary.facet("color");
  const auto fabrics = vocabulary.facet("fabric");
  const auto eras = vocabulary.facet("era");
  static constexpr auto kStatuses =
      std::to_array<std::string_view>({"st_draft", "st_review", "st_approved", "st_revise", "st_onhold"});
  static constexpr auto kKinds = std::to_array<std::string_view>(
      {"ak_garment", "ak_garment", "ak_garment", "ak_accessory", "ak_prop", "ak_footwear"});
  Dice dice;
  std::vector<std::string> people, tags;
  for (int i = 0; i < 20'000; ++i) people.push_back(hangul_name(dice));
  for (int i = 0; i < 3'000; ++i) tags.push_back(fmt::format("{} {}", dice.of(garments).ko, i));
  constexpr std::int64_t kPortion = 4000;
  for (std::int64_t done = 0; done < count; done += kPortion) {
    Change change;
    for (std::int64_t i = done; i < std::min(done + kPortion, count); ++i) {
      const Term& garment = dice.of(garments);
      const Term& color = dice.of(colors);
      Asset asset;
      asset.id = new_id();
      asset.kind = std::string(dice.of(kKinds));
      asset.name_ko = fmt::format("{} {} {}", people[dice.skewed(people.size())], color.ko, garment.ko);
      asset.name_en = fmt::format("{} {} {}", color.en, garment.en, 1 + i % 997);
      asset.romanized = std::string(garment.romanized);
      asset.status = std::string(dice.of(kStatuses));
      asset.rating = static_cast<int>(dice.below(6));
      for (std::size_t n = dice.below(5); n > 0; --n) asset.tags.push_back(tags[dice.skewed(tags.size())]);
      std::sort(asset.tags.begin(), asset.tags.end());
      asset.tags.erase(std::unique(asset.tags.begin(), asset.tags.end()), asset.tags.end());
      asset.fields["era"] = std::string(dice.of(eras).key);
      asset.fields["fabric"] = std::string(dice.of(fabrics).key);
      if (dice.below(4) == 0)
        asset.notes =
            fmt::format("{} {} 안감 {} 수선", dice.of(fabrics).ko, dice.of(colors).ko, dice.of(garments).ko);
      change.edits.push_back(AddAsset{std::move(asset)});
    }
    if (!visit(std::move(change))) return;
  }
}

// What the box holds after each key on a Korean keyboard: "저고" is typed as ㅈ, 저, 적, 저고.
std::vector<std::string> korean_states(std::string_view text) {
  // The final that an initial consonant is at first, when the syllable before has none.
  static constexpr std::array<int, 19> kAsFinal = {1,  2,  4,  7, 0,  8,  16, 17, 0, 19,
                                                   20, 21, 22, 0, 23, 24, 25, 26, 27};
  static constexpr std::array<char32_t, 19> kInitials = {U'ㄱ', U'ㄲ', U'ㄴ', U'ㄷ', U'ㄸ', U'ㄹ', U'ㅁ',
                                                         U'ㅂ', U'ㅃ', U'ㅅ', U'ㅆ', U'ㅇ', U'ㅈ', U'ㅉ',
                                                         U'ㅊ', U'ㅋ', U'ㅌ', U'ㅍ', U'ㅎ'};
  std::vector<std::string> states;
  std::string before;     // Whole syllables.
  std::string shortened;  // The same without the last one.
  char32_t last = 0;
  const auto state = [&](const std::string& head, char32_t tail) {
    states.push_back(head);
    hangul::append_utf8(states.back(), tail);
  };
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = hangul::next_character(text, at);
    if (hangul::is_syllable(c)) {
      const int initial = hangul::initial_of(c), vowel = hangul::vowel_of(c);
      const int as_final = kAsFinal[static_cast<std::size_t>(initial)];
      if (hangul::is_syllable(last) && hangul::final_of(last) == 0 && as_final != 0)
        state(shortened, last + static_cast<char32_t>(as_final));
      else
        state(before, kInitials[static_cast<std::size_t>(initial)]);
      state(before, hangul::syllable(initial, vowel, 0));
      if (hangul::final_of(c) != 0) state(before, c);
    } else {
      state(before, c);
    }
    shortened = before;
    hangul::append_utf8(before, c);
    last = c;
  }
  return states;
}

std::vector<std::string> prefixes(std::string_view text) {
  std::vector<std::string> states;
  for (std::size_t at = 0; at < text.size();) {
    hangul::next_character(text, at);
    states.emplace_back(text.substr(0, at));
  }
  return states;
}

struct Typing {
  std::string_view name;
  std::vector<std::string> states;
};

std::vector<Typing> typings() {
  static constexpr auto kKorean = std::to_array<std::string_view>(
      {"저고리", "홍색 치마",   "곤룡포",    "두루마기", "당의", "노리개", "갓",
       "비단",   "김",          "도포 수선", "적의",     "활옷", "철릭",   "배자",
       "속바지", "남색 저고리", "조선 후기", "승인",     "꽃신", "한복"});
  static constexpr auto kInitials = std::to_array<std::string_view>(
      {"ㅈㄱㄹ", "ㄱㄹㅍ", "ㄷㄹㅁㄱ", "ㄴㄹㄱ", "ㅊㅁ", "ㄷㅇ", "ㅎㅇ", "ㄷㅍ", "ㅂㅈ", "ㄱㅅ"});
  static constexpr auto kRomanized =
      std::to_array<std::string_view>({"jeogori", "chogori", "gollyongpo", "dangui", "durumagi", "norigae",
                                       "chima", "dopo", "hwarot", "cheollik"});
  static constexpr auto kEnglish = std::to_array<std::string_view>(
      {"red skirt", "jacket", "royal robe", "blue", "hat", "shoes", "coat", "white 12", "silk", "belt"});
  std::vector<Typing> all = {{"korean", {}}, {"initials", {}}, {"romanized", {}}, {"english", {}}};
  const auto add = [](std::vector<std::string>& to, const std::vector<std::string>& what) {
    to.insert(to.end(), what.begin(), what.end());
  };
  for (const auto query : kKorean) add(all[0].states, korean_states(query));
  for (const auto query : kInitials) add(all[1].states, prefixes(query));
  for (const auto query : kRomanized) add(all[2].states, prefixes(query));
  for (const auto query : kEnglish) add(all[3].states, prefixes(query));
  return all;
}

// Of this program, in milliseconds; it has one thread at work here.  Other programs do not count.
double processor_ms() {
  return static_cast<double>(std::clock()) * 1000.0 / CLOCKS_PER_SEC;
}

}  // namespace

int bench_search(const BenchCommand& command, Console& console) {
  const Scratch scratch;
  {
    auto catalog = Catalog::create(scratch.path);
    if (!catalog) {
      console.problem(catalog.error());
      return kNothingDone;
    }
    std::int64_t done = 0;
    bool stopped = false;
    generate(command.assets, [&](Change change) {
      done += static_cast<std::int64_t>(change.edits.size());
      const auto applied = catalog->apply(change);
      if (!applied) console.problem(applied.error());
      console.progress(static_cast<float>(done) / static_cast<float>(command.assets), "records");
      stopped = !applied || console.stop().stop_requested();
      return !stopped;
    });
    if (stopped) return kNothingDone;
  }
  // As somebody opens it: the first time everything is read, later the index as it was left.
  std::array<double, 2> open_ms{};
  std::optional<Library> library;
  for (double& elapsed : open_ms) {
    library.reset();
    const auto opening = bench_now();
    auto opened = Library::open(scratch.path);
    if (!opened) {
      console.problem(opened.error());
      return kNothingDone;
    }
    library.emplace(std::move(*opened));
    (void)library->index().search({});
    elapsed = ms_since(opening);
  }
  std::vector<double> all, all_wall;
  for (const Typing& typing : typings()) {
    std::vector<double> times;
    std::int64_t found_most = 0;
    for (const std::string& state : typing.states) {
      SearchRequest request;
      request.query = state;
      request.sort = SortField::Updated;
      request.descending = true;
      const auto start = bench_now();
      const double work = processor_ms();
      const SearchResult found = library->index().search(request);
      const std::vector<Id> page = found.ids.slice(0, 60);
      for (const Id& id : page) (void)library->index().summary(id);
      times.push_back(processor_ms() - work);
      all_wall.push_back(ms_since(start));
      found_most = std::max(found_most, static_cast<std::int64_t>(found.ids.size()));
    }
    all.insert(all.end(), times.begin(), times.end());
    console.result(line_of({{"typing", std::string(typing.name)},
                            {"keystrokes", times.size()},
                            {"found_most", found_most},
                            {"p50_ms", percentile(times, 0.5)},
                            {"p99_ms", percentile(times, 0.99)},
                            {"max_ms", percentile(times, 1)}}));
  }
  console.result(line_of({{"assets", command.assets},
                          {"keystrokes", all.size()},
                          {"p50_ms", percentile(all, 0.5)},
                          {"p99_ms", percentile(all, 0.99)},
                          {"wall_p99_ms", percentile(all_wall, 0.99)},
                          {"first_open_ms", open_ms[0]},
                          {"open_ms", open_ms[1]},
                          {"rss_mb", resident_mb()}}));
  return kDone;
}

}  // namespace bandaji::cli
