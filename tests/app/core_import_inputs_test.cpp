#include "app/core/import_inputs.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/core/import_naming.h"
#include "app/core/import_pattern.h"
#include "tests/support/model_files.h"
#include "tests/support/temporary_folder.h"

namespace bandaji {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;
using test::write_gltf_box;
using test::write_obj_box;
using test::write_picture;
using test::write_text;

std::vector<std::string> inputs_of(const fs::path& folder, bool recursive = true) {
  ImportPlan plan;
  plan.paths = {folder};
  plan.recursive = recursive;
  std::vector<std::string> names;
  for (const ImportInput& input : expand_import(plan)) {
    EXPECT_FALSE(input.refusal) << input.path << ": " << input.refusal->message;
    names.push_back(input.main.generic_string());
  }
  return names;
}

using Names = std::vector<std::string>;

TEST(ImportInputs, OfAFolderAreItsModelsAndNotWhatTheyReferTo) {
  const TemporaryFolder folder;
  write_gltf_box(folder / "chima/chima.gltf", {.texture = "textures/silk.png"});
  write_obj_box(folder / "gat/gat.obj");
  write_text(folder / "gat/gat.mtl", "newmtl black\nmap_Kd -s 1 1 1 horse hair.jpg\n");
  write_picture(folder / "gat/horse hair.jpg");
  write_picture(folder / "inspiration.png");
  EXPECT_EQ(inputs_of(folder.path()), (Names{"chima/chima.gltf", "gat/gat.obj", "inspiration.png"}));
}

TEST(ImportInputs, FindPicturesUnderEscapedAndDecomposedNames) {
  const TemporaryFolder folder;
  write_gltf_box(folder / "a/a.gltf", {.texture = "red%20silk.png", .without_picture = true});
  write_picture(folder / "a/red silk.png");
  write_gltf_box(folder / "b/b.gltf", {.texture = "비단.png", .without_picture = true});
  write_picture(folder / "b" /
                "\xE1\x84\x87\xE1\x85\xB5\xE1\x84\x83\xE1\x85\xA1\xE1\x86\xAB.png");  // 비단, decomposed.
  EXPECT_EQ(inputs_of(folder.path()), (Names{"a/a.gltf", "b/b.gltf"}));
}

TEST(ImportInputs, KeepAPictureThatOnlyHasTheNameOfAnotherFoldersTexture) {
  const TemporaryFolder folder;
  write_gltf_box(folder / "models/a/a.gltf", {.texture = "diffuse.png"});
  write_picture(folder / "references/set/diffuse.png");
  EXPECT_EQ(inputs_of(folder.path()), (Names{"models/a/a.gltf", "references/set/diffuse.png"}));
}

TEST(ImportInputs, LookIntoFoldersOfFoldersOnlyWhenAsked) {
  const TemporaryFolder folder;
  write_obj_box(folder / "top.obj");
  write_obj_box(folder / "deep/er/inner.obj");
  EXPECT_EQ(inputs_of(folder.path(), false), (Names{"top.obj"}));
  EXPECT_EQ(inputs_of(folder.path(), true), (Names{"deep/er/inner.obj", "top.obj"}));
}

TEST(ImportInputs, LeaveOutLinksHiddenFilesCatalogsAndThingsThatAreNoFiles) {
  const TemporaryFolder outside;
  write_obj_box(outside / "secret.obj");
  const TemporaryFolder folder;
  write_obj_box(folder / "here.obj");
  fs::create_symlink(outside / "secret.obj", folder / "link.obj");
  fs::create_directory_symlink(outside.path(), folder / "linked");
  write_obj_box(folder / ".trash/old.obj");
  write_text(folder / "Thumbs.db", "x");
  write_obj_box(folder / "Show.bandaji/objects/x.obj");
  ASSERT_EQ(::mkfifo((folder / "pipe.obj").c_str(), 0600), 0);
  EXPECT_EQ(inputs_of(folder.path()), (Names{"here.obj"}));
}

TEST(ImportInputs, NameAFolderInWhichNothingIsToBeHad) {
  const TemporaryFolder folder;
  write_obj_box(folder / "good/box.obj");
  fs::create_directory(folder / "empty");
  ImportPlan plan;
  plan.paths = {folder / "good", folder / "empty"};
  const auto inputs = expand_import(plan);
  ASSERT_EQ(inputs.size(), 2u);
  EXPECT_FALSE(inputs[0].refusal);
  ASSERT_TRUE(inputs[1].refusal);
  EXPECT_EQ(inputs[1].path, folder / "empty");
  EXPECT_EQ(inputs[1].refusal->message, "There is nothing to import in this folder.");
  plan.paths = {folder.path()};
  EXPECT_EQ(expand_import(plan).size(), 1u) << "an empty one among others was not named";
  plan.recursive = false;
  EXPECT_NE(expand_import(plan)[0].refusal->message.find("--recursive"), std::string::npos);
}

TEST(ImportInputs, NameAFolderThatCannotBeLookedInto) {
  if (::geteuid() == 0) {
    // Nobody is refused by permissions here; a folder that vanishes while it is listed is all the same.
    std::vector<UnreadFolder> unread;
    EXPECT_TRUE(files_beneath("/nowhere/at/all", true, &unread).empty());
    ASSERT_EQ(unread.size(), 1u);
    EXPECT_NE(unread[0].why.message.find("cannot be looked into"), std::string::npos);
    return;
  }
  const TemporaryFolder folder;
  write_obj_box(folder / "box.obj");
  fs::create_directory(folder / "locked");
  fs::permissions(folder / "locked", fs::perms::none);
  ImportPlan plan;
  plan.paths = {folder.path()};
  const auto inputs = expand_import(plan);
  fs::permissions(folder / "locked", fs::perms::owner_all);
  ASSERT_EQ(inputs.size(), 2u);
  EXPECT_EQ(inputs[1].path, folder / "locked");
  ASSERT_TRUE(inputs[1].refusal);
  EXPECT_NE(inputs[1].refusal->message.find("ermission"), std::string::npos) << inputs[1].refusal->message;
}

TEST(ImportInputs, KeepDesignDocumentsButNotLicencesOfAFolder) {
  const TemporaryFolder folder;
  write_text(folder / "pattern.zprj", "x");
  write_text(folder / "plan.dwg", "x");
  write_text(folder / "LICENSE.md", "x");
  write_text(folder / "notes.log", "x");
  EXPECT_EQ(inputs_of(folder.path()), (Names{"pattern.zprj", "plan.dwg"}));
  ImportPlan named;
  named.paths = {folder / "notes.log"};
  EXPECT_EQ(expand_import(named).size(), 1u);
}

TEST(ImportNaming, TakesTheFileNameForPeople) {
  EXPECT_EQ(title_from_path("a/홍색_당의_v2.glb"), "홍색 당의 v2");
  EXPECT_EQ(title_from_path("a/\xE1\x84\x83\xE1\x85\xA1\xE1\x86\xBC\xE1\x84\x8B\xE1\x85\xB4.glb"), "당의");
  EXPECT_EQ(title_from_path("x/__Box With Spaces.gltf"), "Box With Spaces");
}

TEST(ImportNaming, TakesTheFoldersNameWhereTheFilesSaysNothing) {
  EXPECT_EQ(title_from_path("assets/royal_throne/scene.gltf"), "royal throne");
  EXPECT_EQ(title_from_path("Corset/glTF/model.gltf"), "Corset");
  EXPECT_EQ(title_from_path("model.obj"), "model");
}

TEST(ImportNaming, GuessesTheKindFromTheLastThingThatIsNamed) {
  EXPECT_EQ(guess_kind("당의"), "ak_garment");
  EXPECT_EQ(guess_kind("홍색 당의 v2"), "ak_garment");
  EXPECT_EQ(guess_kind("dangui_red"), "ak_garment");
  EXPECT_EQ(guess_kind("흑색 갓"), "ak_headwear");
  EXPECT_EQ(guess_kind("gat"), "ak_headwear");
  EXPECT_EQ(guess_kind("당의 노리개"), "ak_accessory");
  EXPECT_EQ(guess_kind("GlamVelvetSofa"), "ak_furniture");
}

TEST(ImportNaming, GuessesNothingFromPartsOfOtherWords) {
  EXPECT_EQ(guess_kind("Fox"), "");
  EXPECT_EQ(guess_kind("navigator"), "");  // Holds "gat".
  EXPECT_EQ(guess_kind("BoxTextured"), "");
  EXPECT_EQ(guess_kind("ClearCoatTest"), "");
  EXPECT_EQ(guess_kind("갓길 표지판"), "");  // 갓길 is the shoulder of a road.
}

TEST(ImportNaming, BringsTheOtherLanguageOfAVocabularyTerm) {
  const RecordName korean = name_record("당의");
  EXPECT_EQ(korean.ko, "당의");
  EXPECT_EQ(korean.romanized, "dangui");
  EXPECT_FALSE(korean.en.empty());
  const RecordName latin = name_record("gat");
  EXPECT_EQ(latin.ko, "갓");
  const RecordName neither = name_record("Lebombo sky");
  EXPECT_EQ(neither.en, "Lebombo sky");
  EXPECT_EQ(neither.ko, "");
}

TEST(ImportNaming, KnowsWhatTheStudioMadeOfTheVocabulary) {
  StudioTerm own;
  own.key = "g_own_jogakpo";
  own.facet = "garment";
  own.ko = "조각포";
  own.en = "patchwork coat";
  own.romanized = "jogakpo";
  own.parent = "g_po_jangot";
  StudioTerm kind;
  kind.key = "ak_own_puppet";
  kind.facet = "asset_kind";
  kind.ko = "인형";
  StudioTerm retired;
  retired.key = "hw_gat";
  retired.facet = "headwear";
  retired.retired = true;
  const auto vocabulary = Vocabulary::with(std::vector<StudioTerm>{own, kind, retired});
  EXPECT_EQ(guess_kind("홍색 조각포"), "");
  EXPECT_EQ(guess_kind("홍색 조각포", *vocabulary), "ak_garment");
  const RecordName name = name_record("조각포", *vocabulary);
  EXPECT_EQ(name.en, "patchwork coat");
  EXPECT_EQ(name.romanized, "jogakpo");
  const auto pattern = NamePattern::parse("{kind}_{name}");
  ASSERT_TRUE(pattern);
  EXPECT_EQ(pattern->match("인형_각시.glb")->kind, "");
  EXPECT_EQ(pattern->match("인형_각시.glb", *vocabulary)->kind, "ak_own_puppet");
  // A term that was merged is known by what took its place.
  StudioTerm merged;
  merged.key = "g_dangui";
  merged.facet = "garment";
  merged.retired = true;
  merged.merged_into = "g_own_jogakpo";
  const auto after = Vocabulary::with(std::vector<StudioTerm>{own, merged});
  EXPECT_EQ(guess_kind("당의", *after), "ak_garment");
}

}  // namespace
}  // namespace bandaji
