#include "CTiles.h"

#if defined(__x86_64__)

#include <immintrin.h>

enum { rows = 4, lanes = 16, vectors = wide_tile_columns / lanes };

bool wide_tile_is_available(void) { return __builtin_cpu_supports("avx512f"); }

// The loops over rows and vectors are unrolled: twelve sums and what is multiplied stay in registers.
__attribute__((target("avx512f")))
void wide_tile(const float *left, const float *right, const ptrdiff_t *offsets, ptrdiff_t depth,
               bool continues, bool adds, float *target, ptrdiff_t pitch) {
  __m512 sums[rows][vectors];
  for (int m = 0; m < rows; m++)
    for (int n = 0; n < vectors; n++)
      sums[m][n] = continues ? _mm512_loadu_ps(target + m * pitch + n * lanes) : _mm512_setzero_ps();

  for (ptrdiff_t k = 0; k < depth; k++) {
    __m512 row[vectors];
    for (int n = 0; n < vectors; n++) row[n] = _mm512_loadu_ps(right + offsets[k] + n * lanes);
    for (int m = 0; m < rows; m++) {
      const __m512 weight = _mm512_set1_ps(left[rows * k + m]);
      for (int n = 0; n < vectors; n++) sums[m][n] = _mm512_fmadd_ps(weight, row[n], sums[m][n]);
    }
  }

  for (int m = 0; m < rows; m++)
    for (int n = 0; n < vectors; n++) {
      float *place = target + m * pitch + n * lanes;
      _mm512_storeu_ps(place, adds ? _mm512_add_ps(sums[m][n], _mm512_loadu_ps(place)) : sums[m][n]);
    }
}

#else

bool wide_tile_is_available(void) { return false; }

void wide_tile(const float *left, const float *right, const ptrdiff_t *offsets, ptrdiff_t depth,
               bool continues, bool adds, float *target, ptrdiff_t pitch) {
  (void)left, (void)right, (void)offsets, (void)depth;
  (void)continues, (void)adds, (void)target, (void)pitch;
  __builtin_trap();
}

#endif
