// The face chart of a look: zones, products and wounds as points on a drawn face.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "app/ui/looks/looks_panel.h"
#include "db/record_edits.h"

namespace bandaji::looks {
namespace {

// A box in which a face is drawn; points in thousandths of it.
struct Paper {
  ImVec2 min, max;
  ImVec2 at(float x, float y) const {
    return {min.x + (max.x - min.x) * x / 1000, min.y + (max.y - min.y) * y / 1000};
  }
  float width(float x) const { return (max.x - min.x) * x / 1000; }
};

void curve(Ui& ui, const Paper& paper, std::initializer_list<glm::vec2> points, ImU32 color,
           float thickness) {
  const auto* p = points.begin();
  ImGui::GetWindowDrawList()->AddBezierCubic(paper.at(p[0].x, p[0].y), paper.at(p[1].x, p[1].y),
                                             paper.at(p[2].x, p[2].y), paper.at(p[3].x, p[3].y), color,
                                             ui.px(thickness));
}

void draw_front(Ui& ui, const Paper& paper, ImU32 ink, bool back) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto both = [&](std::initializer_list<glm::vec2> points, float thickness) {
    curve(ui, paper, points, ink, thickness);
    std::array<glm::vec2, 4> other;
    std::transform(points.begin(), points.end(), other.begin(),
                   [](glm::vec2 p) { return glm::vec2(1000 - p.x, p.y); });
    curve(ui, paper, {other[0], other[1], other[2], other[3]}, ink, thickness);
  };
  both({{500, 40}, {250, 40}, {150, 240}, {165, 480}}, 1.5f);    // Skull.
  both({{165, 480}, {180, 720}, {300, 900}, {500, 945}}, 1.5f);  // Cheek and chin.
  both({{160, 430}, {110, 400}, {105, 560}, {175, 590}}, 1.2f);  // Ears.
  if (back) {
    both({{500, 700}, {420, 720}, {380, 820}, {360, 940}}, 1.2f);
    return;
  }
  both({{500, 130}, {380, 120}, {240, 180}, {200, 330}}, 0.9f);  // Hairline.
  both({{250, 385}, {300, 345}, {380, 345}, {430, 372}}, 2.2f);  // Brows.
  both({{265, 450}, {310, 415}, {385, 418}, {425, 460}}, 1.5f);  // Eyes.
  both({{265, 450}, {310, 482}, {385, 482}, {425, 460}}, 0.9f);
  list.AddCircle(paper.at(347, 450), paper.width(24), ink, 20, ui.px(1.1f));
  list.AddCircle(paper.at(653, 450), paper.width(24), ink, 20, ui.px(1.1f));
  both({{462, 470}, {452, 560}, {420, 620}, {445, 650}}, 1.0f);  // Nose.
  both({{445, 650}, {465, 668}, {485, 668}, {500, 660}}, 1.0f);
  both({{372, 765}, {430, 730}, {470, 732}, {500, 745}}, 1.3f);  // Lips.
  both({{372, 765}, {420, 772}, {470, 768}, {500, 770}}, 1.0f);
  both({{372, 765}, {420, 812}, {470, 822}, {500, 822}}, 1.3f);
}

void draw_side(Ui& ui, const Paper& paper, ImU32 ink, bool left) {
  // Drawn looking to the left; the other side is its mirror.
  const auto line = [&](std::initializer_list<glm::vec2> points, float thickness) {
    if (left) {
      curve(ui, paper, points, ink, thickness);
      return;
    }
    std::array<glm::vec2, 4> other;
    std::transform(points.begin(), points.end(), other.begin(),
                   [](glm::vec2 p) { return glm::vec2(1000 - p.x, p.y); });
    curve(ui, paper, {other[0], other[1], other[2], other[3]}, ink, thickness);
  };
  line({{210, 420}, {170, 160}, {430, 20}, {620, 60}}, 1.5f);
  line({{620, 60}, {860, 110}, {900, 400}, {800, 640}}, 1.5f);
  line({{210, 420}, {200, 470}, {150, 560}, {130, 610}}, 1.4f);
  line({{130, 610}, {140, 650}, {190, 640}, {205, 655}}, 1.4f);
  line({{205, 655}, {180, 720}, {175, 740}, {200, 760}}, 1.4f);
  line({{200, 760}, {175, 800}, {205, 810}, {210, 830}}, 1.4f);
  line({{210, 830}, {190, 900}, {260, 950}, {340, 930}}, 1.4f);
  line({{340, 930}, {460, 900}, {560, 830}, {610, 740}}, 1.3f);
  line({{560, 470}, {640, 420}, {660, 540}, {590, 610}}, 1.2f);
  line({{250, 380}, {290, 345}, {350, 350}, {380, 370}}, 2.0f);
  line({{245, 450}, {280, 420}, {330, 430}, {350, 460}}, 1.3f);
}

ImU32 mark_color(Ui& ui, const FaceMark& mark) {
  return rows::color_of(mark.color, mark.sort == "injury" ? IM_COL32(178, 58, 52, 255) : ui.theme.accent);
}

}  // namespace

