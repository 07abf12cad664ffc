// What several costumes have in common when they are put together.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/demo/coat.h"
#include "app/demo/model_builder.h"
#include "app/demo/trims.h"

namespace bandaji {

// Adds cloth and lining of a coat; the number of the cloth's mesh is returned.
std::uint32_t add_coat(ModelBuilder& builder, const Shape& skin, std::int32_t cloth, std::int32_t lining,
                       float scale);

// Goreum and collar positions that most V-necked pieces share: from the hidden end
// on the wearer's right, round the neck, to `end` on the wearer's right chest.
std::vector<glm::vec2> crossed_collar_line(const glm::vec2& end);

// Opening edges to go with it: x over q, as if the side were the wearer's left.
Curve over_edge(const glm::vec2& end, float hem_x, float hem_q);
Curve under_edge(float hem_x, float hem_q);

// Gold band material whose one repeat is `height_m` high.
std::int32_t add_gold_band(ModelBuilder& builder, const std::string& name, GoldBand band,
                           std::uint32_t ground, float height_m);

// A closed loop round the body at one depth, `gap` metres (of the base body) outside the cloth.
Path girdle(const Coat& coat, float q, float gap);

// Half-turned lining silk, matte.
std::int32_t add_lining(ModelBuilder& builder, const std::string& name, std::uint32_t rgb);

}  // namespace bandaji
