using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace TorchSharp.Utils;

/// <summary>A dictionary that remembers the order in which its keys were added, as the members of a module need.</summary>
public class OrderedDict<TKey, TValue> : IDictionary<TKey, TValue>, IList<(TKey, TValue)>
    where TKey : notnull
{
    private readonly OrderedDictionary<TKey, TValue> _entries = [];

    /// <summary>The number of entries.</summary>
    public int Count => _entries.Count;

    /// <summary>Always false.</summary>
    public bool IsReadOnly => false;

    /// <summary>The keys, in order.</summary>
    public ICollection<TKey> Keys => _entries.Keys;

    /// <summary>The values, in the order of their keys.</summary>
    public ICollection<TValue> Values => _entries.Values;

    /// <summary>The entry at a position; setting it may change the key as well.</summary>
    public (TKey, TValue) this[int index]
    {
        get
        {
            var (key, value) = _entries.GetAt(index);
            return (key, value);
        }
        set => _entries.SetAt(index, value.Item1, value.Item2);
    }

    /// <summary>The value of a key; a new key goes to the end.</summary>
    public TValue this[TKey key]
    {
        get => _entries[key];
        set => _entries[key] = value;
    }

    /// <summary>Adds an entry at the end.</summary>
    /// <exception cref="ArgumentException">The key is already there.</exception>
    public void Add((TKey, TValue) item) => _entries.Add(item.Item1, item.Item2);

    /// <inheritdoc cref="Add(ValueTuple{TKey, TValue})"/>
    public void Add(TKey key, TValue value) => _entries.Add(key, value);

    /// <inheritdoc cref="Add(ValueTuple{TKey, TValue})"/>
    public void Add(KeyValuePair<TKey, TValue> item) => _entries.Add(item.Key, item.Value);

    /// <summary>Inserts an entry at a position.</summary>
    public void Insert(int index, (TKey, TValue) item) => _entries.Insert(index, item.Item1, item.Item2);

    /// <summary>Whether the key is there.</summary>
    public bool ContainsKey(TKey key) => _entries.ContainsKey(key);

    /// <summary>Whether the key is there with this value.</summary>
    public bool Contains((TKey, TValue) item) => IndexOf(item) >= 0;

    /// <inheritdoc cref="Contains(ValueTuple{TKey, TValue})"/>
    public bool Contains(KeyValuePair<TKey, TValue> item) => Contains((item.Key, item.Value));

    /// <summary>The position of an entry, or -1.</summary>
    public int IndexOf((TKey, TValue) item)
    {
        int index = _entries.IndexOf(item.Item1);
        return index >= 0 && EqualityComparer<TValue>.Default.Equals(_entries.GetAt(index).Value, item.Item2) ? index : -1;
    }

    /// <summary>The value of a key, if it is there.</summary>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => _entries.TryGetValue(key, out value);

    /// <summary>Removes a key; false when it was not there.</summary>
    public bool Remove(TKey key) => _entries.Remove(key);

    /// <summary>Removes an entry; false when it was not there.</summary>
    public bool Remove((TKey, TValue) item)
    {
        int index = IndexOf(item);
        if (index >= 0) _entries.RemoveAt(index);
        return index >= 0;
    }

    /// <inheritdoc cref="Remove(ValueTuple{TKey, TValue})"/>
    public bool Remove(KeyValuePair<TKey, TValue> item) => Remove((item.Key, item.Value));

    /// <summary>Removes the entry at a position.</summary>
    public void RemoveAt(int index) => _entries.RemoveAt(index);

    /// <summary>Removes everything.</summary>
    public void Clear() => _entries.Clear();

    /// <inheritdoc cref="Clear"/>
    public void clear() => Clear();

    /// <summary>The entries, in order.</summary>
    public IEnumerator<(TKey, TValue)> items() => GetEnumerator();

    /// <summary>The keys, in order.</summary>
    public IEnumerable<TKey> keys() => _entries.Keys;

    /// <summary>The values, in order.</summary>
    public IEnumerable<TValue> values() => _entries.Values;

    /// <summary>Copies the entries, in order.</summary>
    public void CopyTo((TKey, TValue)[] array, int arrayIndex)
    {
        foreach (var entry in this) array[arrayIndex++] = entry;
    }

    /// <inheritdoc cref="CopyTo(ValueTuple{TKey, TValue}[], int)"/>
    public void CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex)
        => ((ICollection<KeyValuePair<TKey, TValue>>)_entries).CopyTo(array, arrayIndex);

    /// <summary>The entries, in order.</summary>
    public IEnumerator<(TKey, TValue)> GetEnumerator()
    {
        foreach (var (key, value) in _entries) yield return (key, value);
    }

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
