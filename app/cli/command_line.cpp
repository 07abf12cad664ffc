#include "app/cli/command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <memory>
#include <new>

#include "app/cli/commands.h"
#include "assets/text.h"

namespace bandaji::cli {
namespace {

// "-보관" after `tag` would be read as an option.  A mark before it hides the minus from the parser, and
// is taken off again.
constexpr char kHiddenMinus = '\x1f';

std::vector<std::string> with_hidden_minus(int argc, char** argv) {
  std::vector<std::string> words(argv + 1, argv + argc);
  bool tagging = false;
  for (std::string& word : words) {
    if (tagging && word.size() > 1 && word[0] == '-' && word[1] != '-' && word != "-h" && word != "-q")
      word.insert(0, 1, kHiddenMinus);
    tagging = tagging || word == "tag";
  }
  return words;
}

// CLI11's own check for this names the largest number there is, with all its digits.
CLI::Validator whole_number() {
  const auto problem = [](const std::string& text) -> std::string {
    std::int64_t number = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc() && end == text.data() + text.size() && number >= 0) return "";
    return fmt::format("\"{}\" is no whole number from 0 on.", for_display(text, 80));
  };
  return {problem, ""};
}

// The command that was chosen; set by the parser, run after it.
using Chosen = std::function<int(const GlobalOptions&, Console&)>;

class Grammar {
 public:
  explicit Grammar(GlobalOptions& globals) : globals_(globals) {
    app_.option_defaults()->always_capture_default(false);
    app_.set_version_flag("--version", "bandaji " BANDAJI_VERSION);
    app_.set_help_flag("-h,--help", "This text, or that of a command");
    app_.add_option("--catalog", globals_.catalog,
                    "Catalog folder; else $BANDAJI_CATALOG, else the nearest *.bandaji upwards")
        ->type_name("DIR");
    app_.add_flag("--json", globals_.json, "Results as JSON");
    app_.add_flag("--quiet,-q", globals_.quiet, "Only results and what went wrong");
    app_.require_subcommand(0, 1);
    app_.footer(
        "Without a command the window opens.  Exit status: 0 all done, 1 some inputs refused, 2 wrong "
        "usage,\n"
        "3 the catalog cannot be used, 4 nothing could be done.");
    add_making();
    add_finding();
    add_editing();
    add_versions();
    add_production();
    add_tables();
    add_pictures();
    add_paper();
    add_health();
  }

  // The exit status when parsing itself ended the program (help, wrong usage).
  std::optional<int> parse(int argc, char** argv) {
    try {
      std::vector<std::string> words = with_hidden_minus(argc, argv);
      std::reverse(words.begin(), words.end());  // As this overload wants them.
      app_.parse(std::move(words));
    } catch (const CLI::Success& done) {  // --help and --version.
      app_.exit(done);
      return kDone;
    } catch (const CLI::Error& error) {
      std::fputs(fmt::format("bandaji: {}\n", for_display(error.what())).c_str(), stderr);
      std::fputs("bandaji: `bandaji --help` and `bandaji COMMAND --help` list what there is.\n", stderr);
      return kWrongUsage;
    }
    return std::nullopt;
  }

  const Chosen& chosen() const { return chosen_; }

 private:
  // A command whose options are kept in a struct that lives as long as the grammar.
  template <class Command>
  std::pair<CLI::App*, Command*> add(const std::string& name, const std::string& description,
                                     CLI::App* parent = nullptr) {
    CLI::App* sub = (parent != nullptr ? parent : &app_)->add_subcommand(name, description);
    sub->fallthrough();
    auto command = std::make_shared<Command>();
    sub->final_callback([this, command] {
      chosen_ = [command](const GlobalOptions& globals, Console& console) {
        return run(*command, globals, console);
      };
    });
    kept_.push_back(command);
    return {sub, command.get()};
  }

