namespace Notebooks.Html;

/// <summary>What a page made of a notebook is to look like.</summary>
public sealed record RenderOptions
{
    /// <summary>The folder that relative picture paths start from; pictures are put into the page.</summary>
    public required string PictureFolder { get; init; }

    /// <summary>Formulas that another program has set, as markup. The others become MathML here, as far as they are known.</summary>
    public IReadOnlyDictionary<Formula, string> Formulas { get; init; } = new Dictionary<Formula, string>();

    /// <summary>The colours of the notebook's code by its meaning; null colours it by its syntax alone.</summary>
    public CodeColours? Colours { get; init; }

    /// <summary>Where a relative link of the notebook leads to in the page; by default the same.</summary>
    public Func<string, string> Link { get; init; } = static link => link;
}
