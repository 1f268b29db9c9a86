namespace TransferLearning.Charts.Drawing;

/// <summary>The names along an axis of categories, in the order in which they first appear; name i stands at value i.</summary>
internal sealed class Categories
{
    private readonly Dictionary<string, int> _places = [];
    private readonly List<string> _names = [];

    private Categories(IEnumerable<string> names)
    {
        foreach (var name in names.Where(name => _places.TryAdd(name, _places.Count)))
        {
            _names.Add(name);
        }
    }

    public IReadOnlyList<string> Names => _names;

    /// <summary>The categories of an axis, or <see langword="null"/> when it shows numbers.</summary>
    public static Categories? Of(IReadOnlyList<Values> values, AxisOptions options)
    {
        var areCategories = options.Type switch
        {
            "category" => true,
            "linear" or "log" => false,
            _ => !values.All(one => one.AreNumbers),
        };
        return areCategories ? new Categories(values.SelectMany(one => one.Texts)) : null;
    }

    public double PlaceOf(string name) => _places[name];
}
