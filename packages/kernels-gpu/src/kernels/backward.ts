export const backwardTemplates = {
  // A comparison with NaN is false, so that NaN lets the gradient through, as in PyTorch.
  reluBackward: ([gradient, output]: readonly string[]): string =>
    `lessOrEqual(${output}, 0.0) ? 0.0 : ${gradient}`,
  sigmoidBackward: ([gradient, output]: readonly string[]): string =>
    `${gradient} * (1.0 - ${output}) * ${output}`,
  tanhBackward: ([gradient, output]: readonly string[]): string =>
    `${gradient} * (1.0 - ${output} * ${output})`,
} as const;
