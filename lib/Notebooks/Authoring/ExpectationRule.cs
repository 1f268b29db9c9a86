using Notebooks.Checking;
using Notebooks.Documents;

namespace Notebooks.Authoring;

/// <summary>What a cell's metadata says about comparing its outputs can be understood.</summary>
internal static class ExpectationRule
{
    public static IEnumerable<LintFinding> Check(NotebookCell cell, int number)
    {
        LintFinding? finding = null;
        try
        {
            OutputExpectation.Of(cell, number);
        }
        catch (NotebookFormatException error)
        {
            finding = new(number, null, "check", error.Message);
        }

        return finding is null ? [] : [finding];
    }
}
