#include "db/catalog.h"

#include <gmock/gmock.h>

#include "catalog_fixture.h"
#include "db/engine/platform.h"
#include "db/engine/sqlite.h"
#include "db/fields.h"
#include "db/schema.h"

namespace bandaji {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

TEST_F(CatalogTest, ANewCatalogIsAFolderThatOpensAgain) {
  EXPECT_TRUE(Catalog::is_catalog(folder()));
  EXPECT_TRUE(std::filesystem::is_directory(folder() / "objects"));
  EXPECT_EQ(catalog.asset_count(), 0);
  auto again = Catalog::open(folder());
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(again->folder(), folder());
  EXPECT_TRUE(again->check().ok);
}

TEST_F(CatalogTest, AFolderWithOtherThingsIsNotMadeIntoACatalog) {
  const auto other = temporary.path() / "photos";
  std::filesystem::create_directories(other);
  std::ofstream(other / "a.jpg") << "jpg";
  const auto made = Catalog::create(other);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().kind, ErrorKind::Conflict);
  EXPECT_EQ(Catalog::create(folder()).error().kind, ErrorKind::Conflict);
  EXPECT_EQ(Catalog::open(other).error().kind, ErrorKind::NotFound);
}

TEST_F(CatalogTest, ARecordComesBackAsItWasGiven) {
  Asset asset = named("붉은 저고리", "Red jeogori");
  asset.romanized = "bulgeun jeogori";
  asset.aliases = "赤古里;짧은 저고리";
  asset.status = "st_review";
  asset.rating = 4;
  asset.color_label = 2;
  asset.notes = "고름을 다시 단다.\n안감은 명주.";
  asset.fields = {{"garment_type", "g_jeogori"}, {"cost", "350000"}, {"season", "se_spring;se_autumn"}};
  asset.tags = {"대여", "1회"};
  const AssetVersion version = version_of("저고리.gltf");
  add(asset, {version});

  const auto read = catalog.asset(asset.id);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->number, "C-0001");
  EXPECT_EQ(read->name_ko, asset.name_ko);
  EXPECT_EQ(read->aliases, asset.aliases);
  EXPECT_EQ(read->notes, asset.notes);
  EXPECT_EQ(read->fields, asset.fields);
  EXPECT_THAT(read->tags, ElementsAre("1회", "대여"));
  EXPECT_EQ(read->rating, 4);
  EXPECT_EQ(read->status, "st_review");
  EXPECT_EQ(read->current_version, version.id);
  EXPECT_GT(read->created_at, 0);
  EXPECT_EQ(read->revision, 1);

  const auto versions = catalog.versions(asset.id);
  ASSERT_EQ(versions.size(), 1U);
  EXPECT_EQ(versions[0].number, 1);
  EXPECT_EQ(versions[0].manifest, version.manifest);
  EXPECT_EQ(versions[0].facts, version.facts);
  EXPECT_EQ(versions[0].author, "지민");
  EXPECT_EQ(versions[0].manifest_hash, hash_text(manifest_text(versions[0])));
}

TEST_F(CatalogTest, NumbersCountUpPerKindAndAreNeverGivenTwice) {
  const Id coat = add(named("도포"));
  add(named("갓", "", "ak_headwear"));
  add(named("대청", "", "ak_set"));
  add(named("노리개", "", "ak_accessory"));
  const Change undo_add = apply(AddAsset{named("치마")});
  EXPECT_EQ(catalog.asset(coat)->number, "C-0001");
  EXPECT_TRUE(catalog.resolve("H-0001") && catalog.resolve("S-0001") && catalog.resolve("A-0001"));
  ASSERT_TRUE(catalog.apply(undo_add));
  const Id next = add(named("당의"));
  EXPECT_EQ(catalog.asset(next)->number, "C-0003");
  Asset typed = named("철릭");
  typed.number = "C-0004";
  add(typed);
  EXPECT_EQ(catalog.asset(add(named("배자")))->number, "C-0005");
  EXPECT_EQ(refusal(SetField{coat, "number", "C-0004"}), ErrorKind::Conflict);
}

