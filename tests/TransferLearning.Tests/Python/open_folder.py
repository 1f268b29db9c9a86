"""A reader of model folders that shares nothing with the library but the formats: NumPy and the standard library only.

    python3 open_folder.py FOLDER...

Each folder holds what SavePretrained wrote. With an inputs.json beside it (input_ids, attention_mask, token_type_ids) the model is run, in float64, by the
names of its parameters, and logits.json is written: the logits, and the names of tensors for which nobody asked. With a texts.json, a list of texts of plain
lower-case words, the texts are encoded by tokenizer.json alone, and ids.json is written.
"""
import json
import math
import os
import re
import struct
import sys

import numpy as np

LOWEST = float(np.finfo(np.float32).min)


class Weights:
    """A safetensors file: the length of a JSON header in 8 bytes, the header, then the values of all tensors."""

    def __init__(self, path):
        with open(path, "rb") as file:
            content = file.read()
        (length,) = struct.unpack("<Q", content[:8])
        header = json.loads(content[8 : 8 + length])
        assert header.pop("__metadata__")["format"] == "pt"
        self.tensors, values, end = {}, content[8 + length :], 0
        for name, entry in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
            start, stop = entry["data_offsets"]
            assert start == end, f"a gap before {name}"
            end = stop
            self.tensors[name] = self.decode(values[start:stop], entry["dtype"]).reshape(entry["shape"])
        assert end == len(values), "bytes after the last tensor"
        self.unused = set(self.tensors)

    @staticmethod
    def decode(raw, dtype):
        if dtype == "BF16":  # the upper half of a float32
            return (np.frombuffer(raw, "<u2").astype("<u4") << 16).view("<f4").astype(np.float64)
        return np.frombuffer(raw, {"F32": "<f4", "F16": "<f2", "F64": "<f8"}[dtype]).astype(np.float64)

    def __getitem__(self, name):
        self.unused.discard(name)
        return self.tensors[name]

    def linear(self, name, x):
        return x @ self[name + ".weight"].T + self[name + ".bias"]

    def conv1d(self, name, x):  # GPT-2 keeps its matrices the other way round
        return x @ self[name + ".weight"] + self[name + ".bias"]

    def norm(self, name, x, epsilon):
        centred = x - x.mean(-1, keepdims=True)
        return centred / np.sqrt((centred**2).mean(-1, keepdims=True) + epsilon) * self[name + ".weight"] + self[name + ".bias"]


def gelu(x):
    return 0.5 * x * (1 + np.vectorize(math.erf)(x / math.sqrt(2)))


def gelu_new(x):
    return 0.5 * x * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))


ACTIVATIONS = {"gelu": gelu, "gelu_new": gelu_new, "relu": lambda x: np.maximum(x, 0)}


