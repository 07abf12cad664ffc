#include "renderer/shadow_key.h"

#include <bit>

namespace bandaji {

ShadowKey shadow_key(const GpuModel::Contents& model, const PosedModel& pose, const ViewSettings& settings) {
  const auto bits = [](float value) {
    return static_cast<std::uint64_t>(std::bit_cast<std::uint32_t>(value));
  };
  ShadowKey key{model.serial, bits(pose.time_seconds), pose.animate ? 1u : 0u,
                static_cast<std::uint64_t>(pose.clip), static_cast<std::uint64_t>(settings.variant)};
  key.push_back(settings.section ? 1 : 0);
  if (settings.section) {
    const SectionPlane& cut = *settings.section;
    for (const float value : {cut.normal.x, cut.normal.y, cut.normal.z, cut.offset})
      key.push_back(bits(value));
  }
  key.insert(key.end(), settings.hidden_parts.begin(), settings.hidden_parts.end());
  // So that what a caller adds cannot be taken for another hidden part.
  key.push_back(settings.hidden_parts.size());
  return key;
}

}  // namespace bandaji
