using TorchSharp.Tests.NN;

namespace TorchSharp.Tests.Golden;

/// <summary>No golden case of tests/fixtures/ops lies there unused.</summary>
public sealed class CompletenessTests
{
    [Fact]
    public void Every_case_of_the_golden_file_is_tested()
    {
        string[] tested = [.. OperationTable.All.Keys, .. FunctionalGoldenTests.Tested];
        Assert.Equal(OperationCase.NamesIn(OperationCase.Ordinary).Order(), tested.Distinct().Order());
    }

    [Fact]
    public void Every_case_of_numbers_that_are_not_finite_is_tested() =>
        Assert.Equal(OperationCase.NamesIn(OperationCase.NonFinite).Order(), NonFiniteTable.All.Keys.Order());

    [Fact]
    public void Every_case_of_semantics_is_tested() =>
        Assert.Equal(OperationCase.NamesIn(OperationCase.Semantics).Order(), SemanticsTable.All.Keys.Order());
}