  // A command that is nothing without a word behind it.
  CLI::App* group(const std::string& name, const std::string& description) {
    CLI::App* sub = app_.add_subcommand(name, description);
    sub->require_subcommand(1);
    sub->fallthrough();
    return sub;
  }

  void add_making() {
    auto [init, init_command] = add<InitCommand>("init", "Makes a new catalog");
    init->add_option("DIR", init_command->folder, "New or empty folder, by custom NAME.bandaji")->required();
    auto [demo, demo_command] = add<DemoCommand>("demo", "Makes a new catalog with the demo production");
    demo->add_option("DIR", demo_command->folder, "New or empty folder")->required();

    auto [import, c] = add<ImportCommand>("import", "Imports models, pictures and other files");
    import->add_option("PATH", c->paths, "Files and folders; a folder is one asset per model found")
        ->required();
    import->add_option("--name", c->name, "Name of a single file");
    import->add_flag("--recursive,-r", c->recursive, "Folders of folders too");
    import->add_option("--version-of", c->version_of, "Adds the file as next version of this record")
        ->type_name("ID");
    import->add_option("--comment", c->comment, "What is new, kept with the version");
    import->add_option("--root", c->root, "Folder beneath which the files of a model may lie")
        ->type_name("DIR");
    add_import_options(*import, *c);

    auto [watch, w] = add<WatchCommand>("watch", "Imports what is put into a folder or changed there");
    watch->add_option("DIR", w->folder, "Folder, with the folders in it")->required();
    watch->add_flag("--once", w->once, "Imports what is new there and ends");
    add_import_options(*watch, w->import);
  }

  // Of everything that imports.
  static void add_import_options(CLI::App& import, ImportCommand& command) {
    ImportCommand* const c = &command;
    import.add_option("--kind", c->kind,
                      "Kind of all of them (garment, headwear, set, prop …); guessed when not given");
    import
        .add_option("--names", c->names,
                    "What names mean, such as {kind}/{number}_{name}; else what the production says")
        ->type_name("RULE");
    import.add_option("--tag", c->tags, "Tag; may be repeated")
        ->take_all()
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    import.add_option("--up", c->up, "Axis that points up in the file")
        ->check(CLI::IsMember({"x", "y", "z"}));
    import.add_option("--unit", c->unit, "Length of one unit in the file")
        ->check(CLI::IsMember({"mm", "cm", "m", "in"}));
  }

  void add_finding() {
    auto [list, l] = add<ListCommand>("list", "Finds records");
    list->add_option("--query", l->query, "What the search box takes");
    list->add_option("--kind", l->kind, "Only this kind");
    list->add_option("--status", l->status, "Only this status");
    list->add_option(
        "--sort", l->sort,
        "name, number, kind, status, rating, created, updated, triangles or height; :desc turns it around");
    list->add_option("--limit", l->limit, "At most so many")->check(whole_number());
    list->add_option("--offset", l->offset, "Leaving out the first ones")->check(whole_number());
    auto [facets, f] = add<FacetsCommand>("facets", "Counts per kind, status, tag … under a query");
    facets->add_option("--query", f->query, "What the search box takes");
    auto [show, s] = add<ShowCommand>("show", "One record, whole");
    show->add_option("ID", s->id, "Id, beginning of one, or number such as C-0012")->required();
  }

