// The panels of parts and of their materials.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "app/core/file_scene.h"
#include "app/ui/imgui_compat.h"
#include "app/ui/panels/tools.h"
#include "app/ui/panels/viewport.h"

namespace bandaji {
namespace {

struct Label {
  const char* ko;
  const char* en;
};
constexpr std::array<Label, kChannelCount> kChannels{{{"바탕색", "Base color"},
                                                      {"불투명도", "Alpha"},
                                                      {"금속성", "Metallic"},
                                                      {"거칠기", "Roughness"},
                                                      {"노멀 맵", "Normal map"},
                                                      {"차폐", "Occlusion"},
                                                      {"발광", "Emissive"},
                                                      {"스페큘러", "Specular"},
                                                      {"직물 광택 색", "Sheen color"},
                                                      {"직물 광택 거칠기", "Sheen roughness"},
                                                      {"투명 막", "Clearcoat"},
                                                      {"투명 막 거칠기", "Clearcoat roughness"},
                                                      {"투과", "Transmission"},
                                                      {"두께", "Thickness"},
                                                      {"이방성", "Anisotropy"},
                                                      {"무지갯빛", "Iridescence"},
                                                      {"꼭짓점 색", "Vertex color"},
                                                      {"UV 1", "UV 1"},
                                                      {"UV 2", "UV 2"},
                                                      {"앞뒷면", "Facing"}}};
constexpr std::array<Label, kTextureSlotCount> kSlots{{{"바탕색", "Base color"},
                                                       {"금속성·거칠기", "Metallic, roughness"},
                                                       {"노멀", "Normal"},
                                                       {"차폐", "Occlusion"},
                                                       {"발광", "Emissive"},
                                                       {"투명 막", "Clearcoat"},
                                                       {"투명 막 거칠기", "Clearcoat roughness"},
                                                       {"투명 막 노멀", "Clearcoat normal"},
                                                       {"직물 광택 색", "Sheen color"},
                                                       {"직물 광택 거칠기", "Sheen roughness"},
                                                       {"투과", "Transmission"},
                                                       {"두께", "Thickness"},
                                                       {"스페큘러", "Specular"},
                                                       {"스페큘러 색", "Specular color"},
                                                       {"무지갯빛", "Iridescence"},
                                                       {"무지갯빛 두께", "Iridescence thickness"},
                                                       {"이방성", "Anisotropy"},
                                                       {"디퓨즈", "Diffuse"},
                                                       {"스페큘러·광택", "Specular, gloss"},
                                                       {"비침", "Diffuse transmission"},
                                                       {"비침 색", "Diffuse transmission color"}}};

// Which material a part has as it is shown.
std::int32_t material_of(const ToolSubject& subject, const Part& part) {
  const BakedModel& model = *subject.model;
  std::int32_t material = model.meshes()[part.mesh].material;
  const int variant = subject.view->variant;
  if (variant >= 0 && static_cast<std::size_t>(variant) < model.variants().size())
    for (const auto& [mesh, other] : model.variants()[static_cast<std::size_t>(variant)].materials)
      if (mesh == part.mesh) material = other;
  return material;
}

bool is_hidden(const ToolSubject& subject, std::uint32_t part) {
  const auto& hidden = subject.view->hidden_parts;
  return std::binary_search(hidden.begin(), hidden.end(), part);
}

// Depth in the tree, as far as it is worth the room.
int depth_of(const Part& part) {
  return static_cast<int>(std::min<std::ptrdiff_t>(std::count(part.path.begin(), part.path.end(), '/'), 4));
}

std::string percent(float value) {
  return fmt::format("{:.2f}", static_cast<double>(value));
}

void color_fact(Ui& ui, std::string_view label, const glm::vec3& linear) {
  const auto byte = [](float v) {
    const float s = v <= 0.0031308f ? 12.92f * v : 1.055f * std::pow(v, 1 / 2.4f) - 0.055f;
    return static_cast<int>(std::clamp(s, 0.0f, 1.0f) * 255 + 0.5f);
  };
  const int r = byte(linear.r), g = byte(linear.g), b = byte(linear.b);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ui::fact(ui, label, fmt::format("      #{:02X}{:02X}{:02X}", r, g, b));
  ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(at.x + ui.px(112), at.y + ui.px(4)),
                                            ImVec2(at.x + ui.px(128), at.y + ui.px(20)),
                                            IM_COL32(r, g, b, 255), ui.px(3));
}

const char* channels_text(int channels) {
  switch (channels) {
    case 1:
      return "R";
    case 2:
      return "RG";
    case 3:
      return "RGB";
    default:
      return "RGBA";
  }
}

void draw_factors(Ui& ui, const Material& material) {
  color_fact(ui, ui.t(Text::ToolBaseColor), glm::vec3(material.base_color));
  ui::fact(ui, ui.t(Text::ToolMetallic), percent(material.metallic));
  ui::fact(ui, ui.t(Text::ToolRoughness), percent(material.roughness));
  if (material.emissive != glm::vec3(0)) color_fact(ui, ui.t(Text::ToolEmissive), material.emissive);
  if (material.sheen_color != glm::vec3(0)) color_fact(ui, ui.t(Text::ToolSheen), material.sheen_color);
  if (material.clearcoat > 0) ui::fact(ui, ui.t(Text::ToolClearcoat), percent(material.clearcoat));
  if (material.transmission > 0) ui::fact(ui, ui.t(Text::ToolTransmission), percent(material.transmission));
  if (material.ior != 1.5f) ui::fact(ui, ui.t(Text::ToolIor), percent(material.ior));
  std::string alpha = ui.t(Text::ToolOpaque);
  if (material.alpha_mode == AlphaMode::Mask)
    alpha = fmt::format(fmt::runtime(ui.t(Text::ToolMask)), percent(material.alpha_cutoff));
  if (material.alpha_mode == AlphaMode::Blend) alpha = ui.t(Text::ToolBlend);
  if (material.double_sided) alpha += fmt::format(", {}", ui.t(Text::ToolDoubleSided));
  ui::fact(ui, ui.t(Text::ToolAlphaMode), alpha);
}

// The map that is looked at: a picture with its channels, and the layout of the triangles over it.
void draw_map(Ui& ui, ViewTools& tools, const ToolSubject& subject) {
  const int channels = subject.model->images()[static_cast<std::size_t>(tools.map.image)].channels;
  std::vector<std::string_view> names{ui.t(Text::ToolAllChannels), "R"};
  if (channels >= 2) names.push_back("G");
  if (channels >= 3) names.push_back("B");
  if (channels == 4) names.push_back("A");
  tools.map.channel = ui::segmented(ui, "tool.map.channel", names, tools.map.channel + 1) - 1;
  ui::check(ui, "tool.map.layout", tools.map.layout, ui.t(Text::ToolLayout));
  const float width = ImGui::GetContentRegionAvail().x;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(at, ImVec2(at.x + width, at.y + width), ui.theme.well, ui.px(6));
  if (subject.map.texture && subject.map.width > 0) {
    const float scale = width / ui::f(std::max(subject.map.width, subject.map.height));
    const ImVec2 size(ui::f(subject.map.width) * scale, ui::f(subject.map.height) * scale);
    const ImVec2 low(at.x + (width - size.x) / 2, at.y + (width - size.y) / 2);
    list.AddImageRounded(compat::texture_id(subject.map.texture), low, ImVec2(low.x + size.x, low.y + size.y),
                         ImVec2(0, 0), ImVec2(1, 1), IM_COL32_WHITE, ui.px(6));
    ui.trace.note("tool.map.picture", low, ImVec2(low.x + size.x, low.y + size.y));
  }
  ui.trace.state("tool.map", subject.map.texture ? "shown" : "");
  ImGui::Dummy(ImVec2(width, width));
}

}  // namespace

