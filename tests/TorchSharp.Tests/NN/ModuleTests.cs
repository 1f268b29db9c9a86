using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Tests.NN;

public sealed class ModuleTests
{
    [Fact]
    public void Fields_name_the_state_in_the_order_of_the_real_package()
    {
        using var model = new Net();
        Assert.Equal(
            ["scale", "first.weight", "first.bias", "blocks.0.weight", "blocks.0.bias", "blocks.1.weight", "blocks.1.bias", "renamed.weight", "positions"],
            model.state_dict().Keys);
        Assert.Equal(["first", "blocks", "renamed", "blocks.0", "blocks.1"], model.named_modules().Select(entry => entry.name));
        Assert.Equal(["positions", "scratch"], model.named_buffers().Select(entry => entry.name).Order());
    }

    [Fact]
    public void A_shared_parameter_is_listed_once_and_saved_under_both_names()
    {
        using var model = new Tied();
        Assert.Equal(["table.weight"], model.named_parameters().Select(entry => entry.name));
        Assert.Equal(["table.weight", "decoder.weight"], model.state_dict().Keys);
        Assert.Same(model.state_dict()["table.weight"], model.state_dict()["decoder.weight"]);
    }

    [Fact]
    public void Loading_names_every_key_that_does_not_fit_and_changes_nothing()
    {
        using var model = new Net();
        var state = model.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone().detach().fill_(7));
        state.Remove("first.bias");
        state.Remove("positions");
        state.Add("head.weight", zeros(2));
        state["scale"] = zeros(4, 4);

        var error = Assert.Throws<InvalidOperationException>(() => model.load_state_dict(state));