TEST_F(CatalogTest, ARecordIsFoundByNumberIdOrBeginningOfItsId) {
  const Id coat = add(named("도포"));
  EXPECT_EQ(*catalog.resolve("C-0001"), coat);
  EXPECT_EQ(*catalog.resolve("c-0001"), coat);
  EXPECT_EQ(*catalog.resolve(coat), coat);
  EXPECT_EQ(*catalog.resolve(coat.substr(0, 20)), coat);
  std::string lower = coat;
  for (char& c : lower) {
    c = static_cast<char>(std::tolower(c));
  }
  EXPECT_EQ(*catalog.resolve(lower), coat);
  EXPECT_EQ(catalog.resolve(coat.substr(0, 7)).error().kind, ErrorKind::NotFound);
  add(named("치마"));
  EXPECT_EQ(catalog.resolve(coat.substr(0, 8)).error().kind, ErrorKind::Invalid);
  EXPECT_EQ(catalog.resolve("C-9999").error().kind, ErrorKind::NotFound);
}

TEST_F(CatalogTest, TextIsStoredComposedAndOnOneLine) {
  const Id id = add(named("\u1103\u1169\u1111\u1169"));  // 도포 as macOS writes it.
  EXPECT_EQ(catalog.asset(id)->name_ko, "도포");
  apply(SetField{id, "name_en", "  scholar's\ncoat\x01 "});
  EXPECT_EQ(catalog.asset(id)->name_en, "scholar's coat");
  apply(SetField{id, "notes", "one\r\ntwo"});
  EXPECT_EQ(catalog.asset(id)->notes, "one\ntwo");
}

TEST_F(CatalogTest, ValuesThatMeanNothingAreRefused) {
  const Id id = add(named("도포"));
  const std::vector<std::pair<std::string, std::string>> wrong = {
      {"rating", "6"},
      {"rating", "-1"},
      {"rating", "four"},
      {"color_label", "8"},
      {"kind", "ak_ghost"},
      {"kind", "st_approved"},
      {"status", "ak_garment"},
      {"status", ""},
      {"name_ko", "  "},
      {"number", ""},
      {"number", "C 1"},
      {"garment_type", "se_summer"},
      {"season", "summer"},
      {"cost", "12.5"},
      {"cost", "-3"},
      {"rental_due", "2026-02-30"},
      {"rental_due", "5/3"},
      {"length_mm", "long"},
      {"source_url", "file:///etc/passwd"},
      {"no_such_field", "x"},
      {"garment_type", "g_jeogori;g_chima"},
  };
  for (const auto& [field, value] : wrong) {
    EXPECT_EQ(refusal(SetField{id, field, value}), ErrorKind::Invalid) << field << "=" << value;
  }
  EXPECT_EQ(catalog.asset(id)->revision, 1);
  apply(SetField{id, "cost", "1,234,000원"});
  apply(SetField{id, "length_mm", "1,240.50"});
  apply(SetField{id, "rental_due", "2028-02-29"});
  apply(SetField{id, "season", "se_summer; se_winter;se_summer"});
  const auto fields = catalog.asset(id)->fields;
  EXPECT_EQ(fields.at("cost"), "1234000");
  EXPECT_EQ(fields.at("length_mm"), "1240.5");
  EXPECT_EQ(fields.at("season"), "se_summer;se_winter");
}

TEST_F(CatalogTest, ARecordKeepsAtLeastOneName) {
  const Id id = add(named("도포", "Scholar's coat"));
  apply(SetField{id, "name_ko", ""});
  EXPECT_EQ(refusal(SetField{id, "name_en", ""}), ErrorKind::Invalid);
  EXPECT_EQ(refusal(AddAsset{named("", "")}), ErrorKind::Invalid);
}

TEST_F(CatalogTest, AChangeThatFailsHalfwayChangesNothing) {
  const Id id = add(named("도포"));
  const auto sequence = catalog.last_sequence();
  const auto result = catalog.apply({{SetField{id, "name_ko", "심의"}, SetField{id, "rating", "9"}}, "", ""});
  ASSERT_FALSE(result);
  EXPECT_EQ(catalog.asset(id)->name_ko, "도포");
  EXPECT_EQ(catalog.last_sequence(), sequence);
  EXPECT_TRUE(catalog.apply({{SetField{id, "name_ko", "심의"}}, "", ""}));
}

