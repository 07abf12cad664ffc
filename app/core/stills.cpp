#include "app/core/stills.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "renderer/headless.h"

namespace bandaji {
namespace {

struct Order {
  std::uint64_t serial = 0;  // No other order ever has it.
  std::vector<StillWanted> pictures;
  std::shared_ptr<Stills::Show> show;
  std::size_t next = 0;
  int pass = 0;  // Of the progressive picture at hand.
  std::optional<Image> before;
};

struct Answer {
  int number = 0;
  std::shared_ptr<Stills::Show> show;
  std::size_t index = 0;
  std::shared_ptr<Result<Image>> picture;
  bool last = false;
};

// What the thread keeps between pictures; made and destroyed on it.
struct Studio {
  std::optional<HeadlessContext> context;
  std::optional<Preview> preview;
  std::shared_ptr<const BakedModel> source;
  std::optional<GpuModel> model;
  std::shared_ptr<const HdrImage> environment;

  Result<void> prepare(const StillWanted& wanted);
};

Result<void> Studio::prepare(const StillWanted& wanted) {
  if (!preview) {
    auto made = HeadlessContext::create();
    if (!made) return tl::unexpected(made.error());
    context.emplace(std::move(*made));
    auto ready = Preview::create();
    if (!ready) return tl::unexpected(ready.error());
    preview.emplace(std::move(*ready));
  }
  if (source != wanted.model) {
    model.reset();
    source.reset();
    auto uploaded = GpuModel::upload(wanted.model);
    if (!uploaded) return tl::unexpected(uploaded.error());
    model.emplace(std::move(*uploaded));
    source = wanted.model;
  }
  if (environment != wanted.environment) {
    preview->clear_environment();
    environment = nullptr;
    if (wanted.environment) {
      if (auto set = preview->set_environment(*wanted.environment); !set) return set;
      environment = wanted.environment;
    }
  }
  return {};
}

}  // namespace

struct Stills::Contents {
  std::function<void()> wake;
  mutable std::mutex mutex;  // Guards everything below.
  std::condition_variable ready;
  std::map<int, Order> orders;
  std::deque<Answer> answers;
  std::uint64_t serials = 0;
  bool drawing = false;
  bool closing = false;
  std::atomic<std::uint64_t> bytes{0};
  std::jthread thread;  // Last: it uses everything above.

  void run();
};

void Stills::Contents::run() {
  Studio studio;
  for (;;) {
    int number = 0;
    std::uint64_t serial = 0;
    std::size_t index = 0;
    int pass = 0;
    StillWanted wanted;
    std::optional<Image> before;
    {
      std::unique_lock lock(mutex);
      drawing = false;
      ready.wait(lock, [&] { return closing || !orders.empty(); });
      if (closing) return;
      auto& [first, order] = *orders.begin();
      number = first;
      serial = order.serial;
      index = order.next;
      pass = order.pass;
      wanted = order.pictures[index];
      before = std::move(order.before);
      drawing = true;
    }
    auto picture = std::make_shared<Result<Image>>(fail(ErrorKind::Io, ""));
    bool done = true;
    constexpr int kSlot = 0;
    if (auto prepared = studio.prepare(wanted); !prepared) {
      *picture = tl::unexpected(prepared.error());
    } else if (wanted.progressive) {
      const auto drawn = studio.preview->accumulate(*studio.model, wanted.camera, wanted.settings,
                                                    wanted.size, pass, kSlot, true);
      if (drawn)
        *picture = studio.preview->read(kSlot);
      else
        *picture = tl::unexpected(drawn.error());
      const int samples = (pass + 1) * kSamplesPerPass;
      done = !*picture || samples >= kMostStillSamples ||
             (samples > kLeastStillSamples && before && has_settled(*before, **picture));
    } else {
      *picture = studio.preview->picture(*studio.model, wanted.camera, wanted.settings, wanted.size);
    }
    if (studio.model && studio.preview) bytes = studio.model->gpu_bytes() + studio.preview->gpu_bytes();
    {
      const std::lock_guard lock(mutex);
      const auto order = orders.find(number);
      if (order == orders.end() || order->second.serial != serial) continue;
      Order& at = order->second;
      answers.push_back({number, at.show, index, picture, done});
      if (!done) {
        at.pass = pass + 1;
        at.before = **picture;
      } else {
        at.pass = 0;
        at.before.reset();
        if (++at.next == at.pictures.size() || !*picture) orders.erase(order);
      }
    }
    if (wake) wake();
  }
}

Stills::Stills(std::function<void()> wake) : contents_(std::make_unique<Contents>()) {
  contents_->wake = std::move(wake);
  contents_->thread = std::jthread([contents = contents_.get()] { contents->run(); });
}

Stills::~Stills() {
  {
    const std::lock_guard lock(contents_->mutex);
    contents_->closing = true;
  }
  contents_->ready.notify_all();
  contents_->thread.join();
}

void Stills::want(int number, std::vector<StillWanted> pictures, Show show) {
  forget(number);
  if (pictures.empty()) return;
  const std::lock_guard lock(contents_->mutex);
  Order order;
  order.serial = ++contents_->serials;
  order.pictures = std::move(pictures);
  order.show = std::make_shared<Show>(std::move(show));
  contents_->orders.insert_or_assign(number, std::move(order));
  contents_->ready.notify_one();
}

void Stills::forget(int number) {
  const std::lock_guard lock(contents_->mutex);
  contents_->orders.erase(number);
  std::erase_if(contents_->answers, [number](const Answer& answer) { return answer.number == number; });
}

void Stills::forget_all() {
  const std::lock_guard lock(contents_->mutex);
  contents_->orders.clear();
  contents_->answers.clear();
}

bool Stills::deliver() {
  bool shown = false;
  for (;;) {
    Answer answer;
    {
      const std::lock_guard lock(contents_->mutex);
      if (contents_->answers.empty()) return shown;
      answer = std::move(contents_->answers.front());
      contents_->answers.pop_front();
    }
    (*answer.show)(answer.index, *answer.picture, answer.last);
    shown = true;
  }
}

bool Stills::busy() const {
  const std::lock_guard lock(contents_->mutex);
  return contents_->drawing || !contents_->orders.empty() || !contents_->answers.empty();
}

std::uint64_t Stills::gpu_bytes() const {
  return contents_->bytes;
}

}  // namespace bandaji
