#include "assets/palette.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/geometric.hpp>
#include <numbers>

#include "assets/srgb.h"

namespace bandaji {
namespace {

// Pixels of nearly one color, taken together.
struct Cell {
  glm::dvec3 lab{0};
  double count = 0;
};

struct Cluster {
  glm::dvec3 lab{0};
  double count = 0;
};

double square(double x) {
  return x * x;
}
double distance2(const glm::dvec3& a, const glm::dvec3& b) {
  return square(a.x - b.x) + square(a.y - b.y) + square(a.z - b.z);
}

// Five bits a channel: at most 32,768 cells, whose means keep the exact color.
std::vector<Cell> cells_of(const Image& image) {
  struct Sum {
    std::uint64_t r = 0, g = 0, b = 0, count = 0;
  };
  std::vector<Sum> sums(1u << 15);
  const auto channels = static_cast<std::size_t>(image.channels);
  const bool alpha = channels == 2 || channels == 4;
  for (std::size_t i = 0; i + channels <= image.pixels.size(); i += channels) {
    const std::uint8_t* p = &image.pixels[i];
    if (alpha && p[channels - 1] < 128) continue;
    const std::uint32_t r = p[0];
    const std::uint32_t g = channels >= 3 ? p[1] : p[0];
    const std::uint32_t b = channels >= 3 ? p[2] : p[0];
    Sum& sum = sums[(r >> 3) << 10 | (g >> 3) << 5 | b >> 3];
    sum.r += r;
    sum.g += g;
    sum.b += b;
    ++sum.count;
  }
  std::vector<Cell> cells;
  for (const Sum& sum : sums) {
    if (sum.count == 0) continue;
    const auto mean = [&](std::uint64_t total) {
      return static_cast<std::uint8_t>((total + sum.count / 2) / sum.count);
    };
    cells.push_back(
        {glm::dvec3(lab_from_srgb(mean(sum.r), mean(sum.g), mean(sum.b))), static_cast<double>(sum.count)});
  }
  return cells;
}

// The largest cell first, then always the cell whose color is worst served, by count and distance.
std::vector<Cluster> seeds(const std::vector<Cell>& cells, std::size_t count) {
  std::vector<Cluster> clusters;
  std::vector<double> nearest(cells.size(), 1e30);
  while (clusters.size() < count) {
    std::size_t best = 0;
    double best_score = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const double score = clusters.empty() ? cells[i].count : cells[i].count * nearest[i];
      if (score > best_score) {
        best = i;
        best_score = score;
      }
    }
    if (best_score <= 0) break;
    clusters.push_back({cells[best].lab, 0});
    for (std::size_t i = 0; i < cells.size(); ++i)
      nearest[i] = std::min(nearest[i], distance2(cells[i].lab, cells[best].lab));
  }
  return clusters;
}

void k_means(const std::vector<Cell>& cells, std::vector<Cluster>& clusters) {
  for (int round = 0; round < 24; ++round) {
    std::vector<Cluster> next(clusters.size());
    for (const Cell& cell : cells) {
      std::size_t best = 0;
      for (std::size_t k = 1; k < clusters.size(); ++k) {
        if (distance2(cell.lab, clusters[k].lab) < distance2(cell.lab, clusters[best].lab)) best = k;
      }
      next[best].lab += cell.lab * cell.count;
      next[best].count += cell.count;
    }
    double moved = 0;
    for (std::size_t k = 0; k < next.size(); ++k) {
      next[k].lab = next[k].count > 0 ? next[k].lab / next[k].count : clusters[k].lab;
      moved = std::max(moved, distance2(next[k].lab, clusters[k].lab));
    }
    clusters = std::move(next);
    if (moved < 1e-6) break;
  }
  std::erase_if(clusters, [](const Cluster& cluster) { return cluster.count <= 0; });
}

void merge_alike(std::vector<Cluster>& clusters) {
  for (std::size_t a = 0; a < clusters.size(); ++a) {
    for (std::size_t b = a + 1; b < clusters.size();) {
      if (ciede2000(glm::vec3(clusters[a].lab), glm::vec3(clusters[b].lab)) >= 5) {
        ++b;
        continue;
      }
      const double total = clusters[a].count + clusters[b].count;
      clusters[a].lab = (clusters[a].lab * clusters[a].count + clusters[b].lab * clusters[b].count) / total;
      clusters[a].count = total;
      clusters.erase(clusters.begin() + static_cast<std::ptrdiff_t>(b));
      b = a + 1;
    }
  }
}

constexpr std::array<double, 3> kWhiteD65{0.95047, 1.0, 1.08883};

PaletteColor color_from_lab(const glm::dvec3& lab) {
  const double fy = (lab.x + 16) / 116;
  const std::array<double, 3> f{fy + lab.y / 500, fy, fy - lab.z / 200};
  std::array<double, 3> xyz{};
  for (std::size_t i = 0; i < 3; ++i) {
    const double cube = f[i] * f[i] * f[i];
    xyz[i] = kWhiteD65[i] * (cube > 216.0 / 24389 ? cube : (116 * f[i] - 16) * 27 / 24389);
  }
  const auto encode = [](double linear) { return srgb_encode(static_cast<float>(linear)); };
  PaletteColor color;
  color.r = encode(3.2404542 * xyz[0] - 1.5371385 * xyz[1] - 0.4985314 * xyz[2]);
  color.g = encode(-0.9692660 * xyz[0] + 1.8760108 * xyz[1] + 0.0415560 * xyz[2]);
  color.b = encode(0.0556434 * xyz[0] - 0.2040259 * xyz[1] + 1.0572252 * xyz[2]);
  return color;
}

}  // namespace

