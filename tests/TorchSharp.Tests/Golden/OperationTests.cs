namespace TorchSharp.Tests.Golden;

public sealed class OperationTests
{
    public static TheoryData<string> Cases => [.. OperationTable.All.Keys];

    public static TheoryData<string> NonFiniteCases => [.. NonFiniteTable.All.Keys];

    public static TheoryData<string> SemanticsCases => [.. SemanticsTable.All.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Operation_gives_what_PyTorch_gives(string name) =>
        GoldenComparison.Check(OperationCase.Read(OperationCase.Ordinary, name), OperationTable.All[name]);

    [Theory]
    [MemberData(nameof(NonFiniteCases))]
    public void NaN_and_infinities_travel_as_in_PyTorch(string name) =>
        GoldenComparison.Check(OperationCase.Read(OperationCase.NonFinite, name), NonFiniteTable.All[name]);

    [Theory]
    [MemberData(nameof(SemanticsCases))]
    public void Indices_types_options_and_modules_mean_what_they_mean_in_PyTorch(string name) =>
        GoldenComparison.Check(OperationCase.Read(OperationCase.Semantics, name), SemanticsTable.All[name]);
}