def attend(q, k, v, heads, mask):
    batch, tokens, width = q.shape
    q, k, v = (t.reshape(batch, tokens, heads, width // heads).transpose(0, 2, 1, 3) for t in (q, k, v))
    scores = q @ k.transpose(0, 1, 3, 2) / math.sqrt(width // heads) + mask
    scores = np.exp(scores - scores.max(-1, keepdims=True))
    return (scores / scores.sum(-1, keepdims=True) @ v).transpose(0, 2, 1, 3).reshape(batch, tokens, width)


def padding(inputs):
    return (1 - np.array(inputs["attention_mask"], np.float64))[:, None, None, :] * LOWEST


def bert(w, config, inputs, prefix="bert"):
    """BERT's body, and RoBERTa's, which counts positions of tokens only, from one past the padding's id."""
    ids, types, epsilon = np.array(inputs["input_ids"]), np.array(inputs["token_type_ids"]), config["layer_norm_eps"]
    pad = config["pad_token_id"]
    positions = np.cumsum(ids != pad, 1) * (ids != pad) + pad if prefix == "roberta" else np.arange(ids.shape[1])
    e = prefix + ".embeddings."
    x = w[e + "word_embeddings.weight"][ids] + w[e + "position_embeddings.weight"][positions] + w[e + "token_type_embeddings.weight"][types]
    x = w.norm(e + "LayerNorm", x, epsilon)
    for i in range(config["num_hidden_layers"]):
        layer = f"{prefix}.encoder.layer.{i}."
        q, k, v = (w.linear(f"{layer}attention.self.{part}", x) for part in ("query", "key", "value"))
        attended = w.linear(layer + "attention.output.dense", attend(q, k, v, config["num_attention_heads"], padding(inputs)))
        x = w.norm(layer + "attention.output.LayerNorm", attended + x, epsilon)
        wide = ACTIVATIONS[config["hidden_act"]](w.linear(layer + "intermediate.dense", x))
        x = w.norm(layer + "output.LayerNorm", w.linear(layer + "output.dense", wide) + x, epsilon)
    return x


def bert_for_sequence_classification(w, config, inputs):
    return w.linear("classifier", np.tanh(w.linear("bert.pooler.dense", bert(w, config, inputs)[:, 0])))


def bert_predictions(w, config, x):
    x = ACTIVATIONS[config["hidden_act"]](w.linear("cls.predictions.transform.dense", x))
    x = w.norm("cls.predictions.transform.LayerNorm", x, config["layer_norm_eps"])
    return x @ w["bert.embeddings.word_embeddings.weight"].T + w["cls.predictions.bias"]


def bert_for_masked_lm(w, config, inputs):
    return bert_predictions(w, config, bert(w, config, inputs))


def bert_for_pre_training(w, config, inputs):
    x = bert(w, config, inputs)
    relationship = w.linear("cls.seq_relationship", np.tanh(w.linear("bert.pooler.dense", x[:, 0])))
    return np.concatenate([bert_predictions(w, config, x).ravel(), relationship.ravel()])


def roberta_for_masked_lm(w, config, inputs):
    x = w.norm("lm_head.layer_norm", gelu(w.linear("lm_head.dense", bert(w, config, inputs, "roberta"))), config["layer_norm_eps"])
    return x @ w["roberta.embeddings.word_embeddings.weight"].T + w["lm_head.bias"]


def roberta_for_sequence_classification(w, config, inputs):
    first = bert(w, config, inputs, "roberta")[:, 0]
    return w.linear("classifier.out_proj", np.tanh(w.linear("classifier.dense", first)))


def distilbert(w, config, inputs):
    ids, e = np.array(inputs["input_ids"]), "distilbert.embeddings."
    x = w[e + "word_embeddings.weight"][ids] + w[e + "position_embeddings.weight"][: ids.shape[1]]
    x = w.norm(e + "LayerNorm", x, 1e-12)
    for i in range(config["n_layers"]):
        layer = f"distilbert.transformer.layer.{i}."
        q, k, v = (w.linear(f"{layer}attention.{part}", x) for part in ("q_lin", "k_lin", "v_lin"))
        attended = w.linear(layer + "attention.out_lin", attend(q, k, v, config["n_heads"], padding(inputs)))
        x = w.norm(layer + "sa_layer_norm", attended + x, 1e-12)
        wide = ACTIVATIONS[config["activation"]](w.linear(layer + "ffn.lin1", x))
        x = w.norm(layer + "output_layer_norm", w.linear(layer + "ffn.lin2", wide) + x, 1e-12)
    return x


def distilbert_for_sequence_classification(w, config, inputs):
    return w.linear("classifier", np.maximum(w.linear("pre_classifier", distilbert(w, config, inputs)[:, 0]), 0))


def distilbert_for_masked_lm(w, config, inputs):
    x = ACTIVATIONS[config["activation"]](w.linear("vocab_transform", distilbert(w, config, inputs)))
    return w.norm("vocab_layer_norm", x, 1e-12) @ w["distilbert.embeddings.word_embeddings.weight"].T + w["vocab_projector.bias"]


def gpt2_lm_head(w, config, inputs):
    ids, epsilon = np.array(inputs["input_ids"]), config["layer_norm_epsilon"]
    tokens, width = ids.shape[1], config["n_embd"]
    mask = np.triu(np.full((tokens, tokens), LOWEST), 1) + padding(inputs)
    x = w["transformer.wte.weight"][ids] + w["transformer.wpe.weight"][:tokens]
    for i in range(config["n_layer"]):
        block = f"transformer.h.{i}."
        qkv = w.conv1d(block + "attn.c_attn", w.norm(block + "ln_1", x, epsilon))
        q, k, v = (qkv[..., part * width : (part + 1) * width] for part in range(3))
        x = x + w.conv1d(block + "attn.c_proj", attend(q, k, v, config["n_head"], np.maximum(mask, LOWEST)))
        wide = ACTIVATIONS[config["activation_function"]](w.conv1d(block + "mlp.c_fc", w.norm(block + "ln_2", x, epsilon)))
        x = x + w.conv1d(block + "mlp.c_proj", wide)
    return w.norm("transformer.ln_f", x, epsilon) @ w["transformer.wte.weight"].T


MODELS = {
    "BertForSequenceClassification": bert_for_sequence_classification,
    "BertForMaskedLM": bert_for_masked_lm,
    "BertForPreTraining": bert_for_pre_training,
    "RobertaForSequenceClassification": roberta_for_sequence_classification,
    "RobertaForMaskedLM": roberta_for_masked_lm,
    "DistilBertForSequenceClassification": distilbert_for_sequence_classification,
    "DistilBertForMaskedLM": distilbert_for_masked_lm,
    "GPT2LMHeadModel": gpt2_lm_head,
}


def run_model(folder):
    config, inputs = read(folder, "config.json"), read(folder, "inputs.json")
    weights = Weights(os.path.join(folder, "model.safetensors"))
    (architecture,) = config["architectures"]
    logits = MODELS[architecture](weights, config, inputs)
    if architecture.endswith("ForSequenceClassification"):
        assert len(config["id2label"]) == logits.shape[-1]
        assert config["label2id"] == {label: int(i) for i, label in config["id2label"].items()}
    write(folder, "logits.json", {"logits": logits.ravel().tolist(), "unused": sorted(weights.unused)})


def word_pieces(model, text):
    vocabulary, prefix = model["vocab"], model["continuing_subword_prefix"]
    for word in re.findall(r"[a-z]+", text):
        start, pieces = 0, []
        while start < len(word):
            ends = (end for end in range(len(word), start, -1) if (prefix if start else "") + word[start:end] in vocabulary)
            end = next(ends, None)
            if end is None:
                pieces = [vocabulary[model["unk_token"]]]
                break
            pieces.append(vocabulary[(prefix if start else "") + word[start:end]])
            start = end
        yield from pieces


def byte_pairs(model, text):
    merges = [tuple(merge.split(" ") if isinstance(merge, str) else merge) for merge in model["merges"]]
    ranks = {pair: rank for rank, pair in enumerate(merges)}
    for word in re.findall(r" ?[a-z]+", text):
        symbols = list(word.replace(" ", "\u0120"))
        while len(symbols) > 1:
            rank, at = min((ranks.get(pair, math.inf), i) for i, pair in enumerate(zip(symbols, symbols[1:])))
            if rank == math.inf:
                break
            symbols[at : at + 2] = ["".join(symbols[at : at + 2])]
        yield from (model["vocab"][symbol] for symbol in symbols)


def surround(processor, ids):
    if processor["type"] == "TemplateProcessing":
        special = {name: token["ids"] for name, token in processor["special_tokens"].items()}
        pieces = (special[piece["SpecialToken"]["id"]] if "SpecialToken" in piece else ids for piece in processor["single"])
        return [i for piece in pieces for i in piece]
    if processor["type"] == "RobertaProcessing":
        return [processor["cls"][1], *ids, processor["sep"][1]]
    return ids


def run_tokenizer(folder):
    tokenizer = read(folder, "tokenizer.json")
    assert tokenizer["version"] == "1.0"
    model = tokenizer["model"]
    assert sorted(model["vocab"].values()) == list(range(len(model["vocab"]))), "ids with holes"
    for token in tokenizer["added_tokens"]:
        assert model["vocab"][token["content"]] == token["id"]
        assert {"special", "lstrip", "rstrip", "single_word", "normalized"} <= set(token)
    encode = {"WordPiece": word_pieces, "BPE": byte_pairs}[model["type"]]
    write(folder, "ids.json", [surround(tokenizer["post_processor"], list(encode(model, text))) for text in read(folder, "texts.json")])


def read(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return json.load(file)


def write(folder, name, value):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        json.dump(value, file)


for folder in sys.argv[1:]:
    if os.path.exists(os.path.join(folder, "inputs.json")):
        run_model(folder)
    if os.path.exists(os.path.join(folder, "texts.json")):
        run_tokenizer(folder)
