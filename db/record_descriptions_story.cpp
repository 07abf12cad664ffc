// The story: episodes, days, scenes.
#include "db/record_fields.h"

namespace bandaji {

using K = ColumnKind;

template <>
const RecordTable<Episode>& record_table<Episode>() {
  static const RecordTable<Episode> table =
      RecordTable<Episode>("episode", "회차", "Episode")
          .add(K::Integer, "number", &Episode::number, "번호", "Number")
          .required()
          .key()
          .between(0, 9999)
          .add(K::Line, "label", &Episode::label, "표기", "Label")
          .add(K::Line, "title", &Episode::title, "제목", "Title")
          .add(K::Date, "air_date", &Episode::air_date, "방송일", "Air date");
  return table;
}

template <>
const RecordTable<ShootDay>& record_table<ShootDay>() {
  static const RecordTable<ShootDay> table =
      RecordTable<ShootDay>("shoot_day", "촬영 회차", "Shooting day")
          .add(K::Integer, "number", &ShootDay::number, "촬영 회차", "Number")
          .required()
          .key()
          .between(0, 9999)
          .add(K::Line, "unit", &ShootDay::unit, "팀", "Unit")
          .key()
          .add(K::Date, "date", &ShootDay::date, "촬영일", "Date")
          .add(K::Line, "place", &ShootDay::place, "장소", "Place");
  return table;
}

template <>
const RecordTable<StoryDay>& record_table<StoryDay>() {
  static const RecordTable<StoryDay> table =
      RecordTable<StoryDay>("story_day", "극중일", "Story day")
          .add(K::Line, "label", &StoryDay::label, "극중일", "Story day")
          .required()
          .key()
          .add(K::Position, "position", &StoryDay::position, "순서", "Order")
          .add(K::Line, "story_date", &StoryDay::story_date, "극중 날짜", "Date in the story")
          .add(K::Integer, "gap_days", &StoryDay::gap_days, "건너뛴 날", "Days not seen")
          .between(0, 1000000)
          .add(K::Term, "season", &StoryDay::season, "계절", "Season", "season")
          .add(K::Text, "notes", &StoryDay::notes, "메모", "Notes");
  return table;
}

template <>
const RecordTable<Scene>& record_table<Scene>() {
  static const RecordTable<Scene> table =
      RecordTable<Scene>("scene", "씬", "Scene")
          .add(K::Owner, "episode", &Scene::episode, "회차", "Episode", "episode")
          .key()
          .add(K::Line, "number", &Scene::number, "씬 번호", "Scene number")
          .required()
          .key()
          .add(K::Line, "heading", &Scene::heading, "장소 표기", "Heading")
          .add(K::OneOf, "int_ext", &Scene::int_ext, "실내외", "Int/Ext", "INT;EXT;INT/EXT")
          .add(K::OneOf, "day_night", &Scene::day_night, "낮밤", "Day/Night", "D;N;DAWN;DUSK")
          .add(K::Reference, "story_day", &Scene::story_day, "극중일", "Story day", "story_day")
          .add(K::Reference, "film_set", &Scene::film_set, "세트", "Set", "film_set")
          .add(K::Reference, "shoot_day", &Scene::shoot_day, "촬영 회차", "Shooting day", "shoot_day")
          .add(K::Term, "season", &Scene::season, "계절", "Season", "season")
          .add(K::Text, "synopsis", &Scene::synopsis, "내용", "Synopsis")
          .add(K::Integer, "eighths", &Scene::eighths, "분량(1/8쪽)", "Eighths of a page")
          .between(0, 10000)
          .add(K::Flag, "omitted", &Scene::omitted, "삭제된 씬", "Omitted")
          .add(K::Line, "draft", &Scene::draft, "대본 판", "Draft")
          .add(K::Text, "notes", &Scene::notes, "메모", "Notes");
  return table;
}

}  // namespace bandaji
