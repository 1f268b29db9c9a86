using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Notebooks.CSharp.Assistance;

/// <summary>A cell as the compiler sees it after the cells before it.</summary>
/// <param name="Source">The cell's text, directives included.</param>
/// <param name="Tree">Its C#, with spaces in place of the directives.</param>
/// <param name="Compilation">The compilation that it would be.</param>
/// <param name="Model">What its names mean.</param>
internal sealed record AnalyzedCell(string Source, SyntaxTree Tree, CSharpCompilation Compilation, SemanticModel Model);
