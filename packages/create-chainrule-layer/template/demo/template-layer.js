// Teaches a small net a wave, and prints how far it is off: npm run demo
import { Linear, MSELoss, Sequential } from '@chainrule/nn';
import { Adam } from '@chainrule/optim';
import { linspace, manualSeed } from '@chainrule/tensor';
import { TemplateLayer } from 'chainrule-template-layer';

manualSeed(0);
const x = linspace(-1, 1, 32).unsqueeze(1);
const y = x.mul(Math.PI).sin();

const model = new Sequential(new Linear(1, 16), new TemplateLayer(16), new Linear(16, 1));
const criterion = new MSELoss();
const optimizer = new Adam(model.parameters(), { lr: 0.02 });

console.log(String(model));
for (let step = 0; step <= 300; step++) {
  optimizer.zeroGrad();
  const loss = criterion(model(x), y);
  loss.backward();
  optimizer.step();
  if (step % 100 === 0) console.log(`step ${step}: loss ${loss.item().toFixed(5)}`);
}
