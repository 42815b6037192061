import { expect, it } from 'vitest';
import { costsCsv, epochsCsv } from './csv.ts';

it('writes costs with every digit, the notebook’s beside them', () => {
  const costs = [
    { step: 0, cost: 0.6931471824645996 },
    { step: 50, cost: 1e-7 },
  ];
  expect(costsCsv(costs, [{ step: 0, cost: 0.5 }])).toBe(
    'step,cost,notebook\r\n0,0.6931471824645996,0.5\r\n50,1e-7,\r\n',
  );
});

it('quotes what would be taken for more than one cell', () => {
  const epoch = { type: 'epoch', epoch: 1, model: 'a "b", c', loss: 1, accuracy: 0.5 } as const;
  expect(epochsCsv([{ ...epoch, testLoss: 2, testAccuracy: 0.25, seconds: 3 }])).toBe(
    'epoch,model,loss,accuracy,testLoss,testAccuracy\r\n1,"a ""b"", c",1,0.5,2,0.25\r\n',
  );
});