  void add_editing() {
    auto [set, s] = add<SetCommand>("set", "Sets fields of a record");
    set->add_option("ID", s->id)->required();
    set->add_option("VALUE", s->values,
                    "FIELD=VALUE, for example name_ko=당의, status=approved, rating=4, notes=…")
        ->required();

    auto [file_scene, fs] =
        add<FileSceneCommand>("file-scene", "Which scene of its file is shown of a record");
    file_scene->add_option("ID", fs->id)->required();
    file_scene->add_option("NAME", fs->name,
                           "Name or number from 1; - for the file's own; without it they are listed");
    auto [camera, k] = add<CameraCommand>("camera", "Cameras that are saved for a record");
    camera->add_option("ID", k->id)->required();
    camera->add_option("WHAT", k->what, "list, save, choose (no NAME: none is) or delete")
        ->check(CLI::IsMember({"list", "save", "choose", "delete"}));
    camera->add_option("NAME", k->name);
    camera->add_option("--view", k->view, "For save: as render takes it, the whole model in the picture");
    camera->add_option("--eye", k->eye, "X,Y,Z in metres");
    camera->add_option("--target", k->target, "X,Y,Z it looks at");
    camera->add_option("--up-vector", k->up_vector, "X,Y,Z that is up in the picture");
    camera->add_flag("--ortho", k->ortho, "Orthographic");
    camera->add_option("--fov", k->fov, "Vertical field of view, degrees");
    camera->add_option("--lens", k->lens_mm, "Focal length in mm instead of --fov");
    camera->add_option("--sensor", k->sensor, "Format that --lens is for");

    auto [tag, t] = add<TagCommand>("tag", "Adds and takes off tags: +대여 -보관");
    tag->add_option("ID", t->id)->required();
    tag->add_option("+TAG|-TAG", t->changes)->required();

    tag->final_callback([this, command = t] {
      for (std::string& word : command->changes) {
        if (word.front() == kHiddenMinus) word.erase(0, 1);
      }
      chosen_ = [command](const GlobalOptions& globals, Console& console) {
        return run(*command, globals, console);
      };
    });
    auto [trash, d] = add<TrashCommand>("trash", "Moves records to the trash");
    trash->add_option("ID", d->ids)->required();
    auto [restore, r] = add<RestoreCommand>(
        "restore", "Takes records out of the trash (ID…), or unpacks a backup (FILE DIR)");
    restore->add_option("ID", r->words, "Records; or a backup file and the new folder for its catalog")
        ->required();
    add<UndoCommand>("undo", "Takes back the newest edit made here");
    auto [redo, u] = add<UndoCommand>("redo", "Makes again what undo took back");
    (void)redo;
    u->redo = true;

    CLI::App* review = app_.add_subcommand("review", "Decisions on the current version of records");
    review->require_subcommand(1);
    review->fallthrough();
    for (const auto& [verdict, description] :
         {std::pair("request", "Asks for a review"), std::pair("approve", "Approves"),
          std::pair("conditions", "Approves with conditions"), std::pair("changes", "Requests changes"),
          std::pair("reject", "Rejects"), std::pair("hold", "Holds")}) {
      auto [sub, command] = add<ReviewCommand>(verdict, description, review);
      command->verdict = verdict;
      sub->add_option("ID", command->ids, "A record, look:\"연희 2A\" or set:편전")->required();
      sub->add_option("--role", command->role, "Who decides: director, art_director, costume …")->required();
      sub->add_option("--by", command->by, "Name of the person")->required();
      sub->add_option("--note", command->note, "Why, or under which conditions");
    }
    auto [status, command] =
        add<ReviewCommand>("status", "What was decided, and whether it still holds", review);
    command->verdict = "status";
    status->add_option("ID", command->ids, "All that anybody decided on when none is given");
  }

  void add_versions() {
    CLI::App* version = group("version", "Versions of looks and sets");
    const auto verb = [&](const char* name, const char* description, bool numbered) {
      auto [sub, command] = add<VersionCommand>(name, description, version);
      command->verb = name;
      sub->add_option("OF", command->subject, "look:\"연희 2A\" or set:편전")->required();
      if (numbered) sub->add_option("NUMBER", command->number, "Of the version")->required();
      return std::pair(sub, command);
    };
    verb("list", "All versions, the newest first", false);
    auto [save, s] = verb("save", "Keeps what is there now as the next version", false);
    save->add_option("--comment", s->text, "What is new");
    save->add_option("--by", s->by, "Who made it; you when not given");
    verb("show", "What belonged to a version", true);
    auto [differ, d] = verb("diff", "What differs between two versions, or from a version to now", true);
    differ->add_option("OTHER", d->other, "Of the other version; what is there now when not given");
    verb("restore", "Makes it what it was in a version", true);
    verb("pin", "Makes a version the one that counts", true);
    verb("unpin", "No version counts more than what is there now", false);
    auto [note, n] = verb("note", "Sets the notes of a version", true);
    note->add_option("TEXT", n->text, "Nothing takes them away");
  }

