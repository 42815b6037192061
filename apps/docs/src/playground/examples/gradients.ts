import { autograd, tensor } from 'chainrule';

// The slope of f(x) = x^3 is 3 x^2, and the slope of that is 6 x.
const x = tensor([1, 2, 3], { requiresGrad: true });
const y = x.pow(3);
console.log(y);

y.sum().backward();
console.log('slope', x.grad);

const [slope] = autograd.grad(x.pow(3).sum(), [x], { createGraph: true });
const [second] = autograd.grad(slope!.sum(), [x]);
console.log('slope of the slope', second);
