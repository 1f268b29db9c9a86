"""DistilBERT, BERT and RoBERTa classifiers in PyTorch, with Hugging Face's parameter names, so that they open the folders that the course library saves."""
import json
import struct

import numpy
import torch
from torch import nn
from torch.nn import functional


def weights(folder):
    """The tensors of model.safetensors: eight bytes of header length, the header as JSON, the numbers."""
    with open(f"{folder}/model.safetensors", "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    header.pop("__metadata__", None)
    return {
        name: torch.from_numpy(numpy.frombuffer(data, numpy.float32, offset=entry["data_offsets"][0], count=numpy.prod(entry["shape"], dtype=int)).reshape(entry["shape"]).copy())
        for name, entry in header.items()
    }


def additive_mask(mask):
    return ((1 - mask.float()) * torch.finfo(torch.float32).min)[:, None, None, :]


class Attention(nn.Module):
    """Scaled dot-product attention; a subclass names the projections."""

    def __init__(self, heads, dropout):
        super().__init__()
        self.heads, self.dropout = heads, nn.Dropout(dropout)

    def split(self, tensor):
        return tensor.view(*tensor.shape[:2], self.heads, -1).transpose(1, 2)

    def attend(self, query, key, value, mask):
        query, key, value = self.split(query), self.split(key), self.split(value)
        scores = (query * query.shape[-1] ** -0.5) @ key.transpose(-1, -2) + mask
        context = self.dropout(torch.softmax(scores, -1)) @ value
        return context.transpose(1, 2).flatten(2)


class DistilBertAttention(Attention):
    def __init__(self, config):
        super().__init__(config["n_heads"], config["attention_dropout"])
        dim = config["dim"]
        self.q_lin, self.k_lin, self.v_lin, self.out_lin = (nn.Linear(dim, dim) for _ in range(4))

    def forward(self, hidden, mask):
        return self.out_lin(self.attend(self.q_lin(hidden), self.k_lin(hidden), self.v_lin(hidden), mask))


class DistilBertFeedForward(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.lin1, self.lin2 = nn.Linear(config["dim"], config["hidden_dim"]), nn.Linear(config["hidden_dim"], config["dim"])
        self.dropout = nn.Dropout(config["dropout"])

    def forward(self, hidden):
        return self.dropout(self.lin2(functional.gelu(self.lin1(hidden))))


class DistilBertBlock(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.attention, self.ffn = DistilBertAttention(config), DistilBertFeedForward(config)
        self.sa_layer_norm, self.output_layer_norm = (nn.LayerNorm(config["dim"], 1e-12) for _ in range(2))

    def forward(self, hidden, mask):
        attended = self.sa_layer_norm(self.attention(hidden, mask) + hidden)
        return self.output_layer_norm(self.ffn(attended) + attended)


class DistilBertEmbeddings(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.word_embeddings = nn.Embedding(config["vocab_size"], config["dim"], config["pad_token_id"])
        self.position_embeddings = nn.Embedding(config["max_position_embeddings"], config["dim"])
        self.LayerNorm, self.dropout = nn.LayerNorm(config["dim"], 1e-12), nn.Dropout(config["dropout"])

    def forward(self, ids):
        return self.dropout(self.LayerNorm(self.word_embeddings(ids) + self.position_embeddings.weight[: ids.shape[1]]))


class DistilBertClassifier(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.distilbert = nn.Module()
        self.distilbert.embeddings = DistilBertEmbeddings(config)
        self.distilbert.transformer = nn.Module()
        self.distilbert.transformer.layer = nn.ModuleList(DistilBertBlock(config) for _ in range(config["n_layers"]))
        self.pre_classifier, self.classifier = nn.Linear(config["dim"], config["dim"]), nn.Linear(config["dim"], 2)
        self.dropout = nn.Dropout(config["seq_classif_dropout"])

    def forward(self, ids, mask):
        hidden, mask = self.distilbert.embeddings(ids), additive_mask(mask)
        for block in self.distilbert.transformer.layer:
            hidden = block(hidden, mask)
        return self.classifier(self.dropout(functional.relu(self.pre_classifier(hidden[:, 0]))))


class BertSelfAttention(Attention):
    def __init__(self, config):
        super().__init__(config["num_attention_heads"], config["attention_probs_dropout_prob"])
        size = config["hidden_size"]
        self.query, self.key, self.value = (nn.Linear(size, size) for _ in range(3))

    def forward(self, hidden, mask):
        return self.attend(self.query(hidden), self.key(hidden), self.value(hidden), mask)


class BertOutput(nn.Module):
    def __init__(self, inputs, config):
        super().__init__()
        self.dense, self.LayerNorm = nn.Linear(inputs, config["hidden_size"]), nn.LayerNorm(config["hidden_size"], config["layer_norm_eps"])
        self.dropout = nn.Dropout(config["hidden_dropout_prob"])

    def forward(self, hidden, residual):
        return self.LayerNorm(self.dropout(self.dense(hidden)) + residual)


class BertLayer(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.attention, self.intermediate = nn.Module(), nn.Module()
        self.attention.self, self.attention.output = BertSelfAttention(config), BertOutput(config["hidden_size"], config)
        self.intermediate.dense = nn.Linear(config["hidden_size"], config["intermediate_size"])
        self.output = BertOutput(config["intermediate_size"], config)

    def forward(self, hidden, mask):
        attended = self.attention.output(self.attention.self(hidden, mask), hidden)
        return self.output(functional.gelu(self.intermediate.dense(attended)), attended)


class BertEmbeddings(nn.Module):
    def __init__(self, config):
        super().__init__()
        size = config["hidden_size"]
        self.word_embeddings = nn.Embedding(config["vocab_size"], size, config["pad_token_id"])
        self.position_embeddings = nn.Embedding(config["max_position_embeddings"], size)
        self.token_type_embeddings = nn.Embedding(config["type_vocab_size"], size)
        self.LayerNorm, self.dropout = nn.LayerNorm(size, config["layer_norm_eps"]), nn.Dropout(config["hidden_dropout_prob"])

    def positions(self, ids):
        return self.position_embeddings.weight[: ids.shape[1]]

    def forward(self, ids):
        tables = self.positions(ids) + self.token_type_embeddings.weight[0]
        return self.dropout(self.LayerNorm(self.word_embeddings(ids) + tables))


class BertClassifier(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.bert = nn.Module()
        self.bert.embeddings, self.bert.encoder, self.bert.pooler = BertEmbeddings(config), nn.Module(), nn.Module()
        self.bert.encoder.layer = nn.ModuleList(BertLayer(config) for _ in range(config["num_hidden_layers"]))
        self.bert.pooler.dense = nn.Linear(config["hidden_size"], config["hidden_size"])
        self.dropout, self.classifier = nn.Dropout(config["hidden_dropout_prob"]), nn.Linear(config["hidden_size"], 2)

    def forward(self, ids, mask):
        hidden, mask = self.bert.embeddings(ids), additive_mask(mask)
        for layer in self.bert.encoder.layer:
            hidden = layer(hidden, mask)
        return self.classifier(self.dropout(torch.tanh(self.bert.pooler.dense(hidden[:, 0]))))


class RobertaEmbeddings(BertEmbeddings):
    def positions(self, ids):
        padding = self.word_embeddings.padding_idx
        real = (ids != padding).long()
        return self.position_embeddings(real.cumsum(1) * real + padding)


class RobertaClassifier(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.roberta, self.classifier = nn.Module(), nn.Module()
        self.roberta.embeddings, self.roberta.encoder = RobertaEmbeddings(config), nn.Module()
        self.roberta.encoder.layer = nn.ModuleList(BertLayer(config) for _ in range(config["num_hidden_layers"]))
        self.classifier.dense, self.classifier.out_proj = nn.Linear(config["hidden_size"], config["hidden_size"]), nn.Linear(config["hidden_size"], 2)
        self.dropout = nn.Dropout(config["hidden_dropout_prob"])

    def forward(self, ids, mask):
        hidden, mask = self.roberta.embeddings(ids), additive_mask(mask)
        for layer in self.roberta.encoder.layer:
            hidden = layer(hidden, mask)
        return self.classifier.out_proj(self.dropout(torch.tanh(self.classifier.dense(self.dropout(hidden[:, 0])))))


CLASSIFIERS = {"distilbert": DistilBertClassifier, "bert": BertClassifier, "roberta": RobertaClassifier}


def open_model(folder):
    with open(f"{folder}/config.json", encoding="utf-8") as file:
        config = json.load(file)
    model = CLASSIFIERS[config["model_type"]](config)
    model.load_state_dict(weights(folder))
    return model