  void add_production() {
    CLI::App* story = group("story", "Episodes, story days, scenes and who is in them");
    auto [import, i] = add<StoryCommand>("import", "Scenes and characters from a script or a table", story);
    import->add_option("FILE", i->file, "FILE.fountain, FILE.txt or FILE.csv")->required();
    import->add_option("--episode", i->episode, "Of scenes that name none")->check(CLI::Range(0, 9999));
    import->add_flag("--sets", i->make_sets, "Adds a set for every place that has none");
    import->add_flag("--preview", i->preview, "Only says what it would do");
    auto [list, l] = add<StoryCommand>("list", "Scenes in the order of the script", story);
    (void)list;
    l->list = true;

    CLI::App* look = group("look", "Looks of characters");
    const auto verb = [&](const char* name, const char* description) {
      auto [sub, command] = add<LookCommand>(name, description, look);
      command->verb = name;
      return std::pair(sub, command);
    };
    auto [look_list, ll] = verb("list", "All looks, or those of one character");
    look_list->add_option("--character", ll->character, "Name or id");
    auto [look_show, ls] = verb("show", "One look with its items");
    look_show->add_option("LOOK", ls->look, "For example \"연희 2A\"")->required();
    auto [look_add, la] = verb("add", "A new look; its change number is the next one when not given");
    look_add->add_option("CHARACTER", la->character)->required();
    look_add->add_option("VALUE", la->values, "FIELD=VALUE, for example name_ko=혼례복, status=approved");
    look_add->add_option("--number", la->number, "Change number such as 2A");
    auto [look_set, lt] = verb("set", "Sets fields of a look");
    look_set->add_option("LOOK", lt->look)->required();
    look_set->add_option("VALUE", lt->values, "FIELD=VALUE")->required();
    auto [look_item, li] = verb("item", "Adds an asset to a look");
    look_item->add_option("LOOK", li->look)->required();
    look_item->add_option("ASSET", li->asset)->required();
    look_item->add_option("VALUE", li->values, "FIELD=VALUE, for example slot=top, layer=2, doubles=1");
    auto [look_pin, lp] = verb("pin", "Holds a piece to a version of its asset, or to a copy");
    look_pin->add_option("LOOK", lp->look)->required();
    look_pin->add_option("ASSET", lp->asset, "The piece's asset")->required();
    look_pin->add_option("--version", lp->version, "Number of the asset's version");
    look_pin->add_option("--unit", lp->unit, "Copy, for example 2 or C-0012#2");
    look_pin->add_flag("--off", lp->off, "The newest version and any copy again");
    auto [look_render, lr] = add<RenderCommand>("render", "Draws a look on its figure", look);
    look_render
        ->add_option_function<std::string>(
            "LOOK", [command = lr](const std::string& name) { command->subject = "look:" + name; },
            "For example \"연희 2A\"")
        ->required();
    add_composition_options(look_render, lr);
    add_render_options(look_render, lr);
    auto [look_trash, ld] = verb("trash", "Moves a look to the trash");
    look_trash->add_option("LOOK", ld->look)->required();

    auto [wear, w] = add<WearCommand>("wear", "Who wears what in a scene");
    wear->add_option("SCENE", w->scene, "For example 3-12A")->required();
    wear->add_option("CHARACTER", w->character)->required();
    wear->add_option("LOOK", w->look, "Change number; in the scene without a look yet when not given");
    wear->add_option("--set", w->values,
                     "FIELD=VALUE: change_declared=yes, washed=yes, how_worn=…, end_condition=혈흔:2")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    wear->add_flag("--off", w->off, "Takes the character out of the scene");
    wear->add_flag("--forward", w->forward, "Carries it on to the next scenes of the story day");

    CLI::App* continuity = app_.add_subcommand("continuity", "What cannot be shot as it is written down");
    continuity->require_subcommand(0, 1);
    continuity->fallthrough();
    continuity->final_callback([this, continuity] {
      if (continuity->get_subcommands().empty()) {
        chosen_ = [](const GlobalOptions& globals, Console& console) {
          return run(ContinuityCommand{}, globals, console);
        };
      }
    });
    auto [check, k] = add<ContinuityCommand>("check", "All conflicts", continuity);
    check->add_flag("--open", k->open_only, "Without those that were waived");
    auto [waive, v] = add<ContinuityCommand>("waive", "Leaves a conflict or a hint as it is", continuity);
    v->verb = "waive";
    waive->add_option("CONFLICT", v->conflict, "Its id, or its number in the list")->required();
    waive->add_option("--reason", v->reason)->required();
    waive->add_option("--by", v->by, "Name of the person");
    auto [unwaive, u] = add<ContinuityCommand>("unwaive", "Takes a waiver back", continuity);
    u->verb = "unwaive";
    unwaive->add_option("CONFLICT", u->conflict)->required();
    auto [hints, h] = add<ContinuityCommand>(
        "hints", "What is known of dress, rank and color, with its source", continuity);
    h->verb = "hints";
    hints->add_flag("--open", h->open_only, "Without those that were waived");
    auto [rules, r] = add<ContinuityCommand>("rules", "The rules", continuity);
    (void)rules;
    r->verb = "rules";
  }

