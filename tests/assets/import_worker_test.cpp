// What the parent makes of workers that fail, stall, lie or die.
#include "assets/import/import_worker.h"

#include <gtest/gtest.h>

#include <thread>

#include "assets/image_export.h"
#include "importing.h"
#include "sample_model.h"
#include "tests/support/model_files.h"
#include "tests/support/temporary_folder.h"

namespace bandaji {
namespace {

using test::TemporaryFolder;
using test::write_text;

class ImportWorker : public ::testing::Test {
 protected:
  ~ImportWorker() override { set_worker_program(BANDAJI_TEST_WORKER); }

  // A shell script stands in for the worker; descriptor 3 is its connection.
  void use_script(const std::string& commands) {
    write_text(folder_ / "worker.sh", "#!/bin/sh\n" + commands + "\n");
    std::filesystem::permissions(folder_ / "worker.sh", std::filesystem::perms::owner_all);
    set_worker_program(folder_ / "worker.sh");
  }
  Error failure(const WorkerLimits& limits = {}, std::stop_token stop = {}) {
    test::write_obj_box(folder_ / "box.obj");
    ImportSource source;
    source.root = folder_.path();
    source.main_file = "box.obj";
    const auto result = import_model(source, {}, std::move(stop), {}, limits);
    EXPECT_FALSE(result.has_value());
    return result ? Error{} : result.error();
  }
  TemporaryFolder folder_;
};

TEST_F(ImportWorker, a_crash_is_a_refusal_that_names_the_file_and_the_last_words) {
  use_script("echo 'assertion failed: knots' >&2; kill -SEGV $$");
  const Error error = failure();
  EXPECT_EQ(error.kind, ErrorKind::Corrupt);
  EXPECT_NE(error.message.find("box.obj"), std::string::npos);
  EXPECT_NE(error.message.find("crash"), std::string::npos);
  EXPECT_NE(error.message.find("signal 11"), std::string::npos);
  EXPECT_NE(error.message.find("knots"), std::string::npos);
}

TEST_F(ImportWorker, dying_of_memory_or_processor_time_is_a_limit) {
  use_script("echo \"terminate called after throwing an instance of 'std::bad_alloc'\" >&2; kill -ABRT $$");
  EXPECT_EQ(failure().kind, ErrorKind::Limit);
  use_script("kill -XCPU $$");
  EXPECT_EQ(failure().kind, ErrorKind::Limit);
}

TEST_F(ImportWorker, one_that_never_answers_is_ended) {
  use_script("exec sleep 1000");
  WorkerLimits limits;
  limits.wall = std::chrono::seconds(1);
  EXPECT_EQ(failure(limits).kind, ErrorKind::Limit);
}

TEST_F(ImportWorker, one_that_works_without_progress_is_ended_for_its_processor_time) {
  use_script("while :; do :; done");
  WorkerLimits limits;
  limits.stall = std::chrono::seconds(1);
  const Error error = failure(limits);
  EXPECT_EQ(error.kind, ErrorKind::Limit);
  EXPECT_NE(error.message.find("s of processor time without any progress"), std::string::npos)
      << error.message;
}

// MetalRoughSpheresNoTextures.glb was stopped only because the machine gave its reader a tenth of a core.
TEST_F(ImportWorker, one_that_gets_little_of_a_busy_machine_is_left_alone) {
  // Some twenty processes a second are a little work; what follows tells that it was not stopped.
  use_script("for i in $(seq 60); do /bin/sleep 0.05; done; echo 'done at last' >&2; kill -SEGV $$");
  WorkerLimits limits;
  limits.stall = std::chrono::seconds(1);
  const Error error = failure(limits);
  EXPECT_EQ(error.kind, ErrorKind::Corrupt) << error.message;
  EXPECT_NE(error.message.find("done at last"), std::string::npos);
}

TEST_F(ImportWorker, one_that_waits_for_nothing_is_ended_and_that_is_said) {
  use_script("exec sleep 1000");
  WorkerLimits limits;
  limits.idle = std::chrono::seconds(1);
  const Error error = failure(limits);
  EXPECT_EQ(error.kind, ErrorKind::Limit);
  EXPECT_NE(error.message.find("stood still for 1 s"), std::string::npos) << error.message;
}

TEST_F(ImportWorker, cancelling_ends_it) {
  use_script("exec sleep 1000");
  std::stop_source stop;
  std::jthread canceller([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    stop.request_stop();
  });
  EXPECT_EQ(failure({}, stop.get_token()).kind, ErrorKind::Cancelled);
  stop.request_stop();
  EXPECT_EQ(failure({}, stop.get_token()).kind, ErrorKind::Cancelled) << "already cancelled: none is started";
}

TEST_F(ImportWorker, lies_are_refused) {
  const char* scripts[] = {
      "exit 0",
      "head -c 100000 /dev/urandom >&3",
      "printf '\\377\\377\\377\\377\\005\\001\\000\\000' >&3",               // A message of 4 GB.
      "printf '\\000\\000\\000\\000\\005\\000\\000\\000' >&3; sleep 1",      // A result without a descriptor.
      "printf '\\004\\000\\000\\000\\003\\000\\000\\000abcd' >&3; sleep 1",  // A report of nonsense.
      "printf '\\000\\000\\000\\000\\001\\000\\000\\000' >&3; sleep 1",      // A request.
      "printf '\\003\\000\\000\\000\\004\\000\\000\\000xyz' >&3; sleep 1",   // A malformed failure.
      "printf '\\004\\000\\000\\000\\002\\000\\000\\000\\000\\000\\300\\177' >&3",  // Progress of NaN, then
                                                                                    // the end.
  };
  for (const char* script : scripts) {
    use_script(script);
    const Error error = failure();
    EXPECT_EQ(error.kind, ErrorKind::Corrupt) << script << ": " << error.message;
  }
}

TEST_F(ImportWorker, one_that_writes_without_end_is_ended) {
  use_script("exec yes >&2");
  WorkerLimits limits;
  limits.wall = std::chrono::seconds(1);
  EXPECT_EQ(failure(limits).kind, ErrorKind::Limit);
}

TEST_F(ImportWorker, a_program_that_cannot_be_started_is_said_so) {
  set_worker_program(folder_ / "absent");
  EXPECT_EQ(failure().kind, ErrorKind::NotFound);
}

TEST_F(ImportWorker, nothing_that_is_open_here_reaches_it) {
  write_text(folder_ / "secret", "x");
  std::ifstream secret(folder_ / "secret");
  use_script("ls -l /proc/$$/fd > '" + (folder_ / "descriptors").string() + "'; exit 1");
  failure();
  EXPECT_EQ(test::read_text(folder_ / "descriptors").find("secret"), std::string::npos);
  EXPECT_NE(test::read_text(folder_ / "descriptors").find("socket"), std::string::npos);
}

#if !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)  // Those cannot live within a limit on memory.
TEST_F(ImportWorker, too_little_memory_is_a_limit) {
  test::write_large_obj(folder_ / "large.obj", 200'000);
  WorkerLimits limits;
  limits.memory_bytes = 72u << 20;
  const auto result = test::import_file(folder_ / "large.obj", {}, limits);
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().kind, ErrorKind::Limit) << result.error().message;
  EXPECT_TRUE(test::import_file(folder_ / "large.obj").has_value());
}
#endif

TEST_F(ImportWorker, progress_runs_forward_to_one) {
  test::write_obj_box(folder_ / "box.obj");
  set_worker_program(BANDAJI_TEST_WORKER);
  ImportSource source;
  source.root = folder_.path();
  source.main_file = "box.obj";
  std::vector<float> steps;
  ASSERT_TRUE(import_model(source, {}, {}, [&](float value) { steps.push_back(value); }).has_value());
  ASSERT_FALSE(steps.empty());
  EXPECT_TRUE(std::is_sorted(steps.begin(), steps.end()));
  EXPECT_EQ(steps.back(), 1.0f);
}

TEST_F(ImportWorker, several_imports_at_once_do_not_mix) {
  set_worker_program(BANDAJI_TEST_WORKER);
  std::vector<std::jthread> threads;
  for (int i = 1; i <= 4; ++i) {
    threads.emplace_back([&, i] {
      const auto path = folder_.path() / ("box" + std::to_string(i)) / "box.obj";
      test::write_obj_box(path, 1, i, 1);
      const auto result = test::import_file(path);
      ASSERT_TRUE(result.has_value()) << result.error().message;
      EXPECT_FLOAT_EQ(result->model.facts().bounds.size().y, static_cast<float>(i));
    });
  }
}

TEST_F(ImportWorker, pictures_come_through_it_too) {
  set_worker_program(BANDAJI_TEST_WORKER);
  const Image image = test::checker_image(40, 20, 4);
  ASSERT_TRUE(write_png(folder_ / "무늬.png", image).has_value());
  const auto read = import_image(folder_ / "무늬.png");
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(read->pixels, image.pixels);
  EXPECT_EQ(import_image(folder_ / "무늬.png", 10)->width, 10);
  write_text(folder_ / "bad.png", "\x89PNG but not really");
  EXPECT_EQ(import_image(folder_ / "bad.png").error().kind, ErrorKind::Unsupported);
  EXPECT_EQ(import_image(folder_ / "absent.png").error().kind, ErrorKind::NotFound);
  EXPECT_EQ(import_image(folder_.path()).error().kind, ErrorKind::Denied);
}

TEST_F(ImportWorker, radiance_pictures_come_as_light) {
  set_worker_program(BANDAJI_TEST_WORKER);
  using namespace std::string_literals;
  // Two by one: one half and two; uncompressed RGBE.
  write_text(folder_ / "sky.hdr", "#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 1 +X 2\n"s + "\x80\x80\x80\x80"s +
                                      "\x80\x80\x80\x82"s);
  const auto read = import_hdr(folder_ / "sky.hdr");
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(read->width, 2);
  EXPECT_FLOAT_EQ(read->pixels[0], 0.5f);
  EXPECT_FLOAT_EQ(read->pixels[5], 2);
  write_text(folder_ / "bad.hdr", "not light");
  EXPECT_EQ(import_hdr(folder_ / "bad.hdr").error().kind, ErrorKind::Unsupported);
}

// A program that links the reader without being one would, started as its own worker, start the next one.
TEST_F(ImportWorker, never_starts_another_worker) {
  ASSERT_EQ(setenv("BANDAJI_WORKER", "1", 1), 0);
  const Error refused = failure();
  ASSERT_EQ(unsetenv("BANDAJI_WORKER"), 0);
  EXPECT_EQ(refused.kind, ErrorKind::Denied);
  EXPECT_TRUE(test::import_file(folder_ / "box.obj"));
}

}  // namespace
}  // namespace bandaji