TEST_F(CatalogTest, AVersionMayOnlyNameFilesInsideItself) {
  AssetVersion version = version_of("a.gltf");
  version.manifest.push_back({"../../etc/passwd", hash_text("x"), 1});
  EXPECT_EQ(refusal(AddAsset{named("도포"), {version}}), ErrorKind::Invalid);
  version.manifest.back().path = "/etc/passwd";
  EXPECT_EQ(refusal(AddAsset{named("도포"), {version}}), ErrorKind::Invalid);
  version.manifest.back().path = "a.gltf";
  EXPECT_EQ(refusal(AddAsset{named("도포"), {version}}), ErrorKind::Invalid);
  version.manifest.pop_back();
  version.main_file = "b.gltf";
  EXPECT_EQ(refusal(AddAsset{named("도포"), {version}}), ErrorKind::Invalid);
  EXPECT_EQ(catalog.asset_count(), 0);
}

TEST_F(CatalogTest, TheSameFilesAreRecognised) {
  const AssetVersion version = version_of("저고리.gltf", "the bytes");
  const Id id = add(named("저고리"), {version});
  AssetVersion same = version_of("저고리.gltf", "the bytes");
  const auto found = catalog.find_manifest(hash_text(manifest_text(same)));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->asset_id, id);
  EXPECT_FALSE(catalog.find_manifest(hash_text("other")));
  apply(SetRemoved{id, true});
  EXPECT_FALSE(catalog.find_manifest(hash_text(manifest_text(same))));
}

TEST_F(CatalogTest, WhereFilesCameFromIsRemembered) {
  const Id id = add(named("저고리"));
  ASSERT_TRUE(catalog.set_origin(id, "/home/a/저고리.gltf"));
  EXPECT_EQ(catalog.find_by_origin("/home/a/저고리.gltf"), id);
  ASSERT_TRUE(catalog.set_origin(id, "/home/b/저고리.gltf"));
  EXPECT_FALSE(catalog.find_by_origin("/home/a/저고리.gltf"));
  EXPECT_EQ(catalog.set_origin(new_id(), "x").error().kind, ErrorKind::NotFound);
}

TEST_F(CatalogTest, EveryChangeIsInTheActivityLog) {
  const Id id = add(named("저고리"));
  apply(SetField{id, "name_ko", "붉은 저고리"});
  apply(SetTags{id, {"대여"}, {}});
  apply(SetTrashed{id, true});
  apply(SetTrashed{id, true});  // Changes nothing.
  const auto log = catalog.activity(id);
  ASSERT_EQ(log.size(), 4U);
  EXPECT_EQ(log[0].action, "trash");
  EXPECT_EQ(log[1].action, "tag");
  EXPECT_EQ(log[1].after, "대여");
  EXPECT_EQ(log[2].action, "set");
  EXPECT_EQ(log[2].field, "name_ko");
  EXPECT_EQ(log[2].before, "저고리");
  EXPECT_EQ(log[2].after, "붉은 저고리");
  EXPECT_EQ(log[2].who, "지민");
  EXPECT_EQ(log[3].action, "add");
  EXPECT_EQ(catalog.activity("", 2).size(), 2U);
}

TEST_F(CatalogTest, TagsAreCountedWithoutTrashAndKeepOrder) {
  const Id a = add(named("저고리"));
  const Id b = add(named("치마"));
  apply(SetTags{a, {"협찬", "대여"}, {}});
  apply(SetTags{b, {"대여"}, {}});
  EXPECT_THAT(catalog.tags(), ElementsAre(testing::Pair("대여", 2), testing::Pair("협찬", 1)));
  apply(SetTrashed{b, true});
  EXPECT_THAT(catalog.tags(), ElementsAre(testing::Pair("대여", 1), testing::Pair("협찬", 1)));
}

TEST_F(CatalogTest, AllRecordsAreVisitedWithTheirFieldsAndTags) {
  std::vector<Asset> added;
  for (int i = 0; i < 50; ++i) {
    Asset asset = named("옷 " + std::to_string(i));
    if (i % 3 == 0) {
      asset.tags = {"a", "b"};
    }
    if (i % 4 == 0) {
      asset.fields = {{"cost", std::to_string(i)}, {"vendor", "v"}};
    }
    add(asset);
  }
  apply(SetRemoved{*catalog.resolve("C-0010"), true});
  int count = 0;
  ASSERT_TRUE(catalog.for_each_asset([&](const Asset& asset) {
    ++count;
    EXPECT_EQ(asset, *catalog.asset(asset.id));
  }));
  EXPECT_EQ(count, 49);
}

