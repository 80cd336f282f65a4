#pragma once

#include <stdbool.h>
#include <stddef.h>

// The innermost loop of `Kernels.product` for processors with AVX-512: the only C of the package
// that computes.
// Swift cannot compile one function for other processors than its module; C can.

/// Whether this processor, and its system, compute sixteen numbers at once.
bool wide_tile_is_available(void);

/// How many columns `wide_tile` computes.
enum { wide_tile_columns = 48 };

/// Four rows and 48 columns of a matrix product:
/// target[m · pitch + n] = sum over k of left[4 k + m] · right[offsets[k] + n].
///
/// Each sum adds its `depth` products in the order of k, fused, so its bits are those of the narrow
/// tiles. It starts from what stands in `target` if it `continues`, from zero otherwise; what stands
/// there is added at the end if it `adds`. To be called only where it is available.
void wide_tile(const float *left, const float *right, const ptrdiff_t *offsets, ptrdiff_t depth,
               bool continues, bool adds, float *target, ptrdiff_t pitch);