  void add_tables() {
    CLI::App* records = group("record", "Every other record: sets, units, locations, actors, collections …");
    const auto verb = [&](const char* name, const char* description, bool with_type, bool with_id,
                          bool with_values) {
      auto [sub, command] = add<RecordCommand>(name, description, records);
      command->verb = name;
      if (with_type) sub->add_option("TYPE", command->type, "See `bandaji record types`")->required();
      if (with_id)
        sub->add_option("ID", command->id, "Id, beginning of one, or what the record is called")->required();
      if (with_values) sub->add_option("VALUE", command->values, "FIELD=VALUE")->required();
      return std::pair(sub, command);
    };
    verb("types", "The types and their fields", false, false, false);
    auto [list, l] = verb("list", "All records of a type", true, false, false);
    list->add_flag("--personal", l->personal, "Measurements of people too");
    verb("show", "One record", true, true, false);
    verb("add", "A new record", true, false, true);
    verb("set", "Sets fields", true, true, true);
    verb("trash", "Moves a record to the trash, with what belongs to it", true, true, false);
    verb("restore", "Takes a record out of the trash", true, true, false);
    verb("bin", "What is in the trash", false, false, false);
    auto [used, u] = verb("used", "Everything that names a record or an asset", false, false, false);
    used->add_option("ID", u->id)->required();

    add_vocabulary();

    CLI::App* csv = group("csv", "Tables in and out");
    auto [import, i] = add<CsvCommand>("import", "Adds and changes records from a table", csv);
    i->is_import = true;
    import->add_option("FILE", i->file, "FILE.csv: UTF-8, UTF-16 or CP949; comma, semicolon or tab")
        ->required();
    import->add_option("--type", i->type, "asset, or a type of `bandaji record types`");
    import->add_option("--map", i->map, "TITLE=COLUMN: what a column means; may be repeated")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    import->add_flag("--preview", i->preview, "Only says what it would do");
    auto [out, e] = add<CsvCommand>("export", "Writes records as a table", csv);
    out->add_option("FILE", e->file)->required();
    out->add_option("--type", e->type, "asset, or a type of `bandaji record types`");
    out->add_option("--query", e->query, "Only the assets that this finds");
    out->add_flag("--personal", e->personal, "Measurements of people too");
  }