TEST_F(CatalogTest, UnusedObjectsAreToldFromUsedOnes) {
  const Id kept = add(named("저고리"), {version_of("a", "A"), version_of("b", "B")});
  const Id gone = add(named("치마"), {version_of("a", "A"), version_of("c", "C")});
  apply(SetRemoved{gone, true});
  const auto versions = catalog.versions(kept);
  ASSERT_EQ(versions.size(), 2U);
  EXPECT_THAT(*catalog.referenced_objects(false),
              UnorderedElementsAre(hash_text("A"), hash_text("B"), versions[0].manifest_hash,
                                   versions[1].manifest_hash));
  EXPECT_THAT(*catalog.referenced_objects(true),
              UnorderedElementsAre(hash_text("C"), hash_text(manifest_text(version_of("c", "C")))));
}

TEST_F(CatalogTest, ABackupIsACatalogOfItsOwn) {
  const Id id = add(named("저고리"), {version_of("a")});
  const auto copy = temporary.path() / "copy";
  std::filesystem::create_directories(copy);
  ASSERT_TRUE(catalog.backup_to(copy / "catalog.sqlite"));
  EXPECT_EQ(catalog.backup_to(copy / "catalog.sqlite").error().kind, ErrorKind::Conflict);
  const auto reader = Catalog::open(catalog.folder(), {.who = "", .read_only = true});
  ASSERT_TRUE(reader);
  const auto by_reader = reader->backup_to(copy / "by_reader.sqlite");
  EXPECT_TRUE(by_reader) << by_reader.error().message;
  apply(SetField{id, "name_ko", "나중"});
  auto opened = Catalog::open(copy);
  ASSERT_TRUE(opened) << opened.error().message;
  EXPECT_EQ(opened->asset(id)->name_ko, "저고리");
  EXPECT_TRUE(opened->check().ok);
}

TEST_F(CatalogTest, TheProductionHasATitleThatCanBeTakenBack) {
  const Change back = apply(SetProduction{{"달빛 궁", "Moonlit Palace"}});
  EXPECT_EQ(catalog.production().title_ko, "달빛 궁");
  ASSERT_TRUE(catalog.apply(back));
  EXPECT_EQ(catalog.production(), Production{});
}

TEST_F(CatalogTest, PalettesReachIndexesButNotTheLog) {
  const AssetVersion version = version_of("a");
  const Id id = add(named("저고리"), {version});
  const auto sequence = catalog.last_sequence();
  const Change back = apply(SetPalette{version.id, {"#AA3311", "#F5F0E6"}});
  EXPECT_THAT(back.edits, IsEmpty());
  EXPECT_THAT(catalog.versions(id)[0].facts.palette, ElementsAre("#AA3311", "#F5F0E6"));
  EXPECT_THAT(*catalog.changed_since(sequence), ElementsAre(id));
  EXPECT_EQ(catalog.activity(id)[0].action, "add_version");
  EXPECT_EQ(refusal(SetPalette{version.id, {"red"}}), ErrorKind::Invalid);
}

TEST_F(CatalogTest, AnUnchangedRevisionIsRequiredWhenAskedFor) {
  const Id id = add(named("저고리"));
  const auto seen = catalog.asset(id)->revision;
  auto other = Catalog::open(folder(), {"수아"});
  ASSERT_TRUE(other);
  ASSERT_TRUE(other->apply({{SetField{id, "name_ko", "남의 저고리"}}, "", ""}));
  SetField mine{id, "name_ko", "나의 저고리"};
  mine.expected_revision = seen;
  EXPECT_EQ(refusal(mine), ErrorKind::Conflict);
  EXPECT_EQ(catalog.asset(id)->name_ko, "남의 저고리");
  mine.expected_revision = catalog.asset(id)->revision;
  apply(mine);
  // Several edits of one change are one revision.
  SetField first{id, "rating", "3"};
  first.expected_revision = catalog.asset(id)->revision;
  SetField second{id, "color_label", "2"};
  second.expected_revision = first.expected_revision;
  EXPECT_TRUE(catalog.apply({{first, second}, "", ""}));
  EXPECT_EQ(catalog.asset(id)->revision, *first.expected_revision + 1);
}

