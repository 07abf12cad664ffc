// What a look is: its fields, what is known about such dress, and where it is worn.
#include <fmt/format.h>

#include "app/ui/looks/looks_panel.h"
#include "assets/text.h"
#include "db/record_edits.h"

namespace bandaji::looks {
namespace {

void draw_hint(Ui& ui, LooksPanel& panel, const UiModel& model, const Hint& hint, std::size_t index,
               Requests& out) {
  const std::string id = fmt::format("looks.hint.{}", index);
  const bool waived = !hint.waiver.empty();
  ui::paragraph(ui, ui.fonts.body(), waived ? ui.theme.faint : ui.theme.text, ui.pick(hint.ko, hint.en));
  std::string line;
  if (!hint.source.empty()) line = fmt::format(fmt::runtime(ui.t(Text::HintSource)), hint.source);
  const Text trust = hint.trust == HintTrust::Sourced            ? Text::HintSourced
                     : hint.trust == HintTrust::Disputed         ? Text::HintDisputed
                     : hint.trust == HintTrust::ScreenConvention ? Text::HintScreen
                                                                 : Text::HintUnsure;
  line += fmt::format("{}{}", line.empty() ? "" : " · ", ui.t(trust));
  if (hint.differs && !waived) line += fmt::format(" · {}", ui.t(Text::HintDiffers));
  ui::paragraph(ui, ui.fonts.small(), hint.differs && !waived ? ui.theme.warning : ui.theme.dim, line);
  if (waived) {
    ui::paragraph(ui, ui.fonts.small(), ui.theme.dim,
                  fmt::format(fmt::runtime(ui.t(Text::HintWaived)), hint.reason));
    if (!model.read_only &&
        ui::button(ui, id + ".unwaive", ui.t(Text::HintUnwaive), {.kind = ui::ButtonKind::Quiet})) {
      out.emplace_back(request::Apply{
          workshop::take_out(RecordType::Waiver, hint.waiver, "고증 안내 다시 보기", "Show the hint again")});
    }
  } else if (!model.read_only) {
    if (panel.waiving != hint.id()) {
      if (ui::button(ui, id + ".waive", ui.t(Text::HintWaive), {.kind = ui::ButtonKind::Quiet})) {
        panel.waiving = hint.id();
        panel.waive_reason.clear();
      }
    } else {
      const float width = ImGui::GetContentRegionAvail().x / ui.scale - 96;
      const ui::InputResult typed =
          ui::input(ui, id + ".reason", panel.waive_reason,
                    {.hint = ui.t(Text::HintReason), .width = width, .focus = true});
      ImGui::SameLine(0, ui.px(6));
      const bool pressed =
          ui::button(ui, id + ".confirm", ui.t(Text::HintWaiveShort),
                     {.kind = ui::ButtonKind::Primary, .width = 86, .enabled = !panel.waive_reason.empty()});
      if ((pressed || typed.entered) && !panel.waive_reason.empty()) {
        out.emplace_back(request::Apply{
            waive(hint.rule, hint.place(), to_nfc(panel.waive_reason), model.preferences.user_name)});
        panel.waiving.clear();
      }
    }
  }
  ui::line(ui, 6);
}

}  // namespace

void draw_look_fields(Ui& ui, LooksPanel& panel, const UiModel& model, Requests& out) {
  const LooksView& view = panel.view;
  rows::draw(ui, panel.shop.editor, model, "looks.look", view.look_row,
             {"number", "name_ko", "name_en", "status", "occasion", "season", "hair", "makeup", "notes"},
             out);
  draw_own_fields(ui, panel.own, model, RecordType::Look, panel.look, out);
  ui::space(ui, 4);
  if (!view.hints.empty() &&
      ui::section(ui, "looks.hints", ui.t(Text::HintsTitle), true, std::to_string(view.hints.size()))) {
    for (std::size_t i = 0; i < view.hints.size(); ++i) draw_hint(ui, panel, model, view.hints[i], i, out);
  }
  if (ui::section(ui, "looks.worn", ui.t(Text::WornTitle), true, std::to_string(view.worn.size()))) {
    for (std::size_t i = 0; i < view.worn.size(); ++i) {
      const Moment& worn = view.worn[i];
      const std::string& condition = condition_of(view.links[i], true);
      if (ui::choice(ui, fmt::format("looks.worn.{}", i),
                     fmt::format("{}  {}", worn.name, worn.scene.heading), false,
                     condition.empty() ? worn.day : rows::condition_words(ui, condition)))
        out.emplace_back(request::ShowRecord{RecordType::Scene, worn.scene.id});
    }
    if (view.worn.empty()) ui::paragraph(ui, ui.fonts.small(), ui.theme.dim, ui.t(Text::WornNowhere));
  }
  if (!view.composition || view.composition->missing.empty()) return;
  ui::space(ui, 6);
  ui::text(ui, ui.fonts.small(), ui.theme.warning, ui.t(Text::LooksWithoutModel));
  for (const std::string& name : view.composition->missing)
    ui::text_line(ui, ui.fonts.small(), ui.theme.dim, name);
}

void draw_conditions(Ui& ui, LooksPanel& panel, const UiModel& model, Requests& out) {
  const LooksView& view = panel.view;
  ui::paragraph(ui, ui.fonts.small(), ui.theme.dim, ui.t(Text::ConditionHelp));
  ui::space(ui, 2);
  for (std::size_t i = 0; i < view.stages.size(); ++i) {
    const ConditionStage& stage = view.stages[i];
    std::string name = fmt::format("{} {}", ui.term(stage.condition), stage.level);
    if (!stage.name.empty()) name += fmt::format("   {}", stage.name);
    if (ui::choice(ui, fmt::format("looks.stage.{}", i), name, stage.id == panel.stage,
                   fmt::format("{} %", stage.strength), rows::color_of(stage.color, 0)))
      panel.stage = stage.id;
  }
  if (!model.read_only) {
    std::string key;
    if (pick_term(ui, panel.shop.editor.terms, "looks.stage.add", "condition", key,
                  ui.t(Text::ConditionStageAdd), -1, false, true) &&
        !key.empty()) {
      ConditionStage stage;
      stage.id = new_id();
      stage.look = panel.look;
      stage.condition = key;
      for (const ConditionStage& one : view.stages)
        if (one.condition == key)
          stage.level = std::max(stage.level, std::min<std::int64_t>(one.level + 1, 9));
      stage.strength = std::min<std::int64_t>(100, 18 + 27 * stage.level);
      out.emplace_back(
          request::Apply{Change{{make_record(stage)}, "상태 단계 추가", "Add a condition stage"}});
      panel.stage = stage.id;
    }
  }
  const auto stage = std::find_if(view.stages.begin(), view.stages.end(),
                                  [&](const ConditionStage& one) { return one.id == panel.stage; });
  if (stage == view.stages.end()) return;
  ui::line(ui);
  const auto row = record_row(model.library->catalog(), RecordType::ConditionStage, stage->id);
  if (!row) return;
  rows::draw(ui, panel.shop.editor, model, "looks.stage", *row, {"condition", "level", "name"}, out);
  ui::property(ui, ui.t(Text::ConditionOf));
  const auto of = std::find_if(view.items.begin(), view.items.end(),
                               [&](const LookItem& item) { return item.id == stage->item; });
  const auto label = [&](const LookItem& item) {
    const auto asset = view.assets.find(item.asset);
    return asset == view.assets.end()
               ? std::string()
               : std::string(display_name(asset->second.name_ko, asset->second.name_en, ui.korean));
  };
  if (ui::begin_select(ui, "looks.stage.item",
                       of == view.items.end() ? std::string(ui.t(Text::ConditionWhole)) : label(*of))) {
    if (ui::choice(ui, "looks.stage.item.all", ui.t(Text::ConditionWhole), of == view.items.end()))
      out.emplace_back(rows::set_field(RecordType::ConditionStage, stage->id, "item", ""));
    for (std::size_t i = 0; i < view.items.size(); ++i)
      if (ui::choice(ui, fmt::format("looks.stage.item.{}", i), label(view.items[i]),
                     view.items[i].id == stage->item))
        out.emplace_back(rows::set_field(RecordType::ConditionStage, stage->id, "item", view.items[i].id));
    ui::end_select();
  }
  rows::draw_per_cent(ui, panel.shop.editor, model, "looks.stage", *row, "strength", out);
  rows::draw(ui, panel.shop.editor, model, "looks.stage", *row, {"color"}, out);
  ui::property(ui, ui.t(Text::ConditionMask));
  const auto mask =
      stage->mask.empty() ? Result<Asset>(Asset()) : model.library->catalog().asset(stage->mask);
  const std::string shown = stage->mask.empty() || !mask
                                ? std::string(ui.t(Text::ConditionMaskNone))
                                : std::string(display_name(mask->name_ko, mask->name_en, ui.korean));
  if (ui::button(ui, "looks.stage.mask", shown,
                 {.icon = Icon::Picture, .width = -1, .enabled = !model.read_only})) {
    open_picker(panel.shop.picker, true);
    panel.add_image_for = stage->id;
    panel.add_column = "mask";
  }
  rows::draw(ui, panel.shop.editor, model, "looks.stage", *row, {"recipe"}, out);
  if (!model.read_only && ui::button(ui, "looks.stage.remove", ui.t(Text::ItemRemove),
                                     {.kind = ui::ButtonKind::Quiet, .icon = Icon::Trash})) {
    out.emplace_back(request::Apply{workshop::take_out(RecordType::ConditionStage, stage->id,
                                                       "상태 단계 빼기", "Take a condition stage out")});
  }
}

}  // namespace bandaji::looks
