linear1 = nn.Linear(784, 256, bias=True)
linear2 = nn.Linear(256, 256, bias=True)
linear3 = nn.Linear(256, 10, bias=True)
for linear in [linear1, linear2, linear3]:
    nn.init.normal_(linear.weight)
activation = nn.ReLU()
model = nn.Sequential(linear1, activation,
                      linear2, activation,
                      linear3)

criterion = nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)

for x, y in data_loader:
    optimizer.zero_grad()
    cost = criterion(model(x.view(-1, 28 * 28)), y)
    cost.backward()
    optimizer.step()
