import torch
from torch import nn

torch.manual_seed(777)
X = torch.FloatTensor([[0, 0], [0, 1], [1, 0], [1, 1]])
Y = torch.FloatTensor([[0], [1], [1], [0]])

linear1 = nn.Linear(2, 10, bias=True)
linear2 = nn.Linear(10, 10, bias=True)
linear3 = nn.Linear(10, 10, bias=True)
linear4 = nn.Linear(10, 1, bias=True)
sigmoid = nn.Sigmoid()
model = nn.Sequential(linear1, sigmoid,
                      linear2, sigmoid,
                      linear3, sigmoid,
                      linear4, sigmoid)

criterion = nn.BCELoss()
optimizer = torch.optim.SGD(model.parameters(), lr=1)

for step in range(10001):
    optimizer.zero_grad()
    hypothesis = model(X)

    # cost/loss function
    cost = criterion(hypothesis, Y)
    cost.backward()
    optimizer.step()

    if step % 100 == 0:
        print("Step: {} \t Cost: {}".format(step, cost.item()))