const char* channel_label(Channel channel, bool korean) {
  const Label& label = kChannels[static_cast<std::size_t>(channel)];
  return korean ? label.ko : label.en;
}

const char* texture_slot_label(TextureSlot slot, bool korean) {
  const Label& label = kSlots[static_cast<std::size_t>(slot)];
  return korean ? label.ko : label.en;
}

// The scenes of a file that holds several, the shown one marked.
static void draw_scene_choice(Ui& ui, const ToolSubject& subject, ToolWishes& out) {
  if (!subject.model || subject.model->scenes().empty()) return;
  ui::text_line(ui, ui.fonts.small(), ui.theme.dim, ui.t(Text::ToolFileScene));
  const float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
  for (std::size_t i = 0; i < subject.model->scenes().size(); ++i) {
    const std::string label = scene_label(*subject.model, i);
    const bool shown = subject.model->scene() == static_cast<int>(i);
    const float width = ui::measure(ui, ui.fonts.small(), label).x + ui.px(26);
    if (i > 0 && ImGui::GetItemRectMax().x + ui.px(6) + width < right) ImGui::SameLine(0, ui.px(6));
    if (ui::chip(ui, fmt::format("tool.parts.scene.{}", i), label, shown) && !shown &&
        subject.can_choose_scene)
      out.file_scene = label;
  }
  ImGui::Dummy(ImVec2(1, ui.px(4)));
}