TEST_F(CatalogTest, CommitsOfOthersShowInTheChangeCount) {
  auto other = Catalog::open(folder(), {"수아"});
  ASSERT_TRUE(other);
  const auto before = catalog.change_count();
  const auto sequence = catalog.last_sequence();
  EXPECT_EQ(catalog.change_count(), before);
  Asset asset = named("저고리");
  ASSERT_TRUE(other->apply({{AddAsset{asset}}, "", ""}));
  EXPECT_GT(catalog.change_count(), before);
  EXPECT_THAT(*catalog.changed_since(sequence), ElementsAre(asset.id));
  const auto now = catalog.change_count();
  apply(SetField{asset.id, "rating", "2"});
  EXPECT_GT(catalog.change_count(), now);
}

TEST_F(CatalogTest, EveryKindHasFieldsThatTheCatalogAccepts) {
  for (const char* kind :
       {"ak_garment", "ak_hair", "ak_makeup", "ak_set", "ak_prop", "ak_fabric", "ak_reference"}) {
    EXPECT_GE(fields_for_kind(kind).size(), 15U) << kind;
  }
  ASSERT_TRUE(find_field("fabric"));
  EXPECT_FALSE(find_field("name_ko"));
}

TEST(ReadOnlyCatalog, ReadsBesideAWriterAndRefusesToWrite) {
  TemporaryFolder temporary;
  const auto folder = temporary.path() / "a.bandaji";
  auto writer = Catalog::create(folder);
  ASSERT_TRUE(writer);
  const Asset asset = named("저고리");
  ASSERT_TRUE(writer->apply({{AddAsset{asset}}, "", ""}));
  auto reader = Catalog::open(folder, {.who = "", .read_only = true});
  ASSERT_TRUE(reader) << reader.error().message;
  EXPECT_EQ(reader->asset_count(), 1);
  EXPECT_EQ(reader->apply({{SetTrashed{asset.id, true}}, "", ""}).error().kind, ErrorKind::Denied);
  ASSERT_TRUE(writer->apply({{SetTrashed{asset.id, true}}, "", ""}));
  EXPECT_EQ(reader->asset_count(), 0);
}

TEST(DamagedCatalog, IsRefusedWithAReason) {
  TemporaryFolder temporary;
  const auto folder = temporary.path() / "a.bandaji";
  ASSERT_TRUE(Catalog::create(folder));
  const auto file = folder / "catalog.sqlite";
  const auto size = std::filesystem::file_size(file);

  std::filesystem::copy_file(file, temporary.path() / "good");
  std::ofstream(file, std::ios::trunc)
      << "not a database at all, but long enough to look at, is it not? ............";
  EXPECT_EQ(Catalog::open(folder).error().kind, ErrorKind::Corrupt);
  EXPECT_EQ(Catalog::open(folder, {.who = "", .read_only = true}).error().kind, ErrorKind::Corrupt);

  std::ofstream(file, std::ios::trunc).close();
  EXPECT_EQ(Catalog::open(folder).error().kind, ErrorKind::Corrupt);

  std::filesystem::copy_file(temporary.path() / "good", file,
                             std::filesystem::copy_options::overwrite_existing);
  std::filesystem::resize_file(file, size / 3);
  const auto cut = Catalog::open(folder);
  if (cut) {
    EXPECT_FALSE(cut->check().ok);
  } else {
    EXPECT_EQ(cut.error().kind, ErrorKind::Corrupt);
    EXPECT_THAT(cut.error().message, HasSubstr("catalog"));
  }
}

TEST(DamagedCatalog, AStrangersDatabaseIsNotACatalog) {
  TemporaryFolder temporary;
  {
    auto db = engine::Connection::open(temporary.path() / "catalog.sqlite", {.create = true});
    ASSERT_TRUE(db);
    ASSERT_TRUE((*db)->run_script("CREATE TABLE photo(x); PRAGMA user_version = 1;"));
  }
  const auto opened = Catalog::open(temporary.path());
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::Corrupt);
}

