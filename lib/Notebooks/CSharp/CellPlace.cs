namespace Notebooks.CSharp;

/// <summary>Where a cell's code comes from.</summary>
/// <param name="Label">How messages and stack traces name the cell.</param>
/// <param name="Folder">The folder of the notebook that holds it, where relative paths start.</param>
/// <param name="Imports">The notebooks being imported around it, outermost first.</param>
internal sealed record CellPlace(string Label, string Folder, IReadOnlyList<string> Imports)
{
    public bool IsImported => Imports.Count > 0;
}