        foreach (string key in new[] { "first.bias", "positions", "head.weight", "scale", "[4, 4]", "[3]" }) Assert.Contains(key, error.Message, StringComparison.Ordinal);
        Assert.NotEqual(7, model.get_parameter("first.weight")![0, 0].item<float>());
    }

    [Fact]
    public void Loading_without_strictness_says_what_did_not_fit()
    {
        using var model = new Net();
        var (missing, unexpected) = model.load_state_dict(new() { ["scale"] = ones(3) * 5, ["other"] = ones(1) }, strict: false);
        Assert.Equal(["other"], unexpected);
        Assert.Equal(8, missing.Count);
        Assert.Equal(5, model.get_parameter("scale")![2].item<float>());
    }

    [Fact]
    public void A_saved_module_loads_with_the_same_values()
    {
        using Net saved = new(), loaded = new();
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.dat");
        try
        {
            saved.save(path);
            var seen = new Dictionary<string, bool>();
            loaded.load(path, loadedParameters: seen);
            Assert.Equal(saved.state_dict().Keys, seen.Keys);
            foreach (var (key, value) in saved.state_dict()) Assert.True(value.Equals(loaded.state_dict()[key]) || value.allclose(loaded.state_dict()[key]), key);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void The_file_is_counts_and_sizes_in_leb128_and_raw_numbers()
    {
        using var model = nn.Linear(2, 200, hasBias: false);
        using var stream = new MemoryStream();
        model.save(stream);
        byte[] bytes = stream.ToArray();
        // 1 entry; "weight" with its length; float32 = 6; 2 dimensions: 200 = 0xC8 0x01, 2; then 400 floats.
        Assert.Equal([1, 6, .. "weight"u8, 6, 2, 0xC8, 0x01, 2], bytes[..13]);
        Assert.Equal(13 + 400 * 4, bytes.Length);
        Assert.Equal(model.weight[0, 1].item<float>(), BitConverter.ToSingle(bytes, 17));
    }

    [Fact]
    public void A_file_of_another_model_is_refused_with_all_differences()
    {
        using var stream = new MemoryStream();
        nn.Sequential(("a", nn.Linear(2, 3)), ("b", nn.Linear(3, 3))).save(stream);
        using var other = nn.Sequential(("a", nn.Linear(2, 4)), ("c", nn.Linear(3, 3)));
        var error = Assert.Throws<ArgumentException>(() => other.load(new MemoryStream(stream.ToArray())));
        foreach (string key in new[] { "a.weight", "a.bias", "b.weight", "c.weight" }) Assert.Contains(key, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_mode_reaches_everything_below()
    {
        using var model = new Net();
        Assert.All(model.modules(), module => Assert.True(module.training));
        model.eval();
        Assert.All(model.modules(), module => Assert.False(module.training));
        model.train();
        Assert.All(model.modules(), module => Assert.True(module.training));
    }

    [Fact]
    public void Apply_visits_children_before_parents()
    {
        using var model = new Net();
        var visited = new List<string>();
        model.apply(module => visited.Add(module.GetName()));
        Assert.Equal(["Linear", "Linear", "Linear", "ModuleList", "Linear", "Net"], visited);
    }

    [Fact]
    public void Hooks_see_and_replace_inputs_and_results_until_they_are_removed()
    {
        using var module = nn.Identity();
        var pre = module.register_forward_pre_hook((_, input) => input + 1);
        var post = module.register_forward_hook((_, input, output) => output * 10 + input);
        int calls = 0;
        var plain = module.register_forward_hook(_ => calls++);
        Assert.Equal(33, module.call(tensor(2f)).item<float>());
        Assert.Equal(1, calls);
        pre.remove();
        post.remove();
        plain.remove();
        Assert.Equal(2, module.call(tensor(2f)).item<float>());
        Assert.Equal(1, calls);
    }

    [Fact]
    public void Conversion_replaces_parameters_buffers_and_the_fields_that_hold_them()
    {
        using var model = new Net().@double();
        Assert.All(model.parameters(), parameter => Assert.Equal(ScalarType.Float64, parameter.dtype));
        Assert.Equal(ScalarType.Int64, model.get_buffer("positions")!.dtype);
        Assert.Equal([4, 3], model.call(zeros(4, 3, ScalarType.Float64)).shape);
        Assert.All(model.@float().parameters(), parameter => Assert.Equal(ScalarType.Float32, parameter.dtype));
        Assert.Throws<ArgumentException>(() => model.to(ScalarType.Int64));
        Assert.Contains("nuget-cuda", Assert.Throws<NotSupportedException>(() => model.cuda()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gradients_are_dropped_or_zeroed()
    {
        using var model = nn.Linear(2, 1);
        model.call(ones(1, 2)).sum().backward();
        model.zero_grad(set_to_none: false);
        Assert.Equal(0, model.weight.grad!.abs().sum().item<float>());
        model.zero_grad();
        Assert.Null(model.weight.grad);
    }

    [Fact]
    public void Disposing_a_module_disposes_its_tensors()
    {
        var model = new Net();
        Tensor[] tensors = [.. model.state_dict().Values];
        model.Dispose();
        Assert.All(tensors, tensor => Assert.True(tensor.IsInvalid));
    }

    [Fact]
    public void Parameters_outlive_the_scope_in_which_their_module_was_made()
    {
        nn.Module<Tensor, Tensor>[] modules;
        using (NewDisposeScope()) modules = [nn.Linear(2, 2), nn.LayerNorm(2), nn.Conv1d(1, 1, 1), nn.BatchNorm1d(2)];
        Assert.All(modules.SelectMany(module => module.state_dict().Values), tensor => Assert.False(tensor.IsInvalid));
    }

    [Fact]
    public void A_sequence_runs_in_order_and_can_be_sliced()
    {
        var sequence = nn.Sequential(("lift", nn.Linear(2, 4)), ("bend", nn.ReLU()), ("lower", nn.Linear(4, 1)));
        var x = randn(3, 2);
        Golden.AssertClose(sequence.call(x), sequence[1..].call(sequence[..1].call(x)), 0, "halves");
        Assert.Equal(["lift.weight", "lift.bias", "lower.weight", "lower.bias"], sequence.state_dict().Keys);
        Assert.Equal(["0.weight", "0.bias"], nn.Sequential(nn.Linear(1, 1)).state_dict().Keys);
    }

    [Fact]
    public void Lists_and_dictionaries_of_modules_and_parameters_follow_their_changes()
    {
        var list = nn.ModuleList<Linear>(nn.Linear(1, 1), nn.Linear(1, 2));
        list.Insert(0, nn.Linear(3, 3));
        Assert.Equal(["0", "1", "2"], list.named_children().Select(entry => entry.name));
        Assert.Equal([3, 3], list.get_parameter("0.weight")!.shape);

        var dictionary = nn.ModuleDict<Linear>(("a", nn.Linear(1, 1)), ("b", nn.Linear(1, 1)));
        dictionary.Remove("a");
        Assert.Equal(["b.weight", "b.bias"], dictionary.state_dict().Keys);

        var parameters = nn.ParameterList(nn.Parameter(ones(1)), nn.Parameter(ones(2)));
        parameters.RemoveAt(0);
        Assert.Equal([2], parameters.state_dict()["0"].shape);
        Assert.Equal(["w"], nn.ParameterDict(("w", nn.Parameter(ones(1)))).state_dict().Keys);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    public void Names_that_would_break_the_state_are_refused(string name)
        => Assert.Throws<ArgumentException>(() => new Net().register_module(name, nn.Identity()));

    [Fact]
    public void The_state_of_pytorchs_modules_has_pytorchs_names()
    {
        Assert.Equal(
            ["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0", "weight_ih_l0_reverse", "weight_hh_l0_reverse", "bias_ih_l0_reverse", "bias_hh_l0_reverse"],
            nn.LSTM(2, 3, bidirectional: true).state_dict().Keys);
        Assert.Equal(["in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias"], nn.MultiheadAttention(4, 2).state_dict().Keys);
        Assert.Equal(
            ["self_attn.in_proj_weight", "self_attn.in_proj_bias", "self_attn.out_proj.weight", "self_attn.out_proj.bias", "linear1.weight", "linear1.bias",
                "linear2.weight", "linear2.bias", "norm1.weight", "norm1.bias", "norm2.weight", "norm2.bias"],
            nn.TransformerEncoderLayer(4, 2, 8).state_dict().Keys);
        Assert.Equal(["weight", "bias", "running_mean", "running_var", "num_batches_tracked"], nn.BatchNorm2d(3).state_dict().Keys);
    }

    private sealed class Net : nn.Module<Tensor, Tensor>
    {
        private readonly Parameter scale = nn.Parameter(ones(3));
        private readonly Linear first = nn.Linear(3, 3);
        internal readonly Tensor positions = arange(5);
        private readonly ModuleList<Linear> blocks = nn.ModuleList(nn.Linear(3, 3), nn.Linear(3, 3));

        [ComponentName(Name = "renamed")]
        private readonly Linear last = nn.Linear(3, 3, hasBias: false);

        public Net()
            : base(nameof(Net))
        {
            register_buffer("scratch", zeros(1), persistent: false);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => last.call(blocks.Aggregate(first.call(input) * scale, (x, block) => block.call(x)));
    }

    private sealed class Tied : nn.Module<Tensor, Tensor>
    {
        private readonly Embedding table = nn.Embedding(5, 3);
        private readonly Linear decoder;

        public Tied()
            : base(nameof(Tied))
        {
            decoder = nn.Linear(table.weight);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => decoder.call(table.call(input));
    }
}
