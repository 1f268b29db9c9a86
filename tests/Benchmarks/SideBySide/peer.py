"""PyTorch's side of the comparison. One request per line, one line of numbers as the answer:

threads N         computes with N threads from here on
prepare CASE      makes the inputs of a case and gives what it computes as a few numbers, to be compared with the other side's
run SECONDS       calls the case for so long, at least once: wall seconds per call, processor seconds per call
memory CASE       the case three times: the process's peak resident bytes
"""
import sys
import time

try:
    import torch
except ImportError:
    sys.exit(1)

import cases


def digest(tensors):
    """Of each tensor: mean, root mean square, first and last element."""
    numbers = []
    for tensor in tensors:
        flat = tensor.detach().double().flatten()
        numbers += [flat.mean(), flat.square().mean().sqrt(), flat[0], flat[-1]]
    return [float(number) for number in numbers]


def repeat(call, seconds):
    calls, wall, processor = 0, time.perf_counter(), time.process_time()
    while calls == 0 or time.perf_counter() - wall < seconds:
        for _ in range(call.batch):
            call.run()
        calls += call.batch
    return [(time.perf_counter() - wall) / calls, (time.process_time() - processor) / calls]


def peak_bytes():
    with open("/proc/self/status", encoding="ascii") as status:
        return next(1024 * int(line.split()[1]) for line in status if line.startswith("VmHWM"))


print(torch.__version__, flush=True)
case = None
for line in sys.stdin:
    request, *rest = line.split()
    answer = []
    if request == "threads":
        torch.set_num_threads(int(rest[0]))
    elif request == "prepare":
        case = None  # the last one's memory goes first
        case = cases.make(*rest)
        answer = digest(case.results())
    elif request == "run":
        answer = repeat(case, float(rest[0]))
    elif request == "memory":
        case = cases.make(*rest)
        for _ in range(3):
            case.run()
        answer = [peak_bytes()]
    print(*answer, flush=True)
