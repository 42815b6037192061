import { compile, manualSeed, nn, optim, tensor } from 'chainrule';

manualSeed(777);
const x = tensor([
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
]);
const y = tensor([[0], [1], [1], [0]]);

const model = new nn.Sequential(
  new nn.Linear(2, 2),
  new nn.Sigmoid(),
  new nn.Linear(2, 1),
  new nn.Sigmoid(),
);
const criterion = new nn.BCELoss();
const optimizer = new optim.SGD(model.parameters(), { lr: 1 });

const step = compile(() => {
  optimizer.zeroGrad();
  const cost = criterion(model(x), y);
  cost.backward();
  optimizer.step();
  return cost;
});

const costs: number[] = [];
for (let i = 0; i <= 100; i++) {
  costs.push(step().item());
  step.run(99);
}
plot(costs, { title: 'cost, every hundred steps' });
console.log(model(x));