  void add_vocabulary() {
    CLI::App* vocabulary =
        group("vocabulary", "The terms that fields choose from, and those the studio adds");
    const auto verb = [&](const char* name, const char* description) {
      auto [sub, command] = add<VocabularyCommand>(name, description, vocabulary);
      command->verb = name;
      return std::pair(sub, command);
    };
    const auto with_term = [&](const char* name, const char* description) {
      auto [sub, command] = verb(name, description);
      sub->add_option("TERM", command->term, "Key such as g_dangui, or a name")->required();
      sub->add_option("--facet", command->facet, "Where names of two facets are the same");
      return std::pair(sub, command);
    };
    auto [list, l] = verb("list", "Terms, or without FACET the facets");
    list->add_option("FACET", l->facet, "garment, fabric, color, status …");
    list->add_option("--under", l->under, "Only those below this term");
    list->add_flag("--own", l->own, "Only those of the studio");
    list->add_flag("--retired", l->retired, "Retired ones too");
    list->add_flag("--used", l->used, "Only those that something has");
    with_term("show", "One term, with how often it is used");
    auto [add_term, a] = verb("add", "A new term of the studio");
    add_term->add_option("FACET", a->facet)->required();
    add_term->add_option("KOREAN", a->term)->required();
    add_term->add_option(
        "VALUE", a->values,
        "en, romanized, hanja, aliases (separated by ;), parent (a key or name), note, color, approves");
    auto [set, s] = with_term("set", "Sets fields of a term of the studio, or of a status");
    set->add_option("VALUE", s->values, "FIELD=VALUE")->required();
    with_term("retire", "Offers a term no more; what has it keeps it");
    with_term("restore", "Offers a retired term again");
    auto [merge, m] = with_term("merge", "What has TERM gets INTO instead, whose other name it becomes");
    merge->add_option("INTO", m->into)->required();
  }

  // When a look or a set is seen.
  static void add_composition_options(CLI::App* render, RenderCommand* c) {
    render->add_option("--scene", c->scene, "Of a look or set: as it is in this scene, for example 3-12A");
    render->add_option("--day", c->day, "Of a look: as it is in its first scene of this story day");
    render->add_flag("--at-end", c->at_end, "As it is when the scene ends");
    render->add_option("--condition", c->condition, "Of a look: in this condition, for example cd_blood:2");
    render->add_option("--state", c->state, "Of a set: in this state");
    render->add_option("--version", c->version, "As it was in this version of the look or set");
  }

