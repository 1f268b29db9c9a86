"""The other side of the interoperation tests, in Python over the real libzmq. usage: libzmq_peer.py ROLE [PORT]"""
import sys

import zmq

role = sys.argv[1]
context = zmq.Context()
context.setsockopt(zmq.LINGER, 60_000)


def socket(kind, **options):
    made = context.socket(kind)
    made.setsockopt(zmq.RCVTIMEO, 60_000)
    for name, value in options.items():
        made.setsockopt(getattr(zmq, name), value)
    if len(sys.argv) > 2:
        made.connect(f"tcp://127.0.0.1:{sys.argv[2]}")
    else:
        print(made.bind_to_random_port("tcp://127.0.0.1"), flush=True)
    return made


if role == "dealer":
    # Sends messages of all sizes, expects each back.
    peer = socket(zmq.DEALER, IDENTITY=b"python")
    for size in (0, 1, 255, 256, 65_535, 65_536, 3_000_000):
        peer.send_multipart([b"x" * size, b"", b"end"])
        assert peer.recv_multipart() == [b"x" * size, b"", b"end"], size
elif role == "echo-router":
    peer = socket(zmq.ROUTER)
    while (message := peer.recv_multipart())[-1] != b"stop":
        peer.send_multipart(message)
elif role == "request":
    peer = socket(zmq.REQ)
    for i in range(100):
        peer.send(b"%d" % i)
        assert peer.recv() == b"%d" % i
elif role == "reply":
    peer = socket(zmq.REP)
    while (message := peer.recv()) != b"stop":
        peer.send(message)
elif role == "subscriber":
    # Reports every message of its topic until the last.
    peer = socket(zmq.SUB, SUBSCRIBE=b"news")
    while (message := peer.recv_multipart())[-1] != b"stop":
        print(message[-1].decode(), flush=True)
elif role == "publisher":
    peer = socket(zmq.XPUB)
    assert peer.recv() == b"\x01news"
    peer.send_multipart([b"other", b"not this"])
    peer.send_multipart([b"news", b"this"])
    assert peer.recv() == b"\x00news"
elif role == "heartbeat":
    # Pings; libzmq gives the connection up, and the message is lost, unless somebody answers.
    peer = socket(zmq.DEALER, HEARTBEAT_IVL=50, HEARTBEAT_TIMEOUT=20_000)
    peer.send(b"first")
    assert peer.recv() == b"late"
else:
    sys.exit(f"no such role: {role}")
context.destroy(linger=60_000)
print("done")
