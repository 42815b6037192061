import { Module } from '../module.ts';

/**
 * Gives back what it gets. Arguments of the constructor are ignored, so it can stand in for any
 * layer.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Identity.html
 */
export class Identity<Input = unknown> extends Module<[Input], Input> {
  constructor(..._ignored: unknown[]) {
    super();
  }

  override forward(x: Input): Input {
    return x;
  }
}