  static void add_render_options(CLI::App* render, RenderCommand* c) {
    render->add_option("--out", c->out, "FILE.png or FILE.jpg");
    render->add_option("--size", c->size, "WIDTHxHEIGHT in pixels");
    render->add_option(
        "--view", c->view,
        "front, back, left, right, top, bottom, iso, angles AZ,EL in degrees, or a saved camera");
    render->add_flag("--ortho", c->ortho, "Orthographic");
    render->add_option("--eye", c->eye, "X,Y,Z of the camera in the model's own units, +Y up");
    render->add_option("--target", c->target, "X,Y,Z it looks at");
    render->add_option("--up-vector", c->up_vector, "X,Y,Z that is up in the picture");
    render->add_option("--light", c->light, "Built-in light");
    render->add_option("--environment", c->environment, "Equirectangular picture FILE.hdr as light");
    render->add_option("--tone-map", c->tone_map, "neutral, agx, aces or none");
    render->add_option("--exposure", c->exposure, "EV");
    render->add_option("--mode", c->mode, "shaded, unlit, clay, wireframe, normals, uv, depth or channel");
    render->add_option("--channel", c->channel, "What --mode channel shows: roughness, normal-map …");
    render->add_option("--time", c->time, "Pose at so many seconds of the first animation");
    render->add_option("--background", c->background,
                       "transparent, environment, white, black, gray or #RRGGBB");
    render->add_option("--variant", c->variant, "Named colourway of the file");
    render->add_option("--file-scene", c->file_scene,
                       "Scene of a file that holds several: its name, or its number from 1");
    render->add_option("--fov", c->fov, "Vertical field of view, degrees");
    render->add_option("--lens", c->lens_mm, "Focal length in mm instead of --fov");
    render->add_option("--sensor", c->sensor, "Format that --lens is for: super35, full-frame …");
    render->add_option("--aperture", c->aperture, "f-number, for depth of field");
    render->add_option("--focus", c->focus, "Metres to what is sharp; the target without it");
    render->add_option("--samples", c->samples, "Per pixel, 1 to 1024, or auto");
    render->add_option("--occlusion", c->occlusion,
                       "on, off or auto: shadow of the model on the light around it");
    render->add_option("--light-rotation", c->light_rotation, "Degrees about +Y");
    render->add_option("--light-strength", c->light_strength, "Times as much light, 0 to 100");
    render->add_option("--kelvin", c->kelvin, "White of the light, 1000 to 15000; 6500 leaves it as it is");
    render->add_option("--figure", c->figure_cm, "A person so many cm tall stands beside the model: 170");
    render->add_option("--clip", c->clip, "Which animation --time is in, counted from 0");
    render->add_option("--turntable", c->turntable,
                       "So many views from all around, as FILE_001.png and so on; 2 to 360");
    render->add_flag("--strip", c->strip, "The turntable's views beside each other in one picture");
    render->add_option("--lut", c->lut, "Look FILE.cube");
    render->add_option("--section", c->section,
                       "AXIS,METRES: cuts away what is beyond, x, -x, y, -y, z or -z");
    render->add_flag("--no-caps", c->no_caps, "Leaves what the section cuts open");
    render->add_option("--hide", c->hide, "Part that is left out; repeatable");
    render->add_option("--only", c->only, "Part that is shown alone; repeatable");
    render->add_option("--pick", c->pick,
                       "X,Y in pixels: prints what is seen there instead of drawing; repeatable");
    render->add_flag("--snap", c->snap, "Picks mean the corner or edge near them");
    render->add_flag("--uv-layout", c->uv_layout, "Draws how the parts shown lie on their textures");
    render->add_option("--against", c->against,
                       "Another model file or ID, from the same place in the same light");
    render->add_option("--compare", c->compare, "How: side, wipe or difference")
        ->check(CLI::IsMember({"side", "wipe", "difference"}));
    render->add_flag("--parts", c->parts, "Lists the parts instead of drawing");
    render->add_flag("--no-ground", c->no_ground, "No shadow on the ground");
    render->add_flag("--stats", c->stats, "Prints times as JSON");
  }

  void add_pictures() {
    auto [render, c] =
        add<RenderCommand>("render", "Draws one picture of a model file, a record, a look or a set");
    render->add_option("MODEL", c->subject, "Model file, ID, look:\"연희 2A\" or set:편전")->required();
    add_composition_options(render, c);
    add_render_options(render, c);

    auto [thumbnails, t] = add<ThumbnailsCommand>("thumbnails", "Makes the thumbnails that are missing");
    thumbnails->add_flag("--all", t->all, "Again, those that are there too");
    thumbnails->add_option("--size", t->size, "Pixels");
    auto* of = thumbnails->add_option("--of", t->of, "A record whose thumbnail is chosen");
    thumbnails->add_option("--picture", t->picture, "With --of: this picture file is its thumbnail")
        ->needs(of);
    thumbnails->add_flag("--reset", t->reset, "With --of: the model from its usual view again")->needs(of);
  }

