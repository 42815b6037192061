import { arange, manualSeed, rand, tensor } from 'chainrule';

// Tensors print as in PyTorch.
const x = tensor([
  [1, 2, 3],
  [4, 5, 6],
]);
console.log(x);
console.log(x.mul(10).add(1).sum(1));

// Shapes broadcast, and views share memory.
console.log(x.add(tensor([[100], [200]])));
x.T.mul_(2);
console.log(x);

// The same seed gives the numbers of torch.manual_seed.
manualSeed(777);
console.log(rand(2, 3));
console.log(arange(6).float().reshape(2, 3).matmul(rand(3, 2)));
