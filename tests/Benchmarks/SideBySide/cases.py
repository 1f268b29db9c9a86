"""What is compared, by name and sizes. Inputs come from formulas that the other side has too."""
from collections import namedtuple

import numpy
import torch
from torch.nn import functional

import models

# run() is timed, batch calls between two looks at the clock; results() are the tensors that both sides must agree on.
Case = namedtuple("Case", "run results batch", defaults=[1])


def numbers(seed, *sizes):
    """Spread evenly over [-1, 1), exactly representable: the same on both sides to the last bit."""
    index = numpy.arange(int(numpy.prod(sizes)), dtype=numpy.uint64)
    bits = ((index * 2654435761 + seed * 374761393) & 0xFFFFFFFF) >> 8
    return torch.from_numpy((bits.astype(numpy.float32) / numpy.float32(1 << 23) - 1).reshape(sizes))


def token_ids(batch, tokens, vocabulary):
    return (torch.arange(batch * tokens) * 7919 % (vocabulary - 1) + 1).view(batch, tokens)


def attention_mask(batch, tokens):
    """Text b ends b tokens before the end."""
    return (torch.arange(tokens)[None, :] < tokens - torch.arange(batch)[:, None]).long()


def forward(function):
    def run():
        with torch.inference_mode():
            return function()

    return Case(run, lambda: [run()])


def both(function, *inputs):
    """Forward and backward."""
    leaves = [tensor.requires_grad_() for tensor in inputs]
    shape = function(*leaves).shape
    seed = numbers(99, *shape) if shape else torch.ones([])

    def run():
        result = function(*leaves)
        return [result, *torch.autograd.grad(result, leaves, seed)]

    return Case(run, run)


def matmul(m, n, k):
    a, b = numbers(1, m, k), numbers(2, k, n)
    return forward(lambda: a @ b)


def add(count):
    a, b = numbers(1, count), numbers(2, count)
    return Case(lambda: torch.add(a, b), lambda: [a + b], 1000)


def gelu(rows, cols):
    x = 3 * numbers(1, rows, cols)
    return forward(lambda: functional.gelu(x))


def gelu_both(rows, cols):
    return both(functional.gelu, 3 * numbers(1, rows, cols))


def softmax(rows, cols):
    x = 3 * numbers(1, rows, cols)
    return forward(lambda: torch.softmax(x, -1))


def softmax_both(rows, cols):
    return both(lambda x: torch.softmax(x, -1), 3 * numbers(1, rows, cols))


def layer_norm(rows, cols):
    x, weight, bias = numbers(1, rows, cols), numbers(2, cols), numbers(3, cols)
    return forward(lambda: functional.layer_norm(x, [cols], weight, bias))


def layer_norm_both(rows, cols):
    return both(lambda x, w, b: functional.layer_norm(x, [cols], w, b), numbers(1, rows, cols), numbers(2, cols), numbers(3, cols))


def moments(tensor):
    """All that two sides with different random numbers can agree on, and that only roughly."""
    return [tensor.mean(), tensor.square().mean()]


def dropout(rows, cols):
    x = torch.ones(rows, cols)
    run = forward(lambda: functional.dropout(x, 0.1)).run
    return Case(run, lambda: moments(run()))


def dropout_both(rows, cols):
    x, seed = torch.ones(rows, cols, requires_grad=True), torch.ones(rows, cols)

    def run():
        return torch.autograd.grad(functional.dropout(x, 0.1), x, seed)[0]

    return Case(run, lambda: moments(run()))


def cross_entropy(rows, classes):
    x, target = 3 * numbers(1, rows, classes), torch.arange(rows) * 3 % classes
    return forward(lambda: functional.cross_entropy(x, target))


def cross_entropy_both(rows, classes):
    target = torch.arange(rows) * 3 % classes
    return both(lambda x: functional.cross_entropy(x, target), 3 * numbers(1, rows, classes))


def lstm(batch, tokens, size):
    module = torch.nn.LSTM(size, size, batch_first=True, bidirectional=True)
    with torch.no_grad():
        for seed, parameter in enumerate(module.parameters()):
            parameter.copy_(numbers(seed + 1, *parameter.shape) * size**-0.5)
    x, seed = numbers(50, batch, tokens, size).requires_grad_(), numbers(51, batch, tokens, 2 * size)

    def run():
        module.zero_grad(set_to_none=True)
        x.grad = None
        output = module(x)[0]
        output.backward(seed)
        return output

    return Case(run, lambda: [run(), x.grad, *(parameter.grad for parameter in module.parameters())])


def model_forward(folder, batch, tokens):
    model = models.open_model(folder).eval()
    ids, mask = token_ids(batch, tokens, 8000), attention_mask(batch, tokens)
    return forward(lambda: model(ids, mask))


def model_step(folder, batch, tokens):
    """results(): loss and gradients without dropout, which would differ; run(): training as it is."""
    model = models.open_model(folder)
    ids, mask, labels = token_ids(batch, tokens, 8000), attention_mask(batch, tokens), torch.arange(batch) % 2
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-5, weight_decay=0.01)

    def gradients():
        optimizer.zero_grad(set_to_none=True)
        loss = functional.cross_entropy(model(ids, mask), labels)
        loss.backward()
        return loss

    def run():
        gradients()
        optimizer.step()

    def results():
        model.eval()
        loss = gradients()
        norm = torch.stack([parameter.grad.square().sum() for parameter in model.parameters()]).sum().sqrt()
        model.train()
        return [loss, norm]

    return Case(run, results)


def make(name, *arguments):
    return globals()[name.replace("-", "_")](*(int(argument) if argument.isdecimal() else argument for argument in arguments))