  void add_paper() {
    auto [sheet, c] = add<SheetCommand>("sheet", "Prints a sheet");
    sheet->add_option("TEMPLATE", c->template_name, "See --list");
    sheet->add_option("ID", c->ids, "Records");
    sheet->add_flag("--list", c->list, "Names the templates");
    CLI::Option* query = sheet->add_option("--query", c->query, "Instead of ID: everything this finds");
    sheet->add_option("--out", c->out, "FILE.pdf, FILE.png or FILE.jpg");
    sheet->add_option("--paper", c->paper, "A4, A3 or Letter")->check(CLI::IsMember({"A4", "A3", "Letter"}));
    sheet->add_option("--lang", c->language, "ko, en or both")->check(CLI::IsMember({"ko", "en", "both"}));
    sheet->add_flag("--landscape", c->landscape, "Paper on its side");
    sheet->add_option("--columns", c->columns, "Of a contact sheet; chosen when not given")
        ->check(CLI::Range(0, 12));
    sheet
        ->add_option(
            "--fields", c->fields,
            "Under the pictures of a contact sheet: number, status, kind, size, version, date, tags, "
            "rating, triangles, format, file, hash, notes, romanized, or the key of a field; with "
            "commas between them")
        ->delimiter(',');
    sheet->add_flag("--no-notes", c->no_notes, "Leaves the notes of the records out");
    sheet->final_callback([this, command = c, query] {
      command->has_query = query->count() > 0;
      if (!command->list && command->template_name.empty()) throw CLI::RequiredError("TEMPLATE");
      if (!command->list && command->out.empty()) throw CLI::RequiredError("--out");
      chosen_ = [command](const GlobalOptions& globals, Console& console) {
        return run(*command, globals, console);
      };
    });
  }

  void add_health() {
    add<ProblemsCommand>("problems", "Files that models name and that are missing");
    auto [relink, r] = add<RelinkCommand>("relink", "Gives a record files it misses, as its next version");
    relink->add_option("ID", r->id, "Id, beginning of one, or number")->required();
    relink->add_option("FOUND", r->files, "MISSING=FILE: a file as `problems` names it, and where it is");
    relink->add_option("--folder", r->folder, "Finds all of them by name beneath this folder")
        ->type_name("DIR");
    auto [rules, u] = add<RulesCommand>("rules", "What imported models have to keep to");
    rules->add_option(
        "VALUE", u->values,
        "RULE=VALUE: max_triangles, max_texture (pixels), max_size (mm), unit, complete (yes or no), maps "
        "(base_color;roughness;normal;occlusion), refuse (rules that refuse rather than warn), "
        "names (as import --names)");
    add<DuplicatesCommand>("duplicates", "Records that hold the same shape in different files");
    auto [check, c] = add<CheckCommand>("check", "Looks for damage");
    check->add_flag("--repair", c->repair, "Mends what can be mended");
    check->add_flag("--collect", c->collect, "Deletes stored files that nothing refers to");
    auto [backup, b] = add<BackupCommand>("backup", "Writes the whole catalog into one file");
    backup->add_option("FILE", b->file, "New file, by custom NAME.tar")->required();
    auto [bench, m] = add<BenchCommand>("bench", "The program's own measurements");
    bench->add_option("NAME", m->name, "See --list");
    bench->add_option("PATH", m->paths, "What `bench import` reads");
    bench->add_flag("--list", m->list, "Names the measurements");
    bench->add_option("--assets", m->assets, "Records that `bench search` makes")
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{5000000}));
    bench->add_option("--repeats", m->repeats, "How often `bench open` opens and `bench frames` draws")
        ->check(CLI::Range(1, 1000));
  }

  GlobalOptions& globals_;
  CLI::App app_{"Bandaji (반닫이): costume and set designs in one chest", "bandaji"};
  Chosen chosen_;
  std::vector<std::shared_ptr<void>> kept_;
};

}  // namespace

CommandLineResult run_command_line(int argc, char** argv) {
  GlobalOptions globals;
  Grammar grammar(globals);
  if (const auto ended = grammar.parse(argc, argv)) return {ended, {}};
  if (!grammar.chosen()) return {std::nullopt, globals.catalog};
  Console console(globals.json, globals.quiet);
  int status = kNothingDone;
  try {
    status = grammar.chosen()(globals, console);
  } catch (const std::bad_alloc&) {
    console.problem("There is not enough memory for this.");
  }
  return {console.finish(status), {}};
}

}  // namespace bandaji::cli
