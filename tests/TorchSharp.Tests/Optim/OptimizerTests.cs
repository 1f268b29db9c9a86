using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Optim;

public sealed class OptimizerTests
{
    private static readonly Dictionary<string, Func<IEnumerable<Parameter>, OptimizerHelper>> Kinds = new()
    {
        ["SGD"] = parameters => optim.SGD(parameters, 0.1, momentum: 0.9, nesterov: true, weight_decay: 0.01),
        ["Adam"] = parameters => optim.Adam(parameters, 0.05, weight_decay: 0.1),
        ["Adam amsgrad"] = parameters => optim.Adam(parameters, 0.05, amsgrad: true),
        ["AdamW"] = parameters => optim.AdamW(parameters, 0.05, weight_decay: 0.1),
        ["NAdam"] = parameters => optim.NAdam(parameters, 0.05),
        ["RMSProp"] = parameters => optim.RMSProp(parameters, 0.05, momentum: 0.5, centered: true),
        ["Adagrad"] = parameters => optim.Adagrad(parameters, 0.5, lr_decay: 0.1, initial_accumulator_value: 0.1),
    };

    public static TheoryData<string> Names => new(Kinds.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_parabola_is_descended(string kind)
    {
        var x = nn.Parameter(tensor(new[] { 3f, -2f }));
        using var optimizer = Kinds[kind]([x]);
        double before = Loss(x);
        for (int i = 0; i < 120; i++) Step(optimizer, x);
        Assert.True(Loss(x) < before / 20, $"{Loss(x)} after {before}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_saved_state_goes_on_where_it_stopped(string kind)
    {
        Parameter x = nn.Parameter(tensor(new[] { 3f, -2f })), y = nn.Parameter(tensor(new[] { 3f, -2f }));
        using var through = Kinds[kind]([x]);
        using var saved = Kinds[kind]([y]);
        for (int i = 0; i < 4; i++)
        {
            Step(through, x);
            Step(saved, y);
        }
        saved.ParamGroups.First().LearningRate *= 0.5;
        through.ParamGroups.First().LearningRate *= 0.5;
        using var stream = new MemoryStream();
        saved.save_state_dict(new BinaryWriter(stream));

        using var resumed = Kinds[kind]([y]);
        resumed.load_state_dict(new BinaryReader(new MemoryStream(stream.ToArray())));
        using var copied = Kinds[kind]([y]);
        copied.load_state_dict(saved.state_dict());
        Assert.All(copied.state_dict().State.Zip(resumed.state_dict().State), pair => Assert.True(pair.First.ApproximatelyEquals(pair.Second)));
        for (int i = 0; i < 4; i++)
        {
            Step(through, x);
            Step(resumed, y);
        }
        Assert.Equal(x.data<float>().ToArray(), y.data<float>().ToArray());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Single_and_double_precision_agree(string kind)
    {
        Parameter x = nn.Parameter(tensor(new[] { 3f, -2f })), y = nn.Parameter(tensor(new[] { 3.0, -2.0 }));
        using OptimizerHelper single = Kinds[kind]([x]), exact = Kinds[kind]([y]);
        for (int i = 0; i < 10; i++)
        {
            Step(single, x);
            Step(exact, y);
        }
        Assert.Equal(y.data<double>()[0], x.data<float>()[0], 2e-5);
        Assert.Equal(y.data<double>()[1], x.data<float>()[1], 2e-5);
    }

    [Fact]
    public void Nadam_follows_the_papers_formula()
    {
        var x = nn.Parameter(tensor(new[] { 2.0 }));
        using var optimizer = optim.NAdam([x], 0.1, momentum_decay: 0.004);
        double value = 2, m = 0, v = 0, product = 1;
        for (int t = 1; t <= 5; t++)
        {
            Step(optimizer, x);
            double gradient = 2 * value;
            double mu = 0.9 * (1 - 0.5 * Math.Pow(0.96, t * 0.004)), next = 0.9 * (1 - 0.5 * Math.Pow(0.96, (t + 1) * 0.004));
            product *= mu;
            m = 0.9 * m + 0.1 * gradient;
            v = 0.999 * v + 0.001 * gradient * gradient;
            double lookAhead = next * m / (1 - product * next) + (1 - mu) * gradient / (1 - product);
            value -= 0.1 * lookAhead / (Math.Sqrt(v / (1 - Math.Pow(0.999, t))) + 1e-8);
            Assert.Equal(value, x.item<double>(), 1e-12);
        }
    }

    [Fact]
    public void Groups_have_options_of_their_own_and_inherit_the_rest()
    {
        Parameter a = nn.Parameter(ones(1)), b = nn.Parameter(ones(1));
        using var optimizer = optim.AdamW([new AdamW.ParamGroup([a]) { Options = new() { LearningRate = 0.5 } }, new AdamW.ParamGroup([b]) { Options = new() }], 0.1, weight_decay: 0.3);
        Assert.Equal([0.5, 0.1], optimizer.ParamGroups.Select(group => group.LearningRate));
        Assert.All(optimizer.state_dict().Options, options => Assert.Equal(0.3, ((AdamW.Options)options).weight_decay));
    }

    [Fact]
    public void Zeroed_gradients_stay_allocated_and_parameters_without_gradient_stay_as_they_are()
    {
        Parameter a = nn.Parameter(ones(1)), b = nn.Parameter(ones(1));
        using var optimizer = optim.AdamW([a, b], 0.1, weight_decay: 0.5);
        (a * 2).sum().backward();
        optimizer.step();
        optimizer.zero_grad();
        Assert.Equal(0, a.grad!.item<float>());
        Assert.Null(b.grad);
        Assert.Equal(1, b.item<float>());
        Assert.NotEqual(1, a.item<float>());
    }

    [Fact]
    public void The_closure_is_evaluated_with_gradients()
    {
        var x = nn.Parameter(ones(1));
        using var optimizer = optim.SGD([x], 0.25);
        var loss = optimizer.step(() =>
        {
            var value = x.square().sum();
            value.backward();
            return value;
        });
        Assert.Equal(1, loss!.item<float>());
        Assert.Equal(0.5, x.item<float>());
    }

    [Fact]
    public void Wrong_settings_and_states_are_refused_by_name()
    {
        var x = nn.Parameter(ones(1));
        Assert.Contains("beta1", Assert.Throws<ArgumentException>(() => optim.Adam([x], beta1: 1.5)).Message, StringComparison.Ordinal);
        Assert.Contains("-1", Assert.Throws<ArgumentException>(() => optim.SGD([x], -1)).Message, StringComparison.Ordinal);
        Assert.Contains("twice", Assert.Throws<ArgumentException>(() => optim.SGD([x, x], 1)).Message, StringComparison.Ordinal);

        using var stream = new MemoryStream();
        optim.SGD([x], 1).save_state_dict(new BinaryWriter(stream));
        var error = Assert.Throws<InvalidDataException>(() => optim.Adam([x]).load_state_dict(new BinaryReader(new MemoryStream(stream.ToArray()))));
        Assert.Contains("SGD", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => optim.SGD([x, nn.Parameter(ones(1))], 1).load_state_dict(optim.SGD([x], 1).state_dict()));
    }

    [Fact]
    public void Vectors_of_parameters_go_there_and_back()
    {
        Parameter[] parameters = [nn.Parameter(ones(2, 2)), nn.Parameter(zeros(3))];
        var vector = nn.utils.parameters_to_vector(parameters).detach();
        Assert.Equal([1f, 1, 1, 1, 0, 0, 0], vector.data<float>().ToArray());
        nn.utils.vector_to_parameters(arange(7).to(ScalarType.Float32), parameters);
        Assert.Equal(3, parameters[0][1, 1].item<float>());
        Assert.Equal([4f, 5, 6], parameters[1].data<float>().ToArray());
    }

    [Fact]
    public void Gradients_are_cut_to_a_value()
    {
        var x = nn.Parameter(zeros(3));
        x.grad = tensor(new[] { -5f, 0.5f, 5f });
        nn.utils.clip_grad_value_([x], 1);
        Assert.Equal([-1f, 0.5f, 1f], x.grad!.data<float>().ToArray());
    }

    private static void Step(OptimizerHelper optimizer, Parameter x)
    {
        optimizer.zero_grad();
        x.square().sum().backward();
        optimizer.step();
    }

    private static double Loss(Parameter x)
    {
        using var _ = no_grad();
        return x.square().sum().item<float>();
    }
}
