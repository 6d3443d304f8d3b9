// How many random cases a test draws.
#ifndef VUORO_TESTS_BASE_CASES_H_
#define VUORO_TESTS_BASE_CASES_H_

namespace vuoro {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kSanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif
#else
inline constexpr bool kSanitized = false;
#endif

// `n`, or an eighth where a sanitizer makes each case many times slower: the plain build draws them
// all, and what a sanitizer looks for shows in fewer.
template <class Count>
constexpr Count Cases(Count n) {
  return kSanitized ? (n + 7) / 8 : n;
}

}  // namespace vuoro

#endif  // VUORO_TESTS_BASE_CASES_H_
