// The commands: what each was asked, and the function that does it and returns
// the exit status.  command_line.cpp fills the structs from the words typed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/cli/console.h"
#include "app/cli/session.h"
#include "assets/import/import_options.h"

namespace bandaji::cli {

struct InitCommand {
  std::string folder;
};
int run(const InitCommand&, const GlobalOptions&, Console&);

struct DemoCommand {
  std::string folder;
};
int run(const DemoCommand&, const GlobalOptions&, Console&);

struct ImportCommand {
  std::vector<std::string> paths;
  std::string kind;
  std::string name;
  std::vector<std::string> tags;
  bool recursive = false;
  std::string up;    // "x", "y" or "z"; checked.
  std::string unit;  // "mm", "cm", "m" or "in"; checked.
  std::string version_of;
  std::string comment;
  std::string names;  // Naming rule.
  std::string root;
};
int run(const ImportCommand&, const GlobalOptions&, Console&);

struct ProblemsCommand {};
int run(const ProblemsCommand&, const GlobalOptions&, Console&);

struct RelinkCommand {
  std::string id;
  std::vector<std::string> files;  // ASKED=FILE
  std::string folder;
};
int run(const RelinkCommand&, const GlobalOptions&, Console&);

struct RulesCommand {
  std::vector<std::string> values;  // RULE=VALUE; none: show them.
};
int run(const RulesCommand&, const GlobalOptions&, Console&);

struct DuplicatesCommand {};
int run(const DuplicatesCommand&, const GlobalOptions&, Console&);

struct WatchCommand {
  std::string folder;
  ImportCommand import;  // What else is asked of every file.
  bool once = false;
};
int run(const WatchCommand&, const GlobalOptions&, Console&);

struct ListCommand {
  std::string query;
  std::string kind;
  std::string status;
  std::string sort;
  std::int64_t limit = -1;  // All.
  std::int64_t offset = 0;
};
int run(const ListCommand&, const GlobalOptions&, Console&);

struct FacetsCommand {
  std::string query;
};
int run(const FacetsCommand&, const GlobalOptions&, Console&);

struct ShowCommand {
  std::string id;
};
int run(const ShowCommand&, const GlobalOptions&, Console&);

struct SetCommand {
  std::string id;
  std::vector<std::string> values;  // FIELD=VALUE
};
int run(const SetCommand&, const GlobalOptions&, Console&);

struct TagCommand {
  std::string id;
  std::vector<std::string> changes;  // +T or -T
};
int run(const TagCommand&, const GlobalOptions&, Console&);

struct CameraCommand {
  std::string id;
  std::string what = "list";  // "list", "save", "choose", "delete".
  std::string name;
  std::string view;
  std::string eye, target, up_vector;
  bool ortho = false;
  std::optional<double> fov;
  std::optional<double> lens_mm;
  std::string sensor;
};
int run(const CameraCommand&, const GlobalOptions&, Console&);

struct FileSceneCommand {
  std::string id;
  std::string name;  // Empty: list; "-": the file's own choice again.
};
int run(const FileSceneCommand&, const GlobalOptions&, Console&);

struct TrashCommand {
  std::vector<std::string> ids;
};
int run(const TrashCommand&, const GlobalOptions&, Console&);

struct RestoreCommand {
  std::vector<std::string> words;  // Records in the trash; or a backup file and a folder.
};
int run(const RestoreCommand&, const GlobalOptions&, Console&);
int restore_from_trash(const std::vector<std::string>& words, const GlobalOptions&, Console&);

struct UndoCommand {
  bool redo = false;
};
int run(const UndoCommand&, const GlobalOptions&, Console&);

struct RenderCommand {
  std::string subject;     // A file, a record, "look:연희 2A" or "set:편전".
  std::string scene, day;  // Of a look or set: as it is there and then.
  bool at_end = false;     // Of the scene.
  std::string condition;   // Instead: "cd_blood:2".
  std::string state;       // Of a set.
  int version = 0;         // Of a look or set: as it was then; 0 as it is.
  std::string out;
  std::string size = "1024x1024";
  std::string view;
  std::string eye, target, up_vector;
  bool ortho = false;
  std::string light;
  std::string environment;
  std::string tone_map = "neutral";
  double exposure = 0;
  std::string mode = "shaded";
  std::optional<double> time;
  std::string background = "transparent";
  std::string variant;
  std::string file_scene;
  std::optional<double> fov;
  std::optional<double> lens_mm;
  std::string sensor;
  std::optional<double> aperture;
  std::optional<double> focus;
  std::string samples = "auto";
  std::string occlusion = "auto";
  double light_rotation = 0;
  double light_strength = 1;
  std::optional<double> kelvin;
  std::optional<double> figure_cm;
  std::optional<int> clip;  // 0 when not given, and then there need be none.
  int turntable = 0;
  bool strip = false;
  std::string lut;
  std::string channel;
  std::string section;
  bool no_caps = false;
  std::vector<std::string> hide, only;
  bool no_ground = false;
  bool parts = false;
  std::vector<std::string> pick;
  bool snap = false;
  bool uv_layout = false;
  std::string against;
  std::string compare = "side";
  bool stats = false;
};
int run(const RenderCommand&, const GlobalOptions&, Console&);

struct ThumbnailsCommand {
  bool all = false;
  int size = 512;
  std::string of;       // A record whose thumbnail is to be of something else:
  std::string picture;  // of this file,
  bool reset = false;   // or of its model as at first.
};
int run(const ThumbnailsCommand&, const GlobalOptions&, Console&);

struct ReviewCommand {
  std::string verdict;  // "request", "approve", "conditions", "changes", "reject", "hold" or "status".
  std::vector<std::string> ids;
  std::string role;
  std::string by;
  std::string note;
};
int run(const ReviewCommand&, const GlobalOptions&, Console&);

// Versions of looks and sets.
struct VersionCommand {
  std::string verb;     // "list", "save", "show", "diff", "restore", "pin", "unpin" or "note".
  std::string subject;  // "look:연희 2A" or "set:편전".
  int number = 0;
  int other = 0;     // Of diff: 0 is what is there now.
  std::string text;  // Comment of save, note of note.
  std::string by;
};
int run(const VersionCommand&, const GlobalOptions&, Console&);

struct SheetCommand {
  bool list = false;
  std::string template_name;
  std::vector<std::string> ids;
  std::string query;
  bool has_query = false;
  std::string out;
  std::string paper = "A4";
  std::string language = "both";
  bool landscape = false;
  int columns = 0;
  std::vector<std::string> fields;
  bool no_notes = false;
};
int run(const SheetCommand&, const GlobalOptions&, Console&);

struct StoryCommand {
  bool list = false;
  std::string file;
  std::int64_t episode = 1;
  bool make_sets = false;
  bool preview = false;
};
int run(const StoryCommand&, const GlobalOptions&, Console&);

struct LookCommand {
  std::string verb;       // "list", "show", "add", "set", "item", "pin" or "trash".
  std::string character;  // Of list and add.
  std::string look;
  std::string asset;  // Of item and pin.
  std::string number;
  int version = 0;   // Of pin: number of the asset's version,
  std::string unit;  // or the copy.
  bool off = false;
  std::vector<std::string> values;  // FIELD=VALUE
};
int run(const LookCommand&, const GlobalOptions&, Console&);

struct WearCommand {
  std::string scene;
  std::string character;
  std::string look;  // A change number of the character; nothing: in the scene without a look yet.
  bool off = false;  // Out of the scene.
  bool forward = false;
  std::vector<std::string> values;  // FIELD=VALUE of the continuity record.
};
int run(const WearCommand&, const GlobalOptions&, Console&);

struct ContinuityCommand {
  std::string verb = "check";  // "check", "waive", "unwaive", "hints" or "rules".
  std::string conflict;
  std::string reason;
  std::string by;
  bool open_only = false;
};
int run(const ContinuityCommand&, const GlobalOptions&, Console&);

struct RecordCommand {
  std::string verb;  // "types", "list", "show", "add", "set", "trash", "restore", "used" or "bin".
  std::string type;
  std::string id;
  std::vector<std::string> values;  // FIELD=VALUE
  bool personal = false;
};
int run(const RecordCommand&, const GlobalOptions&, Console&);

struct VocabularyCommand {
  std::string verb;  // "list", "show", "add", "set", "retire", "restore" or "merge".
  std::string facet;
  std::string term;
  std::string into;
  std::string under;
  std::vector<std::string> values;  // FIELD=VALUE
  bool own = false;
  bool retired = false;
  bool used = false;
};
int run(const VocabularyCommand&, const GlobalOptions&, Console&);

struct CsvCommand {
  bool is_import = false;
  std::string file;
  std::string type = "asset";
  std::vector<std::string> map;  // TITLE=COLUMN
  std::string query;
  bool preview = false;
  bool personal = false;
};
int run(const CsvCommand&, const GlobalOptions&, Console&);

struct CheckCommand {
  bool repair = false;
  bool collect = false;
};
int run(const CheckCommand&, const GlobalOptions&, Console&);

struct BackupCommand {
  std::string file;
};
int run(const BackupCommand&, const GlobalOptions&, Console&);

struct BenchCommand {
  bool list = false;
  std::string name;
  std::vector<std::string> paths;
  std::int64_t assets = 100000;
  int repeats = 5;
};
int run(const BenchCommand&, const GlobalOptions&, Console&);

}  // namespace bandaji::cli
