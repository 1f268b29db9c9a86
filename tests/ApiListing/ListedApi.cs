namespace ApiListings;

/// <summary>A listing, read: the public types of the real package by full name.</summary>
internal sealed class ListedApi
{
    public Dictionary<string, ApiType> Types { get; } = new(StringComparer.Ordinal);

    public static ListedApi Read(string path)
    {
        var listing = new ListedApi();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Split('\t') is not [var record, var type, var kind, var modifiers, var name, var signature])
            {
                throw new FormatException($"{path}, line {number}: a listing has six fields divided by tabs, this line has {line.Split('\t').Length}.");
            }

            if (record == "T")
            {
                listing.Types.Add(type, new ApiType(type, kind, modifiers, signature, []));
            }
            else
            {
                listing.Types[type].Members.Add(new ApiMember(kind, modifiers, name, signature));
            }
        }

        return listing;
    }

    /// <summary>The type itself, then its base types and interfaces as far as the listing knows them, nearest first.</summary>
    public IEnumerable<ApiType> WithBases(ApiType type)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>([type.Name]);
        while (open.TryDequeue(out var name))
        {
            if (seen.Add(name) && Types.TryGetValue(name, out var found))
            {
                yield return found;
                foreach (var next in found.Bases)
                {
                    open.Enqueue(next);
                }
            }
        }
    }
}
