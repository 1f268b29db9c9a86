using System.Security.Cryptography;
using System.Text;

namespace Notebooks.Documents;

/// <summary>Gives ids to the cells that lack one. The same notebook always gets the same ids, so that diffs stay small.</summary>
internal static class CellIds
{
    private const int IdBytes = 4;

    public static void Complete(NotebookDocument document)
    {
        if (document.FormatMinor < 5)
            return;

        var taken = document.Cells.Select(cell => cell.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var cell in document.Cells.Where(cell => cell.Id is null))
            cell.Id = Unused(cell, taken);
    }

    // Cells with the same text differ by a number that is hashed with it.
    private static string Unused(NotebookCell cell, HashSet<string> taken)
    {
        for (var salt = 0; ; salt++)
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{salt}:{cell.Kind}:{cell.Source}"));
            var id = Convert.ToHexStringLower(hash.AsSpan(0, IdBytes));
            if (taken.Add(id))
                return id;
        }
    }
}