void draw_face_chart(Ui& ui, LooksPanel& panel, const UiModel& model, Requests& out) {
  const LooksView& view = panel.view;
  static constexpr std::array<std::string_view, 4> kSides{"front", "left", "right", "back"};
  std::array<std::string_view, 4> labels;
  for (std::size_t i = 0; i < 4; ++i) labels[i] = rows::word_label(kSides[i], ui.korean);
  rows::Buffer& side_buffer = panel.shop.editor.buffers["looks.face.side"];
  int side = side_buffer.text.empty() ? 0 : side_buffer.text[0] - '0';
  side = ui::segmented(ui, "looks.face.side", labels, side, kSides);
  side_buffer.text = std::string(1, static_cast<char>('0' + side));
  const std::string_view side_name = kSides[static_cast<std::size_t>(side)];

  const float width = ImGui::GetContentRegionAvail().x;
  const float height = std::min(width * 1.12f, ui.px(400));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const bool pressed = ImGui::InvisibleButton("looks.face", ImVec2(width, height));
  ui.trace.note("looks.face", ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  const bool active = ImGui::IsItemActive();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(at, ImVec2(at.x + width, at.y + height), ui.theme.well, ui.px(8));
  const float paper_width = height * 0.78f;
  const Paper paper{{at.x + (width - paper_width) / 2, at.y + ui.px(10)},
                    {at.x + (width + paper_width) / 2, at.y + height - ui.px(10)}};
  const ImU32 ink = IM_COL32(200, 192, 182, 200);
  if (side == 0 || side == 3)
    draw_front(ui, paper, ink, side == 3);
  else
    draw_side(ui, paper, ink, side == 1);
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const auto permille = [&](float value, float low, float high) {
    return std::clamp(static_cast<int>((value - low) / (high - low) * 1000 + 0.5f), 0, 1000);
  };
  const FaceMark* hit = nullptr;
  for (const FaceMark& mark : view.marks) {
    if (mark.x_permille < 0 || mark.side != side_name) continue;
    const ImVec2 point = paper.at(ui::f(mark.x_permille), ui::f(mark.y_permille));
    const float radius = ui.px(mark.id == panel.mark ? 9 : 7);
    list.AddCircleFilled(point, radius, with_alpha(mark_color(ui, mark), 0.9f));
    list.AddCircle(point, radius, mark.id == panel.mark ? ui.theme.text : IM_COL32(20, 20, 20, 160), 0,
                   ui.px(1.5f));
    ui.trace.note(fmt::format("looks.mark.{}", &mark - view.marks.data()),
                  ImVec2(point.x - radius, point.y - radius), ImVec2(point.x + radius, point.y + radius));
    if (std::hypot(mouse.x - point.x, mouse.y - point.y) < ui.px(12)) hit = &mark;
  }
  // A press on a point takes it along; elsewhere it makes one.
  rows::Buffer& drag = panel.shop.editor.buffers["looks.face.drag"];
  if (ImGui::IsItemActivated()) {
    drag.id = hit != nullptr ? hit->id : Id();
    if (hit != nullptr) panel.mark = hit->id;
  }
  if (active && !drag.id.empty() && ImGui::IsMouseDragging(0, ui.px(3))) {
    list.AddCircle(mouse, ui.px(10), ui.theme.text, 0, ui.px(1.5f));
    drag.active = true;
  }
  if (!active && drag.active) {
    drag.active = false;
    if (!model.read_only) {
      const int x = permille(mouse.x, paper.min.x, paper.max.x),
                y = permille(mouse.y, paper.min.y, paper.max.y);
      out.emplace_back(request::Apply{
          Change{{SetRecordField{RecordType::FaceMark, drag.id, "x_permille", std::to_string(x)},
                  SetRecordField{RecordType::FaceMark, drag.id, "y_permille", std::to_string(y)}},
                 "분장 표시 옮기기",
                 "Move a mark of the face chart"}});
    }
    drag.id.clear();
  } else if (pressed && hit == nullptr && !model.read_only) {
    FaceMark mark;
    mark.id = new_id();
    mark.look = panel.look;
    mark.sort = "makeup";
    mark.side = side_name;
    mark.x_permille = permille(mouse.x, paper.min.x, paper.max.x);
    mark.y_permille = permille(mouse.y, paper.min.y, paper.max.y);
    mark.strength = 60;
    out.emplace_back(request::Apply{Change{{make_record(mark)}, "분장 표시 추가", "Add to the face chart"}});
    panel.mark = mark.id;
  }
  ui::paragraph(ui, ui.fonts.small(), ui.theme.faint, ui.t(Text::FaceHelp));
  for (std::size_t i = 0; i < view.marks.size(); ++i) {
    const FaceMark& mark = view.marks[i];
    std::string name(mark.zone.empty() ? std::string_view(ui.t(Text::FaceNoZone)) : ui.term(mark.zone));
    if (!mark.product.empty()) name += fmt::format("   {} {}", mark.product, mark.shade);
    if (ui::choice(ui, fmt::format("looks.face.mark.{}", i), name, mark.id == panel.mark,
                   rows::word_label(mark.sort, ui.korean), mark_color(ui, mark)))
      panel.mark = mark.id;
  }
  if (!model.read_only && ui::button(ui, "looks.face.add", ui.t(Text::FaceAdd),
                                     {.kind = ui::ButtonKind::Quiet, .icon = Icon::Plus})) {
    FaceMark mark;
    mark.id = new_id();
    mark.look = panel.look;
    mark.sort = "makeup";
    mark.side = side_name;
    out.emplace_back(request::Apply{Change{{make_record(mark)}, "분장 표시 추가", "Add to the face chart"}});
    panel.mark = mark.id;
  }
  const auto mark = std::find_if(view.marks.begin(), view.marks.end(),
                                 [&](const FaceMark& one) { return one.id == panel.mark; });
  if (mark == view.marks.end()) return;
  ui::line(ui);
  const auto row = record_row(model.library->catalog(), RecordType::FaceMark, mark->id);
  if (!row) return;
  rows::draw(ui, panel.shop.editor, model, "looks.mark.field", *row,
             {"sort", "zone", "side", "product", "shade", "color"}, out);
  if (mark->sort == "injury")
    rows::draw(ui, panel.shop.editor, model, "looks.mark.field", *row, {"condition", "level"}, out);
  rows::draw_per_cent(ui, panel.shop.editor, model, "looks.mark.field", *row, "strength", out);
  rows::draw(ui, panel.shop.editor, model, "looks.mark.field", *row, {"layer"}, out);
  ui::property(ui, ui.t(Text::FaceMap));
  const auto map = mark->map.empty() ? Result<Asset>(Asset()) : model.library->catalog().asset(mark->map);
  const std::string shown = mark->map.empty() || !map
                                ? std::string(ui.t(Text::FaceMapNone))
                                : std::string(display_name(map->name_ko, map->name_en, ui.korean));
  if (ui::button(ui, "looks.mark.map", shown,
                 {.icon = Icon::Picture, .width = -1, .enabled = !model.read_only})) {
    open_picker(panel.shop.picker, true);
    panel.add_image_for = mark->id;
    panel.add_column = "map";
  }
  rows::draw(ui, panel.shop.editor, model, "looks.mark.field", *row, {"note"}, out);
  if (!model.read_only && ui::button(ui, "looks.mark.remove", ui.t(Text::ItemRemove),
                                     {.kind = ui::ButtonKind::Quiet, .icon = Icon::Trash})) {
    const std::pair one(RecordType::FaceMark, mark->id);
    Change change = set_trashed(std::span(&one, 1), true);
    change.label_ko = "분장 표시 빼기";
    change.label_en = "Take a mark off the face chart";
    out.emplace_back(request::Apply{std::move(change)});
  }
}

}  // namespace bandaji::looks
