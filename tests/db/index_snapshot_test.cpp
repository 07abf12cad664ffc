// The search index as it is kept between openings: right or refused, never in between.
#include <cstring>
#include <fstream>
#include <iterator>
#include <random>
#include <span>

#include "assets/content_hash.h"
#include "catalog_fixture.h"
#include "db/search.h"

namespace bandaji {
namespace {

class IndexSnapshotTest : public CatalogTest {
 protected:
  IndexSnapshotTest() {
    Change change;
    for (int i = 0; i < 40; ++i) {
      Asset asset =
          named((i % 2 ? "붉은 치마 " : "푸른 저고리 ") + std::to_string(i), "piece " + std::to_string(i));
      asset.tags = {i % 3 ? "대여" : "제작"};
      asset.fields["fabric"] = "fb_silk";
      asset.notes = "안감 수선";
      change.edits.push_back(AddAsset{asset, {version_of("model" + std::to_string(i) + ".glb")}});
    }
    const auto applied = catalog.apply(change);
    EXPECT_TRUE(applied) << applied.error().message;
    EXPECT_TRUE(AssetIndex::open(catalog, kept, 1));
    EXPECT_TRUE(std::filesystem::exists(kept));
  }

  std::string bytes() const {
    std::ifstream in(kept, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void write(const std::string& content) const {
    std::ofstream(kept, std::ios::binary | std::ios::trunc) << content;
  }

  // What somebody sees of an index.
  static std::string answers(const AssetIndex& index) {
    std::string all = std::to_string(index.size()) + "\n";
    for (const char* query :
         {"", "치마", "ㅈㄱㄹ", "piece 1", "tag:대여", "model3", "수선", "silk", "C-0007"}) {
      for (const SortField sort : {SortField::Name, SortField::Updated, SortField::Relevance}) {
        const SearchResult found = index.search({query, sort});
        for (const Id& id : found.ids)
          if (const AssetSummary* summary = index.summary(id)) all += id + " " + summary->name_ko + "\n";
        for (const Facet& facet : found.facets)
          for (const FacetValue& value : facet.values)
            all += value.term + "=" + std::to_string(value.count) + "\n";
      }
    }
    return all;
  }
  std::string opened() const { return answers(*AssetIndex::open(catalog, kept, AssetIndex::kKeepNone)); }
  std::string built() const { return answers(*AssetIndex::build(catalog)); }

  const std::filesystem::path kept = folder() / "cache" / "kept.index";
};

TEST_F(IndexSnapshotTest, AnswersAsOneThatReadsEverythingAlsoAfterEdits) {
  EXPECT_EQ(opened(), built());
  const Id first = AssetIndex::build(catalog)->search({}).ids.front();
  const Asset added = named("당의");
  ASSERT_TRUE(catalog.apply(
      {{SetField{first, "name_ko", "활옷 저고리"}, SetTags{first, {"새 태그"}, {}}, AddAsset{added, {}}},
       "",
       ""}));
  const std::string after = opened();
  EXPECT_EQ(after, built());
  EXPECT_NE(after.find("활옷"), std::string::npos);
}

TEST_F(IndexSnapshotTest, OfAnotherCatalogIsNotTaken) {
  const TemporaryFolder elsewhere;
  auto other = Catalog::create(elsewhere.path() / "other.bandaji");
  ASSERT_TRUE(other);
  // As long a history, so that only what is in it tells the two apart.
  while (other->last_sequence() < catalog.last_sequence()) {
    ASSERT_TRUE(other->apply({{AddAsset{named("갓"), {}}}, "", ""}));
  }
  EXPECT_EQ(answers(*AssetIndex::open(*other, kept, AssetIndex::kKeepNone)),
            answers(*AssetIndex::build(*other)));
}

TEST_F(IndexSnapshotTest, ADamagedOneIsMadeAnewWhereverTheDamageIs) {
  const std::string good = bytes(), expected = built();
  for (std::size_t at = 0; at < good.size(); at += good.size() / 61 + 1) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 0x20);
    write(bad);
    ASSERT_EQ(opened(), expected) << "byte " << at;
  }
  for (std::size_t size = 0; size < good.size(); size += good.size() / 31 + 1) {
    write(good.substr(0, size));
    ASSERT_EQ(opened(), expected) << size << " bytes";
  }
  write(good + "x");
  EXPECT_EQ(opened(), expected);
}

// The hashes only tell damage by accident; what somebody made on purpose has right ones.
TEST_F(IndexSnapshotTest, AForgedOneDoesNoHarm) {
  const std::string good = bytes();
  std::mt19937 random(7);
  int arrays = 0;
  for (std::size_t at = 0; at < good.size(); ++arrays) {
    std::uint64_t size = 0;
    std::memcpy(&size, good.data() + at, sizeof size);
    const std::size_t begin = at + sizeof size;
    ASSERT_LE(begin + size + 32, good.size());
    for (int forgery = 0; size > 0 && forgery < 4; ++forgery) {
      std::string bad = good;
      const std::size_t where = begin + random() % size;
      bad[where] = static_cast<char>(forgery == 0 ? 0xff : random());
      const ContentHash hash = hash_bytes(std::as_bytes(std::span(bad).subspan(begin, size)));
      std::memcpy(bad.data() + begin + size, hash.bytes.data(), hash.bytes.size());
      write(bad);
      const auto index = AssetIndex::open(catalog, kept, AssetIndex::kKeepNone);
      ASSERT_TRUE(index);
      EXPECT_FALSE(answers(*index).empty());
    }
    at = begin + size + 32;
  }
  EXPECT_GT(arrays, 60);
}

TEST_F(IndexSnapshotTest, IsNotWrittenWhereNothingMayBe) {
  std::filesystem::remove(kept);
  EXPECT_EQ(opened(), built());
  EXPECT_FALSE(std::filesystem::exists(kept));
}

}  // namespace
}  // namespace bandaji
