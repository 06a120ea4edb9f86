"""Long programs that are right, to measure with: functions, schedules, tests.

Names are unique. Every function is checked, has a schedule that is legal, and
one in five a stencil, so that proofs have something to do as in a real file.
"""

MATMUL = """\
/// The product of two matrices, number {n}.
fn matmul{n}<M, N, K>(a: f32[M, K], b: f32[K, N]) -> (c: f32[M, N]) {{
  let panel[k, j] = b[k, j]
  c[i, j] = sum[k] a[i, k] * panel[k, j]
}}

schedule matmul{n} on cpu {{
  let (strip, j) = c.split(j, 16)
  let (tile, i) = c.split(i, 6)
  c.reorder(strip, tile, k, i, j)
  c.parallel(strip)
  c.unroll(i)
  c.vectorize(j)
  panel.compute_at(c, strip)
  panel.vectorize(j)
}}

"""

BLUR = """\
/// A box blur in two passes, number {n}; the edge repeats.
fn blur{n}<H, W>(image: u8[H, W]) -> (out: u8[H, W]) {{
  let src = clamp_edges(image)
  let across[y, x] = (u16(src[y, x - 1]) + u16(src[y, x]) + u16(src[y, x + 1])) / 3
  out[y, x] = u8((across[y - 1, x] + across[y, x] + across[y + 1, x]) / 3)
}}

schedule blur{n} on cpu {{
  let (strip, row) = out.split(y, 32)
  out.parallel(strip)
  out.vectorize(x, 32)
  across.compute_at(out, strip)
  across.vectorize(x, 32)
}}

"""

SOFTMAX = """\
/// Row-wise softmax, number {n}. The peak is taken off, so that nothing overflows.
fn softmax{n}<M, N>(x: f32[M, N]) -> (y: f32[M, N]) {{
  let peak[i] = max[j] x[i, j]
  let e[i, j] = exp(x[i, j] - peak[i])
  let total[i] = sum[j] e[i, j]
  y[i, j] = e[i, j] / total[i]
}}

schedule softmax{n} on cpu {{
  y.parallel(i)
  y.vectorize(j, 8)
  total.compute_at(y, i)
  e.compute_at(y, i)
}}

test "rows of softmax{n} sum to one" {{
  let y = softmax{n}(random.normal(f32[8, 128], seed: {n}))
  let rows[i] = sum[j] y[i, j]
  assert_close(rows, ones(f32[8]), rtol: 1e-5)
}}

"""

NORM = """\
/// Mean zero and variance one, number {n}, für jede Zeile.
fn norm{n}<M, N>(x: f32[M, N], scale: f32[N]) -> (y: f32[M, N]) where N >= 1 {{
  let center[i] = mean[j] x[i, j]
  let d[i, j] = x[i, j] - center[i]
  let variance[i] = mean[j] d[i, j] * d[i, j]
  y[i, j] = d[i, j] * rsqrt(variance[i] + 1e-5) * scale[j]
}}

"""

CALLS = """\
/// Two layers, number {n}: calls that define stages, of functions above.
fn layers{n}<B, D, H>(x: f32[B, D], w: f32[D, H], v: f32[H, D]) -> (y: f32[B, D]) {{
  let first = matmul{m}(x, w)
  let active[b, h] = max(first[b, h], 0.0)
  let second = matmul{m}(active, v)
  y = softmax{s}(second)
}}

"""

PARTS = (MATMUL, BLUR, SOFTMAX, NORM, CALLS)


def program(lines):
    """A program of at least so many lines."""
    text, length, number = [], 0, 0
    while length < lines:
        part = PARTS[number % len(PARTS)]
        made = part.format(n=number, m=number - 4, s=number - 2)
        text.append(made)
        length += made.count("\n")
        number += 1
    return "".join(text)[:-1]  # no empty line at the end


if __name__ == "__main__":
    import sys
    print(program(int(sys.argv[1])), end="")
