/**
 * Whether an NVIDIA GPU can be used through CUDA: never, since JavaScript has no way to it. It is here
 * so that the first lines of most PyTorch scripts, which ask, choose the CPU.
 *
 * @example
 * ```ts
 * import * as torch from 'chainrule';
 *
 * torch.device(torch.cuda.isAvailable() ? 'cuda' : 'cpu'); // 'cpu'
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.cuda.is_available.html
 */
export function isAvailable(): boolean {
  return false;
}

/**
 * The number of GPUs that CUDA reaches: 0.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.cuda.device_count.html
 */
export function deviceCount(): number {
  return 0;
}
