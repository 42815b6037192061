import {
  type AutogradEngine,
  AutogradError,
  type BackwardOptions,
  formatShape,
  installAutogradEngine,
  installInterpreter,
  isFloatingPoint,
  onesLike,
  shapesEqual,
  type Tensor,
  type TensorHook,
} from '@chainrule/tensor';
import { AccumulateGrad, markAsOwned } from './accumulate-grad.ts';
import { walkBack } from './engine.ts';
import { edgeOf, type Meta, metaOf } from './meta.ts';
import type { Edge } from './node.ts';
import { recorder } from './recorder.ts';

/** The way back from a result, or an error that says why there is none. */
export function requireEdge(tensor: Tensor): Edge {
  const edge = edgeOf(tensor);
  if (edge === null) {
    throw new AutogradError(
      `this tensor of shape ${formatShape(tensor.shape)} was not computed from anything that requires ` +
        'grad, so there is nothing to go back to; make a leaf with { requiresGrad: true }, outside of noGrad',
    );
  }
  return edge;
}

/** The gradient to start from: the given one, checked, or 1 for a scalar. */
export function startGradient(tensor: Tensor, gradient: Tensor | undefined): Tensor {
  if (gradient !== undefined) {
    if (!shapesEqual(gradient.shape, tensor.shape)) {
      throw new AutogradError(
        `the gradient to start from has shape ${formatShape(gradient.shape)}; ` +
          `the tensor it belongs to has ${formatShape(tensor.shape)}`,
      );
    }
    markAsOwned(gradient);
    return gradient;
  }
  if (tensor.numel() !== 1) {
    throw new AutogradError(
      `gradients start by themselves from a tensor with one element; shape ${formatShape(tensor.shape)} ` +
        `has ${tensor.numel()}: reduce it with sum() or mean(), or pass the gradient to start from`,
    );
  }
  return onesLike(tensor.detach());
}

function backward(
  tensor: Tensor,
  gradient: Tensor | undefined,
  { createGraph = false, retainGraph = createGraph, inputs }: BackwardOptions,
): void {
  const root = requireEdge(tensor);
  const start = startGradient(tensor, gradient);
  const targets = inputs?.map(requireEdge);
  const collected = walkBack([root], [start], {
    createGraph,
    retainGraph,
    ...(targets !== undefined && { targets, accumulate: true }),
  });
  inputs?.forEach((input, position) => {
    const arrived = collected[position];
    if (input.isLeaf || arrived == null) return;
    input.grad = input.grad === null ? arrived : input.grad.add(arrived);
  });
}

function setRequiresGrad(tensor: Tensor, requiresGrad: boolean): void {
  if (requiresGrad && !isFloatingPoint(tensor.dtype)) {
    throw new AutogradError(
      `only floating point tensors can require grad; this one is ${tensor.dtype}; cast it with float()`,
    );
  }
  metaOf(tensor).requiresGrad = requiresGrad;
}

function setGrad(tensor: Tensor, grad: Tensor | null): void {
  const fits =
    grad === null || (shapesEqual(grad.shape, tensor.shape) && grad.dtype === tensor.dtype);
  if (!fits) {
    throw new AutogradError(
      `grad of a ${tensor.dtype} tensor of shape ${formatShape(tensor.shape)} must look like it; ` +
        `got ${grad?.dtype} of shape ${formatShape(grad?.shape ?? [])}`,
    );
  }
  if (grad !== null) markAsOwned(grad);
  metaOf(tensor).grad = grad;
}

function retainGrad(tensor: Tensor): void {
  const { node, output } = requireEdge(tensor);
  if (node instanceof AccumulateGrad) return;
  node.retained ??= new Map();
  node.retained.set(output, tensor);
}

function registerHook(tensor: Tensor, hook: TensorHook): () => void {
  const { node, output } = requireEdge(tensor);
  node.hooks ??= new Map();
  const hooks = node.hooks.get(output) ?? new Set();
  node.hooks.set(output, hooks);
  hooks.add(hook);
  return () => {
    hooks.delete(hook);
  };
}

const engine: AutogradEngine = {
  isLeaf: (tensor) => (tensor.autograd as Meta | undefined)?.isLeaf ?? true,
  gradFn: (tensor) => (tensor.autograd as Meta | undefined)?.madeBy?.node ?? null,
  setRequiresGrad,
  setGrad,
  backward,
  retainGrad,
  registerHook,
};

installAutogradEngine(engine);
installInterpreter('autograd', recorder);
