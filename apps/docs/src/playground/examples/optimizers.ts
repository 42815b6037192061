import { manualSeed, nn, optim, randn, type Tensor } from 'chainrule';

// The same regression by four optimizers.
const makers = {
  SGD: (p: Iterable<Tensor>) => new optim.SGD(p, { lr: 0.05 }),
  momentum: (p: Iterable<Tensor>) => new optim.SGD(p, { lr: 0.05, momentum: 0.9 }),
  RMSprop: (p: Iterable<Tensor>) => new optim.RMSprop(p, { lr: 0.05 }),
  Adam: (p: Iterable<Tensor>) => new optim.Adam(p, { lr: 0.05 }),
};

const curves: Record<string, number[]> = {};
for (const [name, make] of Object.entries(makers)) {
  manualSeed(1);
  const x = randn(64, 8);
  const y = x.matmul(randn(8, 1)).add(randn(64, 1).mul(0.1));
  const model = new nn.Linear(8, 1);
  const optimizer = make(model.parameters());
  const losses: number[] = [];
  for (let i = 0; i < 60; i++) {
    optimizer.zeroGrad();
    const loss = nn.functional.mseLoss(model(x), y);
    loss.backward();
    optimizer.step();
    losses.push(loss.item());
  }
  curves[name] = losses;
}
plot(curves, { title: 'loss' });
