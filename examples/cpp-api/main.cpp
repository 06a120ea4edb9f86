//===- main.cpp - Prepare a layer, run it on two batches ------------------===//

#include "Tensor.h"
#include "layer.h"

#include <iostream>

static void print(const char *name, Tensor<float> &y, int64_t rows) {
  std::cout << name << ":\n";
  for (int64_t n = 0; n < rows; ++n)
    std::cout << "  " << y(n, 0) << " " << y(n, 1) << "\n";
}

int main() {
  Tensor<float> weights({3, 2}, {1, -1, 2, 0, 0.5f, 4});
  Tensor<float> bias({2}, {0.25f, -1});
  Prepared dense(layer, weights, bias);

  Tensor<float> one({1, 3}, {1, 2, 3}), first({1, 2});
  dense(one, first);
  print("one row", first, 1);

  Tensor<float> three({3, 3}, {0, 0, 0, -1, -2, -3, 2, 0, 1}), second({3, 2});
  dense(three, second);
  print("three rows", second, 3);

  Tensor<float> wide({1, 4});
  try {
    dense(wide, first);
  } catch (const std::runtime_error &error) {
    std::cout << "refused: " << error.what() << "\n";
  }
}