std::string PaletteColor::hex() const {
  return fmt::format("#{:02X}{:02X}{:02X}", r, g, b);
}

glm::vec3 lab_from_srgb(std::uint8_t r, std::uint8_t g, std::uint8_t b) {
  const auto decode = [](std::uint8_t value) {
    return static_cast<double>(srgb_decode_table()[value]) / 65535.0;
  };
  const double red = decode(r), green = decode(g), blue = decode(b);
  const std::array<double, 3> xyz{0.4124564 * red + 0.3575761 * green + 0.1804375 * blue,
                                  0.2126729 * red + 0.7151522 * green + 0.0721750 * blue,
                                  0.0193339 * red + 0.1191920 * green + 0.9503041 * blue};
  std::array<double, 3> f{};
  for (std::size_t i = 0; i < 3; ++i) {
    const double t = xyz[i] / kWhiteD65[i];
    f[i] = t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116;
  }
  return glm::vec3(116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2]));
}

float ciede2000(const glm::vec3& lab1, const glm::vec3& lab2) {
  constexpr double kDegree = std::numbers::pi / 180;
  const double l1 = lab1.x, l2 = lab2.x;
  const double c_mean = (std::hypot(lab1.y, lab1.z) + std::hypot(lab2.y, lab2.z)) / 2;
  const double c7 = std::pow(c_mean, 7);
  const double g = 0.5 * (1 - std::sqrt(c7 / (c7 + 6103515625.0)));  // 25^7.
  const double a1 = (1 + g) * lab1.y, a2 = (1 + g) * lab2.y;
  const double chroma1 = std::hypot(a1, lab1.z), chroma2 = std::hypot(a2, lab2.z);
  const auto hue = [&](double a, double b) {
    if (a == 0 && b == 0) return 0.0;
    const double angle = std::atan2(b, a) / kDegree;
    return angle < 0 ? angle + 360 : angle;
  };
  const double h1 = hue(a1, lab1.z), h2 = hue(a2, lab2.z);
  const bool gray = chroma1 * chroma2 == 0;

  double dh = gray ? 0 : h2 - h1;
  if (dh > 180) dh -= 360;
  if (dh < -180) dh += 360;
  const double delta_l = l2 - l1;
  const double delta_c = chroma2 - chroma1;
  const double delta_h = 2 * std::sqrt(chroma1 * chroma2) * std::sin(dh / 2 * kDegree);

  const double l = (l1 + l2) / 2;
  const double c = (chroma1 + chroma2) / 2;
  double h = h1 + h2;
  if (!gray) {
    if (std::abs(h1 - h2) > 180) h += h1 + h2 < 360 ? 360 : -360;
    h /= 2;
  }
  const double t = 1 - 0.17 * std::cos((h - 30) * kDegree) + 0.24 * std::cos(2 * h * kDegree) +
                   0.32 * std::cos((3 * h + 6) * kDegree) - 0.20 * std::cos((4 * h - 63) * kDegree);
  const double mean7 = std::pow(c, 7);
  const double rc = 2 * std::sqrt(mean7 / (mean7 + 6103515625.0));
  const double sl = 1 + 0.015 * square(l - 50) / std::sqrt(20 + square(l - 50));
  const double sc = 1 + 0.045 * c;
  const double sh = 1 + 0.015 * c * t;
  const double rt = -std::sin(60 * std::exp(-square((h - 275) / 25)) * kDegree) * rc;
  const double x = delta_l / sl, y = delta_c / sc, z = delta_h / sh;
  return static_cast<float>(std::sqrt(std::max(0.0, x * x + y * y + z * z + rt * y * z)));
}

std::vector<PaletteColor> main_colors(const Image& image, int count) {
  if (image.empty() || count <= 0) return {};
  const std::vector<Cell> cells = cells_of(image);
  std::vector<Cluster> clusters = seeds(cells, static_cast<std::size_t>(count));
  if (clusters.empty()) return {};
  k_means(cells, clusters);
  merge_alike(clusters);
  std::stable_sort(clusters.begin(), clusters.end(),
                   [](const Cluster& a, const Cluster& b) { return a.count > b.count; });
  double total = 0;
  for (const Cell& cell : cells) total += cell.count;
  std::vector<PaletteColor> colors;
  for (const Cluster& cluster : clusters) {
    PaletteColor color = color_from_lab(cluster.lab);
    color.weight = static_cast<float>(cluster.count / total);
    colors.push_back(color);
  }
  return colors;
}

}  // namespace bandaji
