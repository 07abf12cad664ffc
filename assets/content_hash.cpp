#include "assets/content_hash.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <memory>

#include "assets/content_hasher.h"
#include "assets/file_io.h"

namespace bandaji {

struct ContentHasher::State {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
};

ContentHasher::ContentHasher() : state_(std::make_unique<State>()) {
  EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr);
}
ContentHasher::~ContentHasher() = default;

void ContentHasher::add(std::span<const std::byte> bytes) {
  EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size());
}

ContentHash ContentHasher::finish() {
  ContentHash hash;
  unsigned int size = 0;
  EVP_DigestFinal_ex(state_->context.get(), hash.bytes.data(), &size);
  return hash;
}

std::string ContentHash::hex() const {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  text.reserve(64);
  for (const std::uint8_t byte : bytes) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

std::string ContentHash::short_hex() const {
  return hex().substr(0, 12);
}

Result<ContentHash> parse_hash(std::string_view hex) {
  ContentHash hash;
  const auto digit = [](char c) -> int {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
  };
  bool good = hex.size() == 64;
  for (std::size_t i = 0; good && i < 32; ++i) {
    const int high = digit(hex[2 * i]);
    const int low = digit(hex[2 * i + 1]);
    good = high >= 0 && low >= 0;
    if (good) hash.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  if (!good) return fail(ErrorKind::Invalid, fmt::format("“{}” is not a SHA-256 hash.", hex.substr(0, 80)));
  return hash;
}

ContentHash hash_bytes(std::span<const std::byte> bytes) {
  ContentHasher hasher;
  hasher.add(bytes);
  return hasher.finish();
}

ContentHash hash_text(std::string_view text) {
  return hash_bytes(std::as_bytes(std::span(text.data(), text.size())));
}

Result<ContentHash> hash_file(const std::filesystem::path& path) {
  const auto file = open_regular(path);
  if (!file) return tl::unexpected(file.error());
  ContentHasher hasher;
  std::vector<std::byte> block(1u << 18);
  for (;;) {
    const auto count = read_some(*file, block.data(), block.size(), path);
    if (!count) return tl::unexpected(count.error());
    if (*count == 0) return hasher.finish();
    hasher.add(std::span(block).first(*count));
  }
}

}  // namespace bandaji
