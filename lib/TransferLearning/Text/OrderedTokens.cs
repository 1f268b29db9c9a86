namespace TransferLearning.Text;

/// <summary>A vocabulary that grows: each new token gets the next id.</summary>
internal sealed class OrderedTokens
{
    private readonly List<string> _tokens = [];
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

    public OrderedTokens(IEnumerable<string> tokens)
    {
        foreach (var token in tokens)
        {
            Add(token);
        }
    }

    public IReadOnlyList<string> Tokens => _tokens;

    public int Count => _tokens.Count;

    public string this[int id] => _tokens[id];

    public bool Contains(string token) => _ids.ContainsKey(token);

    public int IdOf(string token) => _ids[token];

    public bool TryGetId(string token, out int id) => _ids.TryGetValue(token, out id);

    /// <summary>Adds a token if it is new.</summary>
    /// <returns>Its id.</returns>
    public int Add(string token)
    {
        if (_ids.TryAdd(token, _tokens.Count))
        {
            _tokens.Add(token);
        }

        return _ids[token];
    }
}