TEST(NewerCatalog, IsRefusedUntouched) {
  TemporaryFolder temporary;
  const auto folder = temporary.path() / "a.bandaji";
  ASSERT_TRUE(Catalog::create(folder));
  {
    auto db = engine::Connection::open(folder / "catalog.sqlite", {});
    ASSERT_TRUE((*db)->run_script("PRAGMA user_version = 9999"));
  }
  for (const bool read_only : {false, true}) {
    const auto opened = Catalog::open(folder, {.who = "", .read_only = read_only});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::NewerVersion);
    EXPECT_THAT(opened.error().message, HasSubstr("newer"));
  }
}

TEST(Migrations, AreNumberedWithoutGaps) {
  int expected = 1;
  for (const Migration& step : migrations()) {
    EXPECT_EQ(step.to_version, expected++);
  }
}

TEST(Migrations, RunOnceEachAndAFailingOneLeavesTheOlderForm) {
  TemporaryFolder temporary;
  auto db = engine::Connection::open(temporary.path() / "x.sqlite", {.create = true});
  ASSERT_TRUE(db);
  const Migration steps[] = {{1, "CREATE TABLE a(x); INSERT INTO a VALUES (1);"},
                             {2, "ALTER TABLE a ADD COLUMN y; UPDATE a SET y = x + 1;"},
                             {3, "CREATE TABLE b(x); INSERT INTO missing VALUES (1);"}};
  ASSERT_TRUE(migrate(**db, "x", std::span(steps, 1)));
  ASSERT_TRUE(migrate(**db, "x", std::span(steps, 2)));
  ASSERT_TRUE(migrate(**db, "x", std::span(steps, 2)));
  EXPECT_EQ((*db)->integer("SELECT y FROM a"), 2);
  EXPECT_FALSE(migrate(**db, "x", steps));
  EXPECT_EQ(*schema_version(**db, "x"), 2);
  EXPECT_EQ((*db)->integer("SELECT count(*) FROM sqlite_schema WHERE name = 'b'"), 0);
  EXPECT_EQ(migrate(**db, "x", std::span(steps, 1)).error().kind, ErrorKind::NewerVersion);
}

TEST(NetworkFolders, AreKnownByTheirKind) {
  EXPECT_TRUE(engine::is_network_file_system("nfs4"));
  EXPECT_TRUE(engine::is_network_file_system("cifs"));
  EXPECT_TRUE(engine::is_network_file_system("fuse.sshfs"));
  EXPECT_FALSE(engine::is_network_file_system("ext4"));
  EXPECT_FALSE(engine::is_network_file_system("fuse.ntfs-3g"));
  EXPECT_EQ(engine::network_file_system("/proc"), "");
}

TEST(Ids, SortInTheOrderInWhichTheyWereMade) {
  Id last = new_id();
  for (int i = 0; i < 10000; ++i) {
    const Id next = new_id();
    ASSERT_EQ(next.size(), 26U);
    ASSERT_LT(last, next);
    last = next;
  }
}

TEST(ManifestText, DependsOnFilesAndSettingsButNotOnOrderOrMeasurements) {
  AssetVersion a = version_of("b.gltf", "B");
  a.manifest.push_back({"a.bin", hash_text("A"), 1});
  AssetVersion b = a;
  std::swap(b.manifest[0], b.manifest[1]);
  b.facts.triangles = 7;
  b.comment = "other";
  EXPECT_EQ(manifest_text(a), manifest_text(b));
  b.up_axis = 2;
  EXPECT_NE(manifest_text(a), manifest_text(b));
  AssetVersion c = a;
  c.main_file = "a.bin";
  EXPECT_NE(manifest_text(a), manifest_text(c));
  // The text itself is a format on disk: decisions are bound to its hash.
  AssetVersion d;
  d.main_file = "한복\n.gltf";
  d.manifest.push_back({"한복\n.gltf", ContentHash{}, 12});
  d.unit = 3;
  EXPECT_EQ(manifest_text(d), "bandaji-manifest 1\nmain 한복\\n.gltf\nup -\nunit 3\nfile " +
                                  std::string(64, '0') + " 12 한복\\n.gltf\n");
}

}  // namespace
}  // namespace bandaji