void draw_parts_panel(Ui& ui, ViewTools& tools, const ToolSubject& subject, ToolWishes& out) {
  const std::size_t shown =
      subject.parts.size() - std::min(subject.view->hidden_parts.size(), subject.parts.size());
  tool_title(ui, ui.t(Text::ToolPartsTitle),
             fmt::format(fmt::runtime(ui.t(Text::ToolPartsCount)), subject.parts.size(), shown));
  draw_scene_choice(ui, subject, out);
  ui::input(ui, "tool.parts.search", tools.part_search,
            {.hint = ui.t(Text::ToolPartsSearch), .icon = Icon::Search});
  const std::vector<Part> parts(subject.parts.begin(), subject.parts.end());
  std::vector<std::uint32_t> found;
  if (tools.part_search.empty())
    for (const Part& part : parts) found.push_back(part.index);
  else
    found = find_parts(parts, tools.part_search);
  const float row = ui.px(28), buttons = ui.px(32 + 12);
  const float room = std::max(ImGui::GetContentRegionAvail().y - buttons - ui.px(10), ui.px(90));
  std::optional<std::uint32_t> pointed;
  std::optional<Action> action;
  ImGui::BeginChild("tool.parts.list", ImVec2(0, room), false);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  if (found.empty()) ui::text(ui, ui.fonts.small(), ui.theme.dim, ui.t(Text::ToolNoParts));
  if (std::exchange(tools.show_part, false) && tools.part) {
    const auto at = std::find(found.begin(), found.end(), *tools.part);
    if (at != found.end()) ImGui::SetScrollY(std::max(0.0f, row * ui::f(at - found.begin()) - room / 2));
  }
  const float first_y = ImGui::GetScrollY();
  const auto from = static_cast<std::size_t>(std::max(0.0f, first_y / row));
  const std::size_t until = std::min(found.size(), from + static_cast<std::size_t>(room / row) + 2);
  if (from > 0) ImGui::Dummy(ImVec2(1, row * ui::f(std::min(from, found.size()))));
  for (std::size_t i = from; i < until; ++i) {
    const Part& part = parts[found[i]];
    const bool hidden = is_hidden(subject, part.index), chosen = tools.part == part.index;
    const float width = ImGui::GetContentRegionAvail().x;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const std::string id = fmt::format("part.{}", part.index);
    if (ImGui::InvisibleButton(id.c_str(), ImVec2(width - row, row)))
      tools.part = chosen ? std::nullopt : std::optional(part.index);
    const bool hot = ImGui::IsItemHovered();
    if (hot && ImGui::IsMouseDoubleClicked(0)) {
      tools.part = part.index;
      action = Action::IsolatePart;
    }
    ui.trace.note(id, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (chosen) list.AddRectFilled(at, ImVec2(at.x + width, at.y + row), ui.theme.accent_wash, ui.px(5));
    if (hot) {
      list.AddRectFilled(at, ImVec2(at.x + width, at.y + row), ui.theme.hover, ui.px(5));
      pointed = part.index;
    }
    const float indent = ui.px(8 + 10 * ui::f(tools.part_search.empty() ? depth_of(part) : 0));
    const std::string count = part.lines + part.points > 0
                                  ? element_counts(part.triangles, part.lines, part.points)
                                  : fmt::format("{}", part.triangles);
    const float count_width = ui::measure(ui, ui.fonts.small(), count).x + ui.px(8);
    ui::draw_text_in(ui, ui.fonts.small(), ImVec2(at.x + indent, at.y),
                     ImVec2(at.x + width - row - count_width, at.y + row),
                     hidden ? ui.theme.faint : ui.theme.text, part.name);
    ui::draw_text_in(ui, ui.fonts.small(), at, ImVec2(at.x + width - row - ui.px(4), at.y + row),
                     ui.theme.faint, count, ui::Align::Right);
    ui::tooltip(ui, id, part.material.empty() ? part.path : fmt::format("{}   {}", part.path, part.material));
    ImGui::SameLine(0, 0);
    if (ui::icon_button(ui, id + ".eye", hidden ? Icon::EyeOff : Icon::Eye,
                        ui.t(hidden ? Text::ToolShow : Text::ToolHide), false, true, 28)) {
      ViewSettings view = *subject.view;
      if (std::erase(view.hidden_parts, part.index) == 0) view.hidden_parts.push_back(part.index);
      std::sort(view.hidden_parts.begin(), view.hidden_parts.end());
      out.view = std::move(view);
    }
  }
  if (until < found.size()) ImGui::Dummy(ImVec2(1, row * ui::f(found.size() - until)));
  ImGui::PopStyleVar();
  ImGui::EndChild();
  const float gap = ui.px(4);
  const float width = (ImGui::GetContentRegionAvail().x - 2 * gap) / 3 / ui.scale;
  const auto button = [&](Action which, Text label, bool enabled) {
    if (ui::button(
            ui, info(which).id, ui.t(label),
            {.width = width, .enabled = enabled, .tip = subject.key ? subject.key(which) : std::string()}))
      action = which;
  };
  button(Action::HidePart, tools.part && is_hidden(subject, *tools.part) ? Text::ToolShow : Text::ToolHide,
         tools.part.has_value());
  ImGui::SameLine(0, gap);
  button(Action::IsolatePart, Text::ToolIsolate, tools.part.has_value());
  ImGui::SameLine(0, gap);
  button(Action::ShowAllParts, Text::ToolShowAll, !subject.view->hidden_parts.empty());
  if (action) run_tool_action(*action, tools, subject, out);
  if (pointed != tools.pointed) {
    tools.pointed = pointed;
    ViewSettings view = out.view.value_or(*subject.view);
    view.marked_parts.clear();
    if (pointed) view.marked_parts.push_back(*pointed);
    out.view = std::move(view);
  }
}

void draw_material_panel(Ui& ui, ViewTools& tools, const ToolSubject& subject, ToolWishes& out) {
  tool_title(ui, ui.t(Text::ToolMaterialTitle));
  const BakedModel& model = *subject.model;
  const MapWanted before = tools.map;
  // Whatever is chosen; else the largest part stands for the model.
  std::uint32_t at = 0;
  for (const Part& part : subject.parts)
    if (part.triangles > subject.parts[at].triangles) at = part.index;
  if (tools.part && *tools.part < subject.parts.size()) at = *tools.part;
  if (subject.parts.empty()) return;
  const Part& part = subject.parts[at];
  if (ui::begin_select(ui, "tool.material.part", part.name)) {
    for (std::size_t i = 0; i < subject.parts.size() && i < 400; ++i) {
      const Part& each = subject.parts[i];
      if (ui::choice(ui, fmt::format("tool.material.part.{}", i), each.name, each.index == at, each.material))
        tools.part = each.index;
    }
    ui::end_select();
  }
  // The channel view of the whole picture.
  ViewSettings view = *subject.view;
  const bool one = view.mode == ShadingMode::Channel;
  if (ui::begin_select(ui, "tool.channel.view",
                       one ? channel_label(view.channel, ui.korean) : ui.t(Text::ToolChannelView), -1,
                       !one)) {
    if (ui::choice(ui, "tool.channel.none", shading_label(ShadingMode::Shaded, ui.korean), !one)) {
      view.mode = ShadingMode::Shaded;
      out.view = view;
    }
    for (int i = 0; i < kChannelCount; ++i) {
      const auto channel = static_cast<Channel>(i);
      if (ui::choice(ui, fmt::format("tool.channel.{}", to_string(channel)),
                     channel_label(channel, ui.korean), one && view.channel == channel)) {
        view.mode = ShadingMode::Channel;
        view.channel = channel;
        out.view = view;
      }
    }
    ui::end_select();
  }
  ui::line(ui, 4);
  const std::int32_t index = material_of(subject, part);
  if (index < 0 || static_cast<std::size_t>(index) >= model.materials().size()) {
    ui::text(ui, ui.fonts.body(), ui.theme.dim, ui.t(Text::ToolNoMaterial));
    return;
  }
  const Material& material = model.materials()[static_cast<std::size_t>(index)];
  ui::text_line(ui, ui.fonts.bold(), ui.theme.text,
                material.name.empty() ? std::string(ui.t(Text::ToolNoMaterial)) : material.name);
  draw_factors(ui, material);
  ui::line(ui, 4);
  bool any = false;
  for (int slot = 0; slot < kTextureSlotCount; ++slot) {
    const TextureRef& texture = material.textures[static_cast<std::size_t>(slot)];
    if (!texture.present() || static_cast<std::size_t>(texture.image) >= model.images().size()) continue;
    any = true;
    const BakedImage& image = model.images()[static_cast<std::size_t>(texture.image)];
    const bool open = tools.map.image == texture.image;
    const float width = ImGui::GetContentRegionAvail().x, height = ui.px(40);
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const std::string id = fmt::format("map.{}", slot);
    if (ImGui::InvisibleButton(id.c_str(), ImVec2(width, height))) {
      tools.map =
          open ? MapWanted() : MapWanted{texture.image, -1, before.layout, part.index, texture.uv_set == 1};
    }
    ui.trace.note(id, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 end(corner.x + width, corner.y + height);
    if (open) list.AddRectFilled(corner, end, ui.theme.accent_wash, ui.px(5));
    if (ImGui::IsItemHovered()) list.AddRectFilled(corner, end, ui.theme.hover, ui.px(5));
    ui::draw_text_in(ui, ui.fonts.body(), ImVec2(corner.x + ui.px(8), corner.y),
                     ImVec2(end.x - ui.px(8), corner.y + ui.px(22)), ui.theme.text,
                     texture_slot_label(static_cast<TextureSlot>(slot), ui.korean));
    ui::draw_text_in(
        ui, ui.fonts.small(), ImVec2(corner.x + ui.px(8), corner.y + ui.px(19)),
        ImVec2(end.x - ui.px(8), end.y), ui.theme.faint,
        fmt::format("{} × {}  {}  {}  UV {}", image.width, image.height, channels_text(image.channels),
                    image.encoding == ColorEncoding::Srgb ? "sRGB" : "Linear", texture.uv_set + 1));
    ui::tooltip(ui, id, image.name);
    if (tools.map.image == texture.image && open) draw_map(ui, tools, subject);
  }
  if (!any) ui::paragraph(ui, ui.fonts.small(), ui.theme.dim, ui.t(Text::ToolNoMaps));
  if (tools.map.image >= 0) tools.map.part = part.index;
  if (tools.map != before) out.map = tools.map;
}

}  // namespace bandaji
